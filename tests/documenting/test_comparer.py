"""`cpom bibliotheque comparer`: what a model changes of another."""

from __future__ import annotations

import pytest

from engine.cli import main
from engine.documenting.differences import differences
from engine.libraries.modele import load_model


def told(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["bibliotheque", "comparer", *words]) == 0
    return capfd.readouterr().out


def test_what_is_inherited_replaced_added_and_left_out_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    said = told(capfd, "sad-ille-et-vilaine")
    assert said.startswith("sad-ille-et-vilaine, comparé à saad\n")
    parts = {part.split("\n")[0]: part for part in said.split("\n\n")}
    assert "  resiliation (clauses/saad/resiliation.md)" in parts["Clauses héritées"]
    assert (
        "  objet (clauses/sad-ille-et-vilaine/objet.md, au lieu de clauses/saad/objet.md)"
        in parts["Clauses remplacées"]
    )
    assert "  conclusion (clauses/sad-ille-et-vilaine/conclusion.md)" in parts["Clauses ajoutées"]
    assert "  objectifs/generaux (clauses/saad/objectifs/generaux.md)" in parts["Clauses retirées"]
    assert "remplacés : activite\n" in parts["Tableaux"]


def test_the_words_that_differ_are_shown_in_place(capfd: pytest.CaptureFixture[str]) -> None:
    said = told(capfd, "sad-ille-et-vilaine")
    assert "en date du" in said
    assert "[-{{ autorite.de_assemblee }}-] {+du Conseil départemental+}" in said
    assert "regles.prorogation : « preavis : 12 mois ; reponse : 2 mois » devient « preavis : 6 mois ;" in said


def test_a_title_is_told_once_and_what_a_plan_inherits_is_not_told_as_gone(capfd: pytest.CaptureFixture[str]) -> None:
    said = told(capfd, "sad-ille-et-vilaine")
    assert said.count("titre : « Objet et périmètre du contrat » devient « OBJET DU CONTRAT »") == 1
    assert "plan, rubriques.pch : prestation de compensation du handicap\n" in said
    assert "rubriques.donnees_personnelles" not in said
    assert "plan, regles.prix.tarifs : « moyens.tarif_reference_apa, moyens.tarif_reference_pch » devient" in said


def test_two_models_can_be_compared_that_inherit_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(capfd, "chrs", "ehpad").startswith("chrs, comparé à ehpad\n0 clause héritée, ")


def test_a_model_is_the_same_as_itself() -> None:
    model = load_model("saad")
    found = differences(model, model)
    assert {one.fate for one in found.clauses} == {"heritee"}
    assert found.plan == ()
    assert not found.tables["ajoutee"] + found.tables["remplacee"] + found.tables["retiree"]


@pytest.mark.parametrize(
    ("words", "said"), [(["saad"], "n'hérite d'aucun modèle"), (["saad", "ehpd"], "« ehpd » n'est pas un modèle")]
)
def test_what_cannot_be_compared_is_told(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["bibliotheque", "comparer", *words]) == 1
    assert said in " ".join(capfd.readouterr().err.split())

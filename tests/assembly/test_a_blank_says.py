"""What a blank means is declared: « facultatif » says it, and no formula takes an unknown amount for none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine.formulas.tree import Call, Formula, Name, Number
from engine.libraries.modele import load_model
from engine.libraries.questions import Question
from engine.libraries.tableaux import Rubrique, Tableau
from engine.reading.yaml_strict import read_yaml
from engine.writing.layout.plain import write_text
from models import chemins
from models.fiches.faults import UnreadError
from models.reponses import nom_simple
from tests.assembly.test_blank_is_not_none import assembled

MODELES = ("saad", "ehpad", "chrs", "sad-ille-et-vilaine", "saad-seine-et-marne")


def test_a_question_cannot_be_optional_without_a_reason() -> None:
    with pytest.raises(UnreadError, match="ce que veut dire une réponse vide"):
        Question(type="texte", libelle="fait", facultatif="oui")


@pytest.mark.parametrize("name", MODELES)
def test_every_optional_fact_says_what_a_blank_means(name: str) -> None:
    for path, info in chemins.walk(load_model(name).description):
        said: Any = info.said
        reason = said.get("facultatif", "") if isinstance(said, dict) else ""
        assert isinstance(reason, str), path
        assert nom_simple(reason) not in ("oui", "non", "facultatif", "le_cas_echeant"), path
        assert "si rien n'est dit" not in (info.description or ""), path  # what a blank means is said in one place


@pytest.mark.parametrize("name", MODELES)
def test_a_formula_counts_as_none_only_a_blank_that_says_so(name: str) -> None:
    model = load_model(name)
    blanks = {path: _reason(info) for path, info in chemins.walk(model.description)}
    counted = {
        (nom, line.nom): blanks.get(path, "")
        for nom, table in model.tableaux.items()
        for line, path in _taken_for_none(table)
    }
    assert not {where: said for where, said in counted.items() if not said.startswith(("0, ", "non, "))}


def _reason(info: Any) -> str:
    return str(info.said.get("facultatif", ""))


def _taken_for_none(table: Tableau) -> Iterator[tuple[Rubrique, tuple[str, ...]]]:
    """The facts of a table that a total or a formula takes for nothing while they are not given."""
    lines = {line.nom: line for line in (*table.parametres, *table.rubriques) if not line.formule and line.nom}
    names = {name for line in table.rubriques if line.formula for name in _replaced_by_nought(line.formula)}
    for line in lines.values():
        if line.total == "somme_des_donnes" or line.nom in names:
            path = (line.fait or line.nom).replace("[]", "").split(".")
            under = [] if line in table.parametres or line.fait.count(".") else table.series.pour.split(".")
            yield line, tuple(filter(None, (*under, *path)))


def _replaced_by_nought(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Call):
        if formula.function == "sinon" and isinstance(formula.arguments[1], Number):
            first = formula.arguments[0]
            if isinstance(first, Name) and not first.table:
                yield first.rubrique
        for argument in formula.arguments:
            yield from _replaced_by_nought(argument)


def _text(example: str, **changes: Any) -> str:
    """The contract of an example in which facts are changed by their paths (`suivi__mi_parcours`); None: a blank."""
    data = read_yaml(Path(f"data/exemples/{example}.yaml")).data
    for path, value in changes.items():
        *groups, last = path.split("__")
        held: Any = data
        for step in groups:
            held = held[int(step) if step.isdecimal() else step]
        held.pop(last, None)
        if value is not None:
            held[last] = value
    return write_text(assembled(data).document).replace("\u00a0", " ").replace("\u202f", " ")


_MID_TERM = "Un dialogue de gestion formalisé est prévu à mi-parcours du contrat"
_REVOYURE = "pourra évoluer, par avenant, à la suite de la prise d’effet de la réforme"
_SIEGE, _DOTATION = "Organisation du siège : ", "désigné pour percevoir la dotation globalisée commune : "


@pytest.mark.parametrize(
    ("example", "fact", "words", "none"),
    [
        ("chrs-complet", "suivi__mi_parcours", _MID_TERM, "non"),
        ("chrs-complet", "moyens__revoyure", _REVOYURE, "non"),
        ("ehpad-complet", "siege__organisation", _SIEGE, "sans objet"),
        ("ehpad-complet", "gestionnaire__dotation_globalisee", _DOTATION, "Néant"),
    ],
)
def test_words_stay_until_none_is_answered(example: str, fact: str, words: str, none: str) -> None:
    blank = _text(example, **{fact: None})
    line = next(line for line in blank.splitlines() if words in line)
    assert "[à compléter : " in line
    assert words not in _text(example, **{fact: none})


@pytest.mark.parametrize(
    ("example", "fact", "printed"),
    [
        ("saad-habilite", "gestionnaire__siren", "(numéro SIREN [à compléter : numéro SIREN"),
        ("saad-habilite", "gestionnaire__adresse", "dont le siège est situé [à compléter : adresse du siège]"),
        ("chrs-complet", "gestionnaire__adresse", "dont le siège est situé [à compléter : adresse du siège]"),
        ("saad-habilite", "exemplaires", "en [à compléter : nombre d’exemplaires originaux] exemplaires originaux"),
        ("ehpad-complet", "exemplaires", "en [à compléter : nombre d’exemplaires originaux] exemplaires originaux"),
        ("saad-habilite", "diagnostic__annee", "Chiffres activité année [à compléter : année des chiffres d’activité]"),
        (
            "sad-ille-et-vilaine-association",
            "exemplaires",
            "en [à compléter : nombre d’exemplaires originaux] exemplaires originaux",
        ),
    ],
)
def test_a_blank_is_asked_for_where_its_words_stand(example: str, fact: str, printed: str) -> None:
    assert printed in _text(example, **{fact: None})


@pytest.mark.parametrize(
    ("example", "fact", "row", "unknown"),
    [
        ("chrs-complet", "investissement__financements__1__emprunts", "2026 |", "[à compléter : emprunts]"),
        ("ehpad-complet", "plan_de_financement__synthese__0__reprises", "2022 |", "[calculé]"),
        (
            "ehpad-complet",
            "plan_de_financement__synthese__0__autres_emplois",
            "2022 |",
            "[calculé]",
        ),
    ],
)
def test_an_unknown_amount_makes_its_total_unknown(example: str, fact: str, row: str, unknown: str) -> None:
    whole, blank = _text(example).splitlines(), _text(example, **{fact: None}).splitlines()
    changed = [(before, after) for before, after in zip(whole, blank, strict=True) if before != after]
    asking = [after for _, after in changed if after.startswith(row) and unknown in after]
    assert asking
    assert all("[calculé]" in after or unknown in after for _, after in changed)
    assert len(changed) > 1  # the totals, or the years that follow


@pytest.mark.parametrize(
    ("example", "changes", "fact"),
    [
        ("ehpad-complet", {"etablissements__0__petite_unite_de_vie": "oui"}, "etablissements.tarification_puv"),
        (
            "saad-habilite",
            {"dotation_complementaire__versement": "acompte_et_solde"},
            "dotation_complementaire.solde_avant",
        ),
    ],
)
def test_what_another_answer_makes_necessary_is_not_called_optional(
    example: str, changes: dict[str, str], fact: str
) -> None:
    model = load_model(example.partition("-")[0])
    (info,) = [info for path, info in chemins.walk(model.description) if ".".join(path) == fact]
    held = fact.replace(".", "__0__" if example.startswith("ehpad") else "__")
    assert f"[à compléter : {info.title}".replace("'", "’") in _text(example, **changes, **{held: None})
    assert not _reason(info)

"""What the commands say of a model and of the law is what the interface gives."""

from __future__ import annotations

import json
from datetime import date

import pytest

import cpom
from engine.cli import main

JOUR = date(2024, 6, 1)
PREMIER_JET = "data/exemples/saad-premier-jet.yaml"


def printed(capfd: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    return capfd.readouterr().out


def test_the_questionnaire_and_the_schema_of_a_model(capfd: pytest.CaptureFixture[str]) -> None:
    model = cpom.Bibliotheque().modele("ehpad")
    assert printed(capfd, "questionnaire", "ehpad") == model.questionnaire()
    assert json.loads(printed(capfd, "schema", "ehpad")) == model.schema()
    assert json.loads(printed(capfd, "schema", "--document")) == cpom.schema_du_document()
    assert json.loads(printed(capfd, "schema", "--plan")) == cpom.Bibliotheque().schema("plan")


def test_what_is_left_is_asked_where_it_is_answered() -> None:
    dossier = cpom.lire("modele: saad\nservices:\n  - {nom: Un}\n  - {nom: Deux, finess: '350000002'}\n", jour=JOUR)
    paths = [one.chemin for one in dossier.questions()]
    assert len(set(paths)) == len(paths)
    assert "services[1].finess" in paths
    assert not {"services[2].finess", "services[1].nom"} & set(paths)
    asked = next(one for one in dossier.questions(pour="gestionnaire") if one.chemin == "gestionnaire.raison_sociale")
    answered = dossier.avec({asked.chemin: "Association Exemple"})
    assert asked.chemin not in {one.chemin for one in answered.questions()}
    assert "Association Exemple" in answered.questionnaire()


def test_every_clause_of_a_model_is_listed_with_its_condition(capfd: pytest.CaptureFixture[str]) -> None:
    model = cpom.Bibliotheque().modele("saad")
    said = " ".join(printed(capfd, "clauses", "saad").split())
    for clause in model.clauses.values():
        assert f"{clause.nom} : {' '.join(clause.intitule.split())}" in said
    assert any(clause.si.get("habilitation") for clause in model.clauses.values())
    assert model.clauses["preambule/contrat-de-progres"].si["preambule"] == ("contrat-de-progres",)


def test_a_change_reaches_the_contracts_that_say_it() -> None:
    library = cpom.Bibliotheque()
    change = next(
        one for one in library.changements(date(2023, 1, 1), date(2023, 12, 31)) if one.cle == "decret-2016-502"
    )
    using = library.modele("saad").clauses_selon(change.cle)
    assert using
    assert cpom.lire("modele: saad\n", jour=JOUR).touche(change) == bool(using)
    assert not cpom.lire("modele: ehpad\n", jour=JOUR).touche(change)
    assert library.changements(date(2023, 7, 1), date(2023, 7, 1)) == ()


def test_the_law_of_a_day_is_told_with_its_names_and_amounts(capfd: pytest.CaptureFixture[str]) -> None:
    said = " ".join(printed(capfd, "droit", "--date", "2020-03-01").split())
    library = cpom.Bibliotheque()
    jour = date(2020, 3, 1)
    keys = [one.cle for one in library.droit(jour)] + [one.cle for one in library.noms(jour)]
    keys += [one.cle for one in library.montants(2020)] + [one.cle for one in library.experimentations]
    assert all(f"{key} : " in said for key in keys)
    assert any(one.etat.startswith("remplacé") for one in library.droit(date(2024, 1, 1)))

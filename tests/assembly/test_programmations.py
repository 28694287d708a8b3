"""The arrêtés of programmation are plans of clauses like the models, but no contracts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.assembly.assemble import Assembled, assemble, domains_of
from engine.cli import main
from engine.law.applicable import Droit, law_of
from engine.law.collectivites import authority
from engine.libraries.modele import Modele, act_names, load_model, model_names
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests import descriptions
from tests.assembly.test_coverage import LEFT_OVER
from tests.bibliotheques import OURS

DAY = date(2024, 1, 15)


@pytest.fixture(params=act_names())
def act(request: pytest.FixtureRequest) -> Modele:
    return load_model(request.param)


def assembled(model: Modele, data: dict[str, Any]) -> Assembled:
    contrat = read_as(model.description, data)
    autorite = authority(OURS, contrat.departement, DAY) if contrat.departement else None
    return assemble(model, contrat, law_of(contrat, DAY, OURS), autorite)


def complete(model: Modele, traits: dict[str, str]) -> dict[str, Any]:
    """Every fact, with the code of a département where one is named."""
    data = descriptions.complete(model, traits)
    for signing in data.get("departements", []):
        signing["departement"] = "35"
    return data


def test_every_model_that_is_programmed_has_both_arretes() -> None:
    named = {
        name: model.plan.programmation.actes for name in model_names() if (model := load_model(name)).plan.programmation
    }
    assert named.keys() == {"ehpad", "chrs"}
    assert sorted(act for acts in named.values() for act in acts.values()) == act_names()


def test_an_arrete_is_no_model_of_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert not set(act_names()) & set(model_names())
    assert main(["modeles"]) == 0
    assert "programmations" not in capsys.readouterr().out


def test_a_blank_and_an_empty_description_assemble(act: Modele) -> None:
    contrat = read_as(act.description, {"modele": act.nom})
    assert write_text(
        assemble(act, contrat, Droit(DAY, tel_que_publie=True, bibliotheque=OURS), None, blank=True).document
    )
    assert assembled(act, {"modele": act.nom}).missing


def test_a_complete_description_leaves_nothing_to_fill_in(act: Modele) -> None:
    for combination in descriptions.combinations(domains_of(act)):
        made = assembled(act, complete(act, combination))
        assert not made.missing, combination
        assert not LEFT_OVER.search(write_text(made.document)), combination


def test_every_clause_of_an_arrete_applies_to_some_programmation(act: Modele) -> None:
    kept = set()
    for combination in descriptions.combinations(domains_of(act)):
        made = assembled(act, complete(act, combination))
        kept |= {decision.clause.id for decision in made.decisions if decision.kept}
    assert kept == set(act.clauses)


def test_an_arrete_has_no_table_of_contents_and_says_what_is_to_be_verified(act: Modele) -> None:
    document = assembled(act, complete(act, {})).document
    assert not document.table_of_contents
    assert "aucun modèle officiel" in str(document.sections[0])

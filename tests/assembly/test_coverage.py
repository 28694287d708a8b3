"""The proof of coverage: whatever a contract is, one variant of each alternative applies and it assembles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pytest
from allpairspy import AllPairs

from engine.assembly.assemble import Assembled, assemble, domains_of, traits_of
from engine.assembly.numbering import number
from engine.assembly.selection import applies, select
from engine.law.applicable import Droit, law_of
from engine.law.collectivites import authority, codes
from engine.libraries.modele import Modele, load_model, model_names
from engine.libraries.plan import Entree
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from models.traits import Trait
from tests import descriptions
from tests.bibliotheques import OURS

DAY = date(2024, 1, 15)
LEFT_OVER = re.compile(r"\bX{2,}|…|\.\.\.|\((?:s|e|x|aux|trice)\)|M\./Mme|à compléter|OUI/NON|\[|\]")
"""What no complete contract may still hold of the form it was made from."""


@pytest.fixture(params=model_names())
def model(request: pytest.FixtureRequest) -> Modele:
    return load_model(request.param)


def known(combination: Mapping[str, str]) -> dict[str, Trait]:
    return {name: Trait(name, frozenset([value]), ()) for name, value in combination.items()}


def alternatives(lines: Iterable[Entree]) -> Iterable[Entree]:
    for line in lines:
        if line.parmi:
            yield line
        yield from alternatives((*line.parmi, *line.sous))


def assembled(model: Modele, data: Mapping[str, Any]) -> Assembled:
    contrat = read_as(model.description, data)
    autorite = authority(OURS, contrat.departement, DAY) if contrat.departement else None
    return assemble(model, contrat, law_of(contrat, DAY, OURS), autorite)


def test_one_variant_of_each_alternative_applies(model: Modele) -> None:
    """Every combination of traits, none left out."""
    plan = model.plan
    for combination in descriptions.combinations(descriptions.deciding(model)):
        traits = known(combination)
        for line in alternatives((*plan.articles, *plan.signatures, *plan.annexes)):
            kept = [one.clause for one in line.parmi if applies(model.clauses[one.clause].en_tete.si, traits)]
            together = line.cumul and all(combination[name] == value for name, value in line.cumul.items())
            assert len(kept) == (len(line.parmi) if together else 1), (combination, line.parmi)


def test_every_clause_applies_to_some_contract(model: Modele) -> None:
    never = set(model.clauses)
    for combination in descriptions.combinations(descriptions.deciding(model)):
        never -= {clause.id for clause in select(model, known(combination)).clauses}
    assert not never


def test_every_combination_is_numbered_without_a_gap(model: Modele) -> None:
    for combination in descriptions.combinations(descriptions.deciding(model)):
        selection = select(model, known(combination))
        numbers = number(model, selection)
        heads = [int(numbers.of[one.clause.id].value.split()[0].removesuffix("er")) for one in selection.annexes]
        assert heads == list(range(1, len(heads) + 1))


def pairs(model: Modele) -> list[dict[str, str]]:
    """A set of combinations in which every two values of two traits meet."""
    domains = domains_of(model)
    rows = AllPairs(
        list(domains.values()), filter_func=lambda row: descriptions.possible(dict(zip(domains, row, strict=False)))
    )
    return [dict(zip(domains, row, strict=True)) for row in rows]


def test_a_blank_assembles(model: Modele) -> None:
    contrat = read_as(model.description, {"modele": model.nom})
    blank = assemble(model, contrat, Droit(DAY, tel_que_publie=True, bibliotheque=OURS), None, blank=True)
    assert write_text(blank.document)


def test_an_empty_description_assembles(model: Modele) -> None:
    assert assembled(model, {"modele": model.nom}).missing


def test_a_partial_description_assembles_whatever_its_traits(model: Modele) -> None:
    for combination in pairs(model):
        assert assembled(model, descriptions.partial(model, combination)).missing


def test_a_complete_description_leaves_nothing_to_fill_in(model: Modele) -> None:
    for combination in pairs(model):
        contract = assembled(model, descriptions.complete(model, combination))
        assert not contract.missing, combination
        left = LEFT_OVER.search(write_text(contract.document))
        assert not left, (combination, left)


def test_the_traits_of_a_description_are_those_it_was_made_for(model: Modele) -> None:
    for combination in pairs(model):
        contrat = read_as(model.description, descriptions.partial(model, combination))
        traits = {
            name: set(trait.valeurs) for name, trait in traits_of(model, contrat, law_of(contrat, DAY, OURS)).items()
        }
        assert {name: traits[name] for name in combination} == {name: {value} for name, value in combination.items()}


@pytest.mark.parametrize("code", codes(OURS))
def test_every_collectivite_signs_under_its_own_name(code: str) -> None:
    model = load_model("saad")
    data = {"modele": "saad", "departement": code}
    assert authority(OURS, code, DAY).nom in write_text(assembled(model, data).document)

"""The proof of coverage over time: every model, every combination of its traits, every quarter from 2017 to 2027."""

from __future__ import annotations

from datetime import date

import pytest

from engine.assembly.assemble import assemble, domains_of
from engine.assembly.selection import select
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.law.register import load_register
from engine.law.visas import VisaRequest, order_visas
from engine.libraries.modele import Modele, load_model, model_names
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from models.traits import Trait
from tests import descriptions
from tests.bibliotheques import OURS

QUARTERS = [date(year, month, 1) for year in range(2017, 2028) for month in (1, 4, 7, 10)]


@pytest.fixture(params=model_names(), scope="module")
def model(request: pytest.FixtureRequest) -> Modele:
    return load_model(request.param)


@pytest.fixture(scope="module")
def cited(model: Modele) -> set[frozenset[str]]:
    """Every set of texts that a contract of this model may cite, over all the combinations of its traits."""
    sets = set()
    for combination in descriptions.combinations(descriptions.deciding(model)):
        traits = {name: Trait(name, frozenset([value]), ()) for name, value in combination.items()}
        selection = select(model, traits)
        relied = {key.partition("/")[0] for clause in selection.clauses for key in clause.en_tete.fondements}
        sets.add(frozenset(relied | {key for key in selection.visas if not key.startswith("visas/")}))
    return sets


@pytest.mark.parametrize("day", QUARTERS, ids=str)
def test_no_visa_is_out_of_force(model: Modele, cited: set[frozenset[str]], day: date) -> None:
    register = load_register(OURS)
    for keys in cited:
        visas, _ = order_visas(load_register(OURS), [VisaRequest(key) for key in sorted(keys)], day)
        assert len({visa.key for visa in visas}) == len(visas)
        for visa in visas:
            texte = register.texte(visa.key)
            ended = texte.remplace.le if texte.remplace else texte.abroge.le if texte.abroge else date.max
            assert (texte.date or date.min) <= day < ended, visa.key


@pytest.mark.parametrize("day", QUARTERS[::4], ids=str)
def test_a_complete_contract_of_the_day_assembles(model: Modele, day: date) -> None:
    combination = next(descriptions.combinations(domains_of(model)))
    contrat = read_as(model.description, descriptions.complete(model, combination, signature=day))
    assembled = assemble(model, contrat, law_of(contrat, day, OURS), authority(OURS, contrat.departement or "35", day))
    assert not assembled.missing
    assert write_text(assembled.document)

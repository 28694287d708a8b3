"""Whatever two contracts are, the words of the avenant between them make the second of the first."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from engine.assembly.assemble import assemble
from engine.avenants.applier import applied
from engine.avenants.differences import modifications
from engine.avenants.letters import key
from engine.document import Document
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model, model_names
from engine.rereading.files.read import read_edited
from engine.writing import written
from engine.writing.layout.written_lines import lines_of
from models.fiches.groupe import read_as
from tests import descriptions
from tests.assembly.test_coverage import DAY, pairs
from tests.bibliotheques import OURS
from tests.consolidation import avenant_of, proved
from tests.fuzz.essais import DEAREST, lots, tried
from tests.remanies import changed_description, changed_lines


@cache
def combinations(model: str) -> list[dict[str, str]]:
    return pairs(load_model(model))


def document_of(model: str, data: dict[str, Any]) -> Document:
    loaded = load_model(model)
    contrat = read_as(loaded.description, data)
    autorite = authority(OURS, contrat.departement, DAY) if contrat.departement else None
    return assemble(loaded, contrat, law_of(contrat, DAY, OURS), autorite).document


@pytest.mark.parametrize("model", model_names())
@given(lot=lots())
@tried(3, share=0.05)
def test_contracts_of_other_traits(model: str, lot: random.Random) -> None:
    one, other = (descriptions.complete(load_model(model), lot.choice(combinations(model))) for _ in "12")
    new = document_of(model, changed_description(other, lot, lot.choice([0, 3])))
    proved(lines_of(document_of(model, one)), lines_of(new), new)


@pytest.mark.parametrize("model", model_names())
@given(lot=lots())
@tried(3, share=0.05)
def test_contracts_of_other_facts(model: str, lot: random.Random) -> None:
    data = descriptions.complete(load_model(model), lot.choice(combinations(model)))
    new = document_of(model, changed_description(data, lot, lot.randint(1, 6)))
    proved(lines_of(document_of(model, data)), lines_of(new), new)


@pytest.mark.parametrize("model", model_names())
@given(lot=lots())
@tried(4, share=0.05)
def test_contracts_that_somebody_rewrote(model: str, lot: random.Random) -> None:
    lines = lines_of(document_of(model, descriptions.complete(load_model(model), lot.choice(combinations(model)))))
    old = changed_lines(lines, lot, lot.choice([0, 0, 4]))
    proved(old, changed_lines(old, lot, lot.randint(1, 12)))


@given(lot=lots())
@tried(2, share=DEAREST)
def test_an_avenant_that_was_written_to_a_file(lot: random.Random) -> None:
    model = lot.choice(model_names())
    one, other = (descriptions.complete(load_model(model), lot.choice(combinations(model))) for _ in "12")
    document = document_of(model, changed_description(other, lot, 3))
    old, new = lines_of(document_of(model, one)), lines_of(document)
    avenant = avenant_of(modifications(old, new), document)
    for extension in ("docx", "odt"):
        read = read_edited(written(avenant, extension, None)[0])
        assert old == new or key(applied(old, read.lines, OURS)) == key(new)


@pytest.mark.parametrize("model", model_names())
def test_equal_contracts_have_no_avenant(model: str) -> None:
    lines = lines_of(document_of(model, descriptions.complete(load_model(model), combinations(model)[0])))
    assert proved(lines, lines) == ()

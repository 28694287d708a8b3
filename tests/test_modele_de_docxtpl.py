"""Whoever is compared with us does the work: the template of docxtpl's names the facts, and its document says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.lot.draft import draft
from engine.programmation.programme import open_programme
from engine.programmation.projet import Projet
from engine.programmation.projets import projets
from tests.benchmarks.chaud import EHPAD, ILLE_ET_VILAINE, SAAD, Described, templated
from tests.benchmarks.lots import DOCX
from tests.benchmarks.peers import facts, render_with_docxtpl
from tests.benchmarks.programme import write_programme
from tests.benchmarks.template import template_of
from tests.rereading.paquets import parts_of


@pytest.mark.parametrize("described", [SAAD, EHPAD, ILLE_ET_VILAINE], ids=lambda one: one.name)
def test_the_template_of_an_example_asks_each_fact_and_its_document_says_another(
    described: Described, tmp_path: Path
) -> None:
    template = tmp_path / "modele.docx"
    template.write_bytes(templated(described, described.facts()))
    said = {name: f"Valeur {rank}" for rank, name in enumerate(described.facts())}
    body = parts_of(render_with_docxtpl(template, said))["word/document.xml"].decode()
    assert [value for value in said.values() if value not in body] == []
    assert [value for value in described.facts().values() if value in body] == []


def test_the_template_of_a_run_likewise_and_holds_nothing_that_is_ours_alone(tmp_path: Path) -> None:
    head = write_programme(4, tmp_path)
    first, *_, last = (one for one in projets(open_programme(head)) if isinstance(one, Projet))
    template = tmp_path / "modele.docx"
    template.write_bytes(template_of(draft(first, DOCX).files["docx"], facts(first)))
    parts = parts_of(template.read_bytes())
    assert not [name for name, content in parts.items() if b"<w:sdt" in content or b"<w:comment " in content]
    body = parts_of(render_with_docxtpl(template, facts(last)))["word/document.xml"].decode()
    assert [value for value in facts(last).values() if value not in body] == []


def test_a_fact_that_the_contract_does_not_say_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere in the contract"):
        template_of(SAAD.contract("docx"), {"nom": "Personne n’a ce nom"})

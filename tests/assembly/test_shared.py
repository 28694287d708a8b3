"""A contract that is assembled after many others is the same as in a process of its own, and shares what it can."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.assembly import kinds, reuse, shared
from engine.assembly.assemble import Assembled, assemble, domains_of
from engine.document import Block, Cell, Heading, ListBlock, Paragraph, Table, Text
from engine.dossier import dossier_of
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import Modele, load_model, model_names
from engine.reading.yaml_strict import parse_yaml
from models.fiches.groupe import read_as
from tests import descriptions
from tests.bibliotheques import OURS

DAY = date(2024, 1, 15)
EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))


def assembled(model: Modele, data: Mapping[str, Any], *, traced: bool) -> Assembled:
    contrat = read_as(model.description, data)
    autorite = authority(OURS, contrat.departement, DAY) if contrat.departement else None
    return assemble(model, contrat, law_of(contrat, DAY, OURS), autorite, traced=traced)


def cases(model: Modele) -> Iterator[dict[str, Any]]:
    """Descriptions of every value of every trait, bare and complete."""
    domains = domains_of(model)
    for at in range(max(map(len, domains.values()), default=1)):
        traits = {name: values[at % len(values)] for name, values in domains.items()}
        if descriptions.possible(traits):
            yield descriptions.partial(model, traits)
            yield descriptions.complete(model, traits)


def start_anew() -> None:
    """Drop what this process keeps of the contracts that it has assembled."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("engine.assembly.filled") or module is shared:
            for one in vars(module).values():
                if hasattr(one, "cache_clear"):
                    one.cache_clear()
    for kept in (
        shared._ROWS,
        shared._TABLES,
        shared._LISTS,
        reuse._SHAPES,
        reuse._SAID,
        kinds._ALIKE,
        kinds._KINDS,
    ):
        kept.clear()


def told(one: Assembled) -> tuple[object, ...]:
    orders = [*one.missing.items()], [*one.who.items()], [*one.named.items()]
    return one.document, orders, one.findings, one.unprinted, dict(one.clauses)


@pytest.mark.parametrize("name", model_names())
@pytest.mark.parametrize("traced", [False, True], ids=["written", "explained"])
def test_contract_is_the_same_whatever_came_before(name: str, traced: bool) -> None:
    model = load_model(name)
    given = [*cases(model)]
    after_others = [told(assembled(model, data, traced=traced)) for data in (*given, *reversed(given))]
    for data, first, again in zip(given, after_others, reversed(after_others), strict=False):
        start_anew()
        alone = told(assembled(model, data, traced=traced))
        assert first == alone
        assert again == alone


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_a_fact_does_not_touch_is_the_very_same(path: Path) -> None:
    def blocks(text: str) -> list[Block]:
        dossier = dossier_of(parse_yaml(text.encode(), path.name), path, DAY)
        return [block for section in dossier.assembled().document.sections for block in section.blocks]

    text = path.read_text(encoding="utf-8")
    before, after = blocks(text), blocks(f"{text}\n# rien ne change\n")
    known = {id(block) for block in before}
    anew = [one for one in after if id(one) not in known and isinstance(one, Paragraph | ListBlock | Table | Heading)]

    assert before == after
    assert anew == []


def test_parts_are_known_by_what_they_are_made_of() -> None:
    one, other = shared.cell((Text("1"),)), shared.cell((Text("2"),))

    assert shared.table((1.0,), [(one,), (other,)]) is shared.table((1.0,), [(one,), (other,)])
    assert shared.table((1.0,), [(one,)]) != shared.table((1.0,), [(other,)])
    assert shared.extended(one, 2, 1, header=True) is shared.extended(one, 2, 1, header=True)
    assert shared.extended(one, 2, 1, header=True) == Cell(one.blocks, colspan=2, header=True)

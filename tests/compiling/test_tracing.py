"""A traced contract has the words of the contract, each with the fact that it is and the cases that it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.assembly.assemble import Assembled, assemble
from engine.document import Inline, Sourced, Text
from engine.dossier import open_dossier
from engine.nodes import nodes_of

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
TODAY = date(2026, 11, 28)


def assembled(path: Path, *, traced: bool) -> Assembled:
    dossier = open_dossier(path, TODAY)
    return assemble(dossier.modele, dossier.contrat, dossier.droit, dossier.autorite, traced=traced)


def joined(value: Any) -> Any:
    """A part of the tree without origins, its neighbouring texts as one."""
    if isinstance(value, tuple):
        parts: list[Any] = []
        for one in map(joined, value):
            if isinstance(one, Text) and parts and isinstance(parts[-1], Text):
                parts[-1] = Text(parts[-1].text + one.text)
            else:
                parts.append(one)
        return tuple(parts)
    if isinstance(value, Text):
        return Text(value.text)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: joined(getattr(value, one.name)) for one in fields(value)})
    return value


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_words_are_those_of_the_contract(path: Path) -> None:
    plain, traced = assembled(path, traced=False), assembled(path, traced=True)
    assert joined(traced.document.sections) == joined(plain.document.sections)
    assert traced.missing.keys() == plain.missing.keys()
    assert traced.clauses.keys() == plain.clauses.keys()


def words(found: Iterable[Sourced], fact: str) -> list[str]:
    return [one.text for one in found if one.fact == fact]


def test_each_word_tells_its_fact_and_its_clause() -> None:
    traced = assembled(Path("data/exemples/saad-mixte.yaml"), traced=True)
    found = list(nodes_of(traced.document.sections, Sourced))
    assert set(words(found, "services[1].nom")) == {"Service Exemple Bresse"}
    (parties,) = (blocks for name, blocks in traced.clauses.items() if name == "parties")
    said = list(nodes_of(parties, Sourced))
    assert words(said, "gestionnaire.raison_sociale")
    assert not words(said, "services[1].nom")


def test_words_tell_the_cases_that_they_stand_in() -> None:
    traced = assembled(Path("data/exemples/saad-mixte.yaml"), traced=True)
    cases = {case for one in nodes_of(traced.document.sections, Sourced) for case in one.cases}
    assert "habilitation" in cases
    assert all(one.cases or one.fact for one in nodes_of(traced.document.sections, Sourced))


def test_a_contract_that_is_not_traced_has_no_origin() -> None:
    plain = assembled(Path("data/exemples/saad-mixte.yaml"), traced=False)
    assert not list(nodes_of(plain.document.sections, Sourced))
    inline: Inline = Text("mots")
    assert Sourced("mots") != inline, "who compares trees compares them without origins"

"""Facts of real contracts typed again at random: all are found, whatever the editor kept of their controls."""

from __future__ import annotations

import random
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import french
from engine.carried import Line, Words
from engine.dossier import open_dossier
from engine.rereading.lines.differences import differences
from engine.writing.layout.written_lines import lines_of
from models import chemins
from models.kind import kind_of
from tests.fuzz.essais import lots, tried

EXAMPLES = ("ehpad-complet", "saad-habilite", "sad-ille-et-vilaine-premier-jet")
TYPED = ("26,40 €/h", "Fondation Nouvelle du Marais", "1er mars 2027", "Z", "12")


@cache
def written(name: str) -> tuple[Line, ...]:
    """The lines of an example, in which what a fact prints, wherever it is, is a place of it."""
    dossier = open_dossier(Path(f"data/exemples/{name}.yaml"), date(2026, 1, 1))
    facts: dict[str, str] = {}
    for path, value, info in chemins.given(dossier.contrat):
        kind = kind_of(info.annotation, info.marks)
        if kind and not kind.many and len(printed := kind.prints(value, french)) > 3 and "\n" not in printed:
            facts.setdefault(printed, chemins.ecrit(path))
    known = "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in sorted(facts, key=len, reverse=True))
    return tuple(_cut(line, facts, re.compile(f"({known})")) for line in lines_of(dossier.assembled().document))


def _cut(line: Line, facts: dict[str, str], known: re.Pattern[str]) -> Line:
    parts = [part for part in known.split(line.text) if part]
    return Line(tuple(Words(part, fact=facts.get(part, "")) for part in parts), line.kind, line.clause)


@tried(30, 0.1)
@given(st.sampled_from(EXAMPLES), lots(), st.sampled_from(["named", "nameless", "none"]), st.booleans())
def test_facts_typed_again_are_found(name: str, chance: random.Random, controls: str, everywhere: bool) -> None:
    base = written(name)
    paths = sorted({word.fact for line in base for word in line.words if word.fact})
    typed = {path: chance.choice(TYPED) for path in chance.sample(paths, 5)}
    expected: dict[str, list[str]] = {}
    edited = []
    for line in base:
        words = []
        for word in line.words:
            text = word.text
            if word.fact in typed and (everywhere or word.fact not in expected):
                text = typed[word.fact]
                expected.setdefault(word.fact, []).append(text)
            words.append(Words(text, fact={"named": word.fact, "none": ""}.get(controls, "?" if word.fact else "")))
        edited.append(Line(tuple(words), line.kind, line.clause))
    found = differences(base, edited)
    read = {one.path: [place.found for place in one.changed] for one in found.facts}
    unclear = {one.path for one in found.facts if one.unclear}
    if controls != "none":
        assert not unclear
        assert not found.words
    assert {path: texts for path, texts in read.items() if path not in unclear and texts} == {
        path: texts for path, texts in expected.items() if path not in unclear
    }


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_nobody_touched_is_not_told(name: str) -> None:
    base = written(name)
    lost = [Line((Words(line.text),), line.kind) for line in base]
    for edited in (base, lost):
        found = differences(base, edited)
        assert [found.facts, found.words, found.figures, found.lost] == [()] * 4

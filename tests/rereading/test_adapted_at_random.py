"""Any edit of the words of any clause of the examples is carried over to the letter, or told; its facts stay facts."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given

from engine.rereading.words.adapted import adapted
from engine.rereading.words.matched import looks, same
from engine.rereading.words.printing import prints_of, words_of
from engine.rereading.words.source_reader import pieces_of
from engine.writing.layout.written_lines import lines_of
from tests.fuzz.essais import lots, tried
from tests.rereading.edits import EXAMPLES, dossier, edited

_EXAMPLES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
_LIVE = 0.75
"""The share of what a clause prints by code that an edit leaves so, over all edits."""


def slots(texte: str, titre: str) -> int:
    """How many places of a clause say what follows from facts."""
    return sum(one.sort == "slot" for one in pieces_of(texte, titre).all)


@pytest.mark.parametrize("example", _EXAMPLES)
def test_every_clause_of_an_example_is_the_same_in_pieces(example: str) -> None:
    opened = dossier(example)
    for name in opened.modele.clauses:
        texte, titre = words_of(opened, name)
        pieces = pieces_of(texte, titre)
        assert (pieces.text, pieces.title) == (texte, titre)


@pytest.mark.parametrize("example", _EXAMPLES)
@tried(3, 0.004)
@given(random=lots())
def test_an_edit_is_carried_over_or_told(example: str, random: Random) -> None:
    opened = dossier(example)
    lines = lines_of(opened.assembled().document)
    name = random.choice(sorted({line.clause for line in lines if line.clause}))
    prints = prints_of(opened, name)
    texte, titre = words_of(opened, name)
    base = tuple(line for line in lines if line.clause == name)
    assert prints(texte, titre) == base
    _, wanted = edited(base, random)
    found = adapted(texte, titre, wanted, prints)
    printed = prints(found.texte, found.titre)
    if not found.lost:
        assert same(printed, wanted)
        if not found.plain:
            assert looks(printed) == looks(wanted)
    else:
        lost = {line.text for old, new in found.lost for line in (*old, *new)}
        assert {line.text for line in wanted} - {line.text for line in printed} <= lost
    if not found.frozen and len(wanted) >= len(base):
        assert slots(found.texte, found.titre) >= _LIVE * slots(texte, titre)

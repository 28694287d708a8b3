"""Whatever was changed in a document: refusing it all gives what was written back, accepting it all what was read."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given

from engine.carried import Carried, Line
from engine.rereading.chosen import chosen
from engine.rereading.files.edited import Edited
from engine.rereading.reread import Rereading, reread
from engine.writing.layout.written_lines import lines_of
from tests.fuzz.essais import lots, tried
from tests.rereading.edits import DAY, EXAMPLES, dossier, edited

_EXAMPLES = ("saad-habilite", "ehpad-complet", "chrs-complet")


def read_back(example: str, lines: Sequence[Line]) -> Rereading:
    made = dossier(example)
    base = lines_of(made.assembled().document)
    carried = Carried(made.source.text, made.source.name, DAY, "", lines=base)
    return reread(
        Edited("docx", carried, tuple(lines)), "retour.docx", None, EXAMPLES, lambda: made.modele.bibliotheque
    )


def texts(lines: Sequence[Line]) -> list[str]:
    return [" ".join(line.text.split()) for line in lines if line.text.strip()]


@pytest.mark.parametrize("example", _EXAMPLES)
@tried(5, 0.02)
@given(random=lots())
def test_refusing_all_gives_back_what_was_written_and_accepting_all_what_was_read(example: str, random: Random) -> None:
    base = lines_of(dossier(example).assembled().document)
    lines = tuple(base)
    for _ in range(3):
        _, lines = edited(lines, random)
    read = read_back(example, lines)
    assert texts(chosen(read, {}, ()).edited.lines) == texts(base)
    every = read.differences.words
    assert texts(chosen(read, {}, every).edited.lines) == texts(lines)


@pytest.mark.parametrize("example", _EXAMPLES)
@tried(5, 0.02)
@given(random=lots())
def test_a_change_that_is_accepted_alone_is_the_only_one(example: str, random: Random) -> None:
    base = lines_of(dossier(example).assembled().document)
    lines = tuple(base)
    for _ in range(2):
        _, lines = edited(lines, random)
    read = read_back(example, lines)
    for one in read.words:
        kept = chosen(read, {}, (one,))
        assert all(told.fate == one.fate or told.base == one.base for told in kept.differences.words), one

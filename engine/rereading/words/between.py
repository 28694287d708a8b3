"""Where new words go in the text of a clause, between two pieces of it that are printed."""

from __future__ import annotations

from typing import Literal

from engine.rereading.words.atoms import Printed
from engine.rereading.words.source_pieces import Piece, Pieces

Side = Literal["before", "after"]
Anchor = tuple[int, Side]
"""A piece by its rank, and on which side of it."""


def between_words(pieces: Pieces, last: Printed | None, following: Printed | None) -> Anchor:
    """In a line: outside of a case where one of the two words is."""
    every, passages = pieces.all, pieces.passages
    if last is None:
        return (following[0], "before") if following else (len(every) - 1, "after")
    one = every[last[0]]
    other = every[following[0]] if following else None
    if other is None or other.leaf != one.leaf or other.sort in ("start", "bar"):
        within = [number for number, _ in one.scope if passages[number].within]
        return _after_notes(pieces, passages[within[0]].closed if within else last[0])
    common = _common(one, other)
    if len(one.scope) > common < len(other.scope):
        return passages[one.scope[common][0]].closed, "after"
    if following and len(one.scope) > common:
        return following[0], "before"
    return _after_notes(pieces, last[0])


def _after_notes(pieces: Pieces, rank: int) -> Anchor:
    """After a piece and the notes on it."""
    while rank + 1 < len(pieces.all) and pieces.all[rank + 1].sort == "note" and not pieces.all[rank + 1].before:
        rank += 1
    return rank, "after"


def between_lines(pieces: Pieces, last: Printed | None, following: Printed | None) -> Anchor:
    """Between two lines: outside of a passage where one of the two is."""
    every, passages = pieces.all, pieces.passages
    one = every[last[0]] if last else None
    if one is not None and last and last[0] < pieces.body:  # under the title
        one = None
    end = _end_of(pieces, last[0]) if last and one else -1
    outside = [(number, rank) for number, rank in one.scope if not passages[number].within] if one else []
    other = every[following[0]] if following else None
    theirs = [(number, rank) for number, rank in other.scope if not passages[number].within] if other else []
    common = next((at for at, pair in enumerate(zip(outside, theirs, strict=False)) if pair[0] != pair[1]), None)
    common = min(len(outside), len(theirs)) if common is None else common
    if one is not None and len(outside) > common:
        return passages[outside[common][0]].closed, "after"
    if len(theirs) > common:
        return passages[theirs[common][0]].opened, "before"
    if one is not None and not (one.row >= 0 and following and other and other.row < 0):
        return end, "after"
    return (_begin_of(pieces, following[0]), "before") if following else (len(every) - 1, "after")


def _begin_of(pieces: Pieces, rank: int) -> int:
    """The piece that begins the paragraph of a piece."""
    every = pieces.all
    while rank and every[rank - 1].leaf == every[rank].leaf >= 0 and every[rank].sort not in ("start", "bar"):
        rank -= 1
    return rank


def _end_of(pieces: Pieces, rank: int) -> int:
    """The last piece of the paragraph, or of the table, that a piece is in."""
    every = pieces.all
    leaf, row = every[rank].leaf, every[rank].row
    while rank + 1 < len(every) and (
        (every[rank + 1].leaf == leaf and leaf >= 0) or (row >= 0 and every[rank + 1].row == row)
    ):
        rank += 1
    return rank


def _common(one: Piece, other: Piece) -> int:
    """How many passages two pieces stand in together, the outermost first."""
    pairs = zip(one.scope, other.scope, strict=False)
    apart = next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), None)
    return min(len(one.scope), len(other.scope)) if apart is None else apart

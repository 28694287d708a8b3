"""The pieces of a clause whose words were changed, tidied: what is left empty goes, what is new stands apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from engine.rereading.words.in_markdown import with_marks, without_accidents
from engine.rereading.words.source_pieces import Passage, Piece, Pieces

_PRINTS = ("word", "slot", "break")


def tidied(pieces: Pieces, found: list[Piece], body: int, touched: Iterable[int]) -> Pieces:
    """The title and the body of a clause, of which `touched` are the paragraphs that were changed."""
    title, text = found[:body], found[body:]
    for number in reversed(range(len(pieces.passages))):
        title, text = (_without_emptied(part, pieces, number) for part in (title, text))
    text = _without_emptied_tables(text, pieces)
    _set_apart(text)
    leaves = set(touched) - {-1}
    title, text = (_marked(part, leaves) for part in (title, text))
    if text:
        text[0].before = text[0].before.lstrip("\n")
    return Pieces([*title, *text], [], len(title))


def _without_emptied(part: list[Piece], pieces: Pieces, number: int) -> list[Piece]:
    """Without a passage that says nothing any more, or without what makes words depend on facts that they lost."""
    passage = pieces.passages[number]
    opening, closing = pieces.all[passage.opened], pieces.all[passage.closed]
    first = next((at for at, one in enumerate(part) if one is opening), -1)
    last = next((at for at, one in enumerate(part) if one is closing), -1)
    if first < 0 or last < 0 or not _is_changed(part[first : last + 1], pieces, passage):
        return part
    inside = part[first + 1 : last]
    if not any(one.sort in _PRINTS for one in inside):
        return part[:first] + part[last + 1 :]
    if not passage.condition:
        own = [one for one in inside if (number, 0) in one.scope]
        if not any(one.sort == "slot" for one in own):
            return part[:first] + own + part[last + 1 :]
    return part


def _is_changed(now: Sequence[Piece], pieces: Pieces, passage: Passage) -> bool:
    then = pieces.all[passage.opened : passage.closed + 1]
    return len(now) != len(then) or any(one is not other for one, other in zip(now, then, strict=True))


def _without_emptied_tables(text: list[Piece], pieces: Pieces) -> list[Piece]:
    """Without the rows whose cells are all gone, and without what is left of a table that has no row."""
    printing = {one.row for one in text if one.row != -1 and one.sort in _PRINTS}
    was = {one.row for one in pieces.all if one.row != -1 and one.sort in _PRINTS}
    gone = was - printing
    if not gone:
        return text
    kept = [one for one in text if one.row not in gone]
    lost = [at for at, one in enumerate(text) if one.row in gone]
    before = text[lost[0] - 1] if lost and lost[0] else None
    if before is not None and before.sort == "line" and re.match(r"\s*\{", before.text):
        kept = [one for one in kept if one is not before]
    return kept


def _set_apart(text: Sequence[Piece]) -> None:
    """Leave an empty line on both sides of a new paragraph."""
    new, last = False, None
    for one in text:
        own = one.leaf < -1 and one.row == -1
        if one.sort == "start" and (own or new):
            both = last is not None and last.text.strip() and one.text.strip() and not one.text.lstrip().startswith("#")
            both = both and not (last and last.text.lstrip().startswith("#"))
            _ensure(one, "\n" if both else "\n\n")
        elif new and one.sort in ("open", "line", "bar", "note") and one.leaf == -1:
            _ensure(one, "\n\n")
        elif new and one.sort == "close" and one.leaf == -1:
            _ensure(one, "\n")
        if one.sort == "start":
            new, last = own, one


def _ensure(one: Piece, lines: str) -> None:
    if one.before.count("\n") < len(lines):
        one.before = lines + one.before.replace("\n", "")


def _marked(part: list[Piece], touched: set[int]) -> list[Piece]:
    """With the marks of what is bold where it was changed, and without what Markdown would read in new words."""
    made: list[Piece] = []
    run: list[Piece] = []
    for one in (*part, None):
        if run and (one is None or one.leaf != run[0].leaf):
            made += _settled(run)
            run = []
        if one is not None and one.leaf in touched:
            run.append(one)
        elif one is not None:
            made.append(one)
    return made


def _settled(run: list[Piece]) -> list[Piece]:
    for before, one in pairwise(run):
        if before.sort == "start" and (not before.text or before.text.endswith(" ")):
            one.before = one.before.lstrip(" ")
        elif before.sort == "bar" and one.sort in _PRINTS:
            one.before = one.before or " "
    without_accidents(run)
    return list(with_marks(run))

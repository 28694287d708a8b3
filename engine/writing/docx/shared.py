"""The WordprocessingML of the blocks and of the passages that contracts share, written once.

What a block becomes depends on its letterhead and on its frame; where it holds comments, lists, headings, controls,
charts or references, also on the numbers that the draft has come to. It is kept with what it takes of each, and serves
again where they are the same. So is a passage, which depends on the marks of its clauses too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

from engine.by_identity import ByIdentity
from engine.document import Note
from engine.writing.docx.draft import Draft, Frame
from engine.writing.layout.placing import Passage
from models.records import dataclass

_MOST = 8
"""The numbers that one block is kept for: few models come to it by more than a few ways."""
_MOST_OF_PASSAGE = 32
"""Those of a passage, which depends on more of them."""


class _Numbers(NamedTuple):
    """How many of each a draft has so far."""

    comments: int
    lists: int
    headings: int
    controls: int
    charts: int
    marked: int


class _Written(NamedTuple):
    """What a block became, and what it added to the draft; the `clause` that a passage ends with."""

    text: Any
    comments: tuple[Note, ...]
    lists: tuple[str, ...]
    headings: int
    controls: int
    charts: tuple[str, ...]
    page_break: bool
    marked: int
    clause: str | None


@dataclass(slots=True)
class _Shared:
    """A block in a frame: which numbers it depends on, the headings that it refers to, what it became for each.

    What is `alone` depends on nothing, and adds nothing to the draft. Of a passage, it also depends on the clause above
    it and on the `marks` that are next: one more than it ever took.
    """

    takes: tuple[int, ...] = ()
    reaches: tuple[str, ...] = ()
    marks: int = 0
    written: dict[Hashable, _Written] = field(default_factory=dict)
    alone: str = ""


_SHARED: ByIdentity[_Shared] = ByIdentity(3072)
"""5 kB each at most, 30 MB in all; the models of our examples, one after the other, find all their blocks again."""

ANYWHERE = Frame(0)
"""The frame of words, which look the same in all."""

_Part = TypeVar("_Part")
_Text = TypeVar("_Text", str, bytes)
Write = Callable[[_Part, Draft, Frame], str]


def look(draft: Draft) -> object:
    """One object for all the drafts of a letterhead: what blocks look like in it."""
    first = (draft.numbering, draft.first_comment, draft.first_chart)
    return _look(tuple(draft.styles.items()), first, draft.header_fill, draft.font, draft.blank)


@lru_cache(maxsize=64)
def _look(*_: Hashable) -> object:
    return object()


def shared(part: _Part, draft: Draft, frame: Frame, write: Write[_Part]) -> str:
    """What `write` makes of a block, of a cell or of the words of an item, with all that it adds to the draft."""
    found = _SHARED.of(part, (draft.look, frame, draft.page_break, draft.dense), _Shared)
    if found.alone:
        draft.page_break = False
        return found.alone
    return _once(found, draft, partial(write, part, draft, frame))


def shared_passage(passage: Passage, draft: Draft, frame: Frame, write: Write[Passage]) -> bytes:
    """The same of a passage, with the marks of its clauses, as bytes: half the room, and nothing left to encode."""
    found = passage.once((draft.look, frame, draft.page_break, draft.dense), partial(_Shared, marks=1))
    return _once(found, draft, lambda: write(passage, draft, frame).encode())


def _once(found: _Shared, draft: Draft, write: Callable[[], _Text]) -> _Text:
    before, above = _numbers(draft), draft.clause
    if found.written and (known := found.written.get(_needed(found, draft, before, above))):
        draft.reached += found.reaches  # what holds the block depends on them too
        _take(known, draft)
        kept: _Text = known.text
        return kept
    outside: list[str] = draft.reached
    draft.reached = []
    text = write()
    if not found.written:
        after = _numbers(draft)
        found.reaches = tuple(dict.fromkeys(draft.reached))
        found.takes = tuple(at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
        depends = found.takes or found.reaches or found.marks or draft.page_break
        found.alone = "" if depends else str(text)
    elif len(found.written) >= (_MOST_OF_PASSAGE if found.marks else _MOST):
        found.written.clear()
    added = _added(text, draft, before, draft.clause if found.marks else None)
    found.marks = max(found.marks, added.marked + 1) if found.marks else 0
    found.written[_needed(found, draft, before, above)] = added
    draft.reached = [*outside, *found.reaches]
    return text


def _numbers(draft: Draft) -> tuple[int, ...]:
    """Those of `_Numbers`, as a plain tuple, which costs less to make for each block."""
    return len(draft.comments), len(draft.lists), draft.headings, draft.controls, len(draft.charts), draft.marked


def _needed(found: _Shared, draft: Draft, before: tuple[int, ...], above: str) -> Hashable:
    """What decides of what a block becomes: the numbers that it takes, the ranks of the headings it refers to, marks.

    A mark is numbered by how many come after it.
    """
    numbers = (*[before[at] for at in found.takes], *[draft.positions.get(anchor) for anchor in found.reaches])
    if not found.marks:
        return numbers
    marked = before[-1]
    return (numbers, above, len(draft.marks), *draft.marks[marked : marked + found.marks])


def _added(text: str | bytes, draft: Draft, numbers: tuple[int, ...], clause: str | None) -> _Written:
    before = _Numbers(*numbers)
    return _Written(
        text,
        tuple(draft.comments[before.comments :]),
        tuple(draft.lists[before.lists :]),
        draft.headings - before.headings,
        draft.controls - before.controls,
        tuple(draft.charts.values())[before.charts :],
        draft.page_break,
        draft.marked - before.marked,
        clause,
    )


def _take(known: _Written, draft: Draft) -> None:
    """Add to the draft what a block adds to it."""
    draft.comments += known.comments
    draft.lists += known.lists
    draft.headings += known.headings
    draft.controls += known.controls
    for part in known.charts:
        draft.chart(part)
    draft.page_break = known.page_break
    draft.marked += known.marked
    if known.clause is not None:
        draft.clause = known.clause

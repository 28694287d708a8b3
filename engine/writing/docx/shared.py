"""The WordprocessingML of the blocks that contracts share, written once.

What a block becomes depends on its letterhead and on its frame; where it holds comments, lists, headings, controls,
charts or references, also on the numbers that the draft has come to. It is kept with what it takes of each, and serves
again where they are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from functools import lru_cache
from typing import NamedTuple

from engine.by_identity import ByIdentity
from engine.document import Block, Note
from engine.writing.docx.draft import Draft, Frame
from models.records import dataclass

_MOST = 8
"""The numbers that one block is kept for: few models come to it by more than a few ways."""


class _Numbers(NamedTuple):
    """How many of each a draft has so far."""

    comments: int
    lists: int
    headings: int
    controls: int
    charts: int


class _Written(NamedTuple):
    """What a block became, and what it added to the draft."""

    text: str
    comments: tuple[Note, ...]
    lists: tuple[str, ...]
    headings: int
    controls: int
    charts: tuple[str, ...]
    page_break: bool


@dataclass(slots=True)
class _Shared:
    """A block in a frame: which numbers it depends on, the headings that it refers to, what it became for each.

    What is `alone` depends on nothing, and adds nothing to the draft.
    """

    takes: tuple[int, ...] = ()
    reaches: tuple[str, ...] = ()
    written: dict[Hashable, _Written] = field(default_factory=dict)
    alone: str = ""


_SHARED: ByIdentity[_Shared] = ByIdentity(3072)
"""5 kB each at most, 30 MB in all; the models of our examples, one after the other, find all their blocks again."""


def look(draft: Draft) -> object:
    """One object for all the drafts of a letterhead: what blocks look like in it."""
    first = (draft.numbering, draft.first_comment, draft.first_chart)
    return _look(tuple(draft.styles.items()), first, draft.header_fill, draft.font, draft.blank)


@lru_cache(maxsize=64)
def _look(*_: Hashable) -> object:
    return object()


def shared(block: Block, draft: Draft, frame: Frame, write: Callable[[Block, Draft, Frame], str]) -> str:
    """What `write` makes of a block, with all that it adds to the draft."""
    found = _SHARED.of(block, (draft.look, frame, draft.page_break, draft.dense), _Shared)
    if found.alone:
        draft.page_break = False
        return found.alone
    before = _numbers(draft)
    if found.written and (known := found.written.get(_needed(found, draft, before))):
        draft.reached += found.reaches  # what holds the block depends on them too
        _take(known, draft)
        return known.text
    outside, draft.reached = draft.reached, []
    text = write(block, draft, frame)
    if not found.written:
        after = _numbers(draft)
        found.reaches = tuple(dict.fromkeys(draft.reached))
        found.takes = tuple(at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
        found.alone = text if not found.takes and not found.reaches and not draft.page_break else ""
    elif len(found.written) >= _MOST:
        found.written.clear()
    found.written[_needed(found, draft, before)] = _added(text, draft, before)
    draft.reached = [*outside, *found.reaches]
    return text


def _numbers(draft: Draft) -> tuple[int, ...]:
    """Those of `_Numbers`, as a plain tuple, which costs less to make for each block."""
    return len(draft.comments), len(draft.lists), draft.headings, draft.controls, len(draft.charts)


def _needed(found: _Shared, draft: Draft, before: tuple[int, ...]) -> Hashable:
    """The numbers that decide of what a block becomes: those that it takes, the ranks of the headings it refers to."""
    return (*[before[at] for at in found.takes], *[draft.positions.get(anchor) for anchor in found.reaches])


def _added(text: str, draft: Draft, numbers: tuple[int, ...]) -> _Written:
    before = _Numbers(*numbers)
    return _Written(
        text,
        tuple(draft.comments[before.comments :]),
        tuple(draft.lists[before.lists :]),
        draft.headings - before.headings,
        draft.controls - before.controls,
        tuple(draft.charts.values())[before.charts :],
        draft.page_break,
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

"""Blocks placed for a format that is typeset by whoever opens it: what each stays with, passage by passage.

Contracts share most of their passages, which are the same objects from one to the next: what a format made of one is
found again at once (engine.by_identity), where to look for each of its blocks would take three times as long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from engine.by_identity import ByIdentity
from engine.document import Block, Heading, Note, Paragraph, Section
from engine.writing.layout.commented import gathered, with_notes_gathered
from engine.writing.layout.keeping import Kept, bound_at_ends, kept, kept_but_for_ends

FEWEST: Final = 5
"""The blocks of a passage, at least: a longer one is found at once, a shorter one is more often the same."""


class Placed(NamedTuple):
    """A block in a format that knows of no sheets.

    The blocks of a sheet are `whole`, and all but its last stay with the next.
    """

    block: Block
    with_next: bool
    whole: bool
    clause: str = ""


Passage = tuple[Placed, ...]
"""Blocks that follow one another; the last one is at the end of a section, or above a heading."""


def placed(blocks: Sequence[Block], blank: bool) -> Passage:
    """The same as `kept`, where a format knows of no sheets and prints the notes as comments on words."""
    if (
        len(blocks) == 1
        and isinstance(blocks[0], Paragraph)
        and not any(isinstance(one, Note) for one in blocks[0].content)
    ):
        return (Placed(blocks[0], blocks[0].keep_with_next, False),)  # most cells
    return _PLACED.of_all(blocks, blank, lambda: _placed(kept(with_notes_gathered(blocks, blank), blank=blank)))


_PLACED: ByIdentity[Passage] = ByIdentity()


def placed_in(section: Section, blank: bool) -> tuple[Passage, ...]:
    """The same for a section, each block with the clause that made it."""
    return _PLACED_IN.of(section, blank, lambda: tuple(_passages(section, blank)))


_PLACED_IN: ByIdentity[tuple[Passage, ...]] = ByIdentity(most=32)
"""The sections of the documents that were written last: their pages are told, and they are written, of the same."""


def _passages(section: Section, blank: bool) -> Iterator[Passage]:
    by_clause = gathered(section.by_clause, blank)
    blocks, clauses = [block for block, _ in by_clause], [clause for _, clause in by_clause]
    bound = bound_at_ends(blocks, clauses, blank)
    for start, end in pairwise(cuts(blocks)):
        if start < end:
            within, of = blocks[start:end], tuple(clauses[start:end])
            how = (of, tuple(at - start for at in sorted(bound) if start <= at < end), end < len(blocks), blank)
            yield _PASSAGES.of_all(within, how, partial(_passage, within, *how))


_PASSAGES: ByIdentity[Passage] = ByIdentity(1024)


def _passage(
    blocks: list[Block], clauses: tuple[str, ...], bound: tuple[int, ...], followed: bool, blank: bool
) -> Passage:
    """Place blocks, those at `bound` positions among what stays with the next; whether they are `followed`."""
    following = (Heading(1, (), ""),) * followed
    return _placed(kept_but_for_ends((*blocks, *following), (*clauses, ""), bound, blank)[: len(blocks)])


def cuts(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Where the passages of a section begin, and where the last one ends: each begins with a heading, below no other.

    Neither a sheet nor what announces another block goes beyond its passage, but for the heading that follows.
    """
    found = [0]
    for at, block in enumerate(blocks):
        if at - found[-1] >= FEWEST and isinstance(block, Heading) and not isinstance(blocks[at - 1], Heading):
            found.append(at)
    return (*found, len(blocks))


def _placed(found: Sequence[Kept]) -> Passage:
    sheets = [*(one.sheet for one in found), 0]
    return tuple(
        Placed(one.block, one.with_next or 0 < one.sheet == sheets[at + 1], one.sheet > 0, one.clause)
        for at, one in enumerate(found)
    )

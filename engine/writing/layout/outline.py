"""The headings of a contract: in their order, their ranks, and those of its table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from engine.by_identity import ByIdentity
from engine.document import Block, Heading, ListBlock, Section, Table

SUMMARY_LEVELS = 2
"""The table of contents goes down to the headings of this level."""


def ranks_of(headings: Iterable[Heading]) -> dict[str, int]:
    """Rank each heading, by its anchor, from 2 (under the title); one that lies below another is one rank lower."""
    ranks: dict[str, int] = {}
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        ranks[heading.anchor] = min(len(above) + 1, 6)
    return ranks


def headings(sections: tuple[Section, ...]) -> tuple[Heading, ...]:
    """The headings in the order of the document, those of lists and tables included."""
    return tuple(heading for section in sections for heading in headings_of(section.blocks))


_HOLDERS: Final = (ListBlock, Table)


def headings_of(blocks: Iterable[Block]) -> Iterator[Heading]:
    """Go through the headings of blocks, those of lists and tables included."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, _HOLDERS):
            yield from _WITHIN.of(block, None, partial(_headings_within, block))


_WITHIN: ByIdentity[tuple[Heading, ...]] = ByIdentity()
"""The headings of the lists and tables that contracts share: nearly all have none."""


def _headings_within(block: ListBlock | Table) -> tuple[Heading, ...]:
    held = block.items if isinstance(block, ListBlock) else (cell.blocks for row in block.rows for cell in row)
    return tuple(heading for blocks in held for heading in headings_of(blocks))


def positions(in_order: Iterable[Heading]) -> dict[str, int]:
    """Rank headings by anchor; of headings that share one (the alternatives of a blank), references reach the first."""
    ranks: dict[str, int] = {}
    for position, heading in enumerate(in_order):
        ranks.setdefault(heading.anchor, position)
    return ranks

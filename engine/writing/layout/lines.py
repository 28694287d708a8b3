"""About how many lines blocks take, before anything is typeset."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from engine.by_identity import ByIdentity
from engine.document import Block, Chart, Heading, ListBlock, Paragraph, Table
from engine.writing.layout.words import words_of

CHART_LINES = 16
"""About how many lines a chart takes."""


def lines_of(blocks: Iterable[Block], across: float, blank: bool) -> float:
    """About how many lines blocks take, of so many characters."""
    return sum(_LINES.of(block, (across, blank), partial(_lines, block, across, blank)) for block in blocks)


_LINES: ByIdentity[float] = ByIdentity()


def _lines(block: Block, across: float, blank: bool) -> float:
    match block:
        case Paragraph(content) | Heading(content=content):
            return sum(1 + len(line) // across for line in words_of(content, blank).split("\n"))
        case ListBlock(items):
            return sum(lines_of(item, across, blank) for item in items)
        case Table(widths, rows):
            return sum(max((lines_of(cell.blocks, across / len(widths), blank) for cell in row), default=1)
                       for row in rows)  # fmt: skip
        case Chart():
            return CHART_LINES
        case _:
            return 1

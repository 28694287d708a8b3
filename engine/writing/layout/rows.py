"""Which rows of a table are never parted by the end of a page: the first ones from the header, the last ones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import accumulate, takewhile
from typing import NamedTuple

from engine.by_identity import ByIdentity
from engine.document import Block, Cell, ListBlock, Paragraph, Table
from engine.writing.layout.columns import DENSE_COLUMNS, DENSE_LETTERS, DENSE_SIDES, LETTERS, SIDES
from engine.writing.layout.letters import lines_taken
from engine.writing.layout.typeset import unbroken
from engine.writing.layout.words import grid, words_of

FIRST_LINES, LAST_LINES = 3, 4
"""How many lines at least stand below the header where a page ends in a table, and below the one of its last page."""

FEWEST_ROWS = 2
"""As many rows do for the first, and the last are no fewer: a header and a row say nothing of a table."""

SHORT_TABLE = 8
"""The rows of a table that has no more lines below its header all stay together."""

MOST_LINES = 14
"""Rows that take more lines are not kept together: that would leave too much of a page empty."""

LIST_INDENT = 12.5
"""What the mark of a list takes in a cell, in points."""


class Bound(NamedTuple):
    """How many rows of the body stay with the header, and how many stay together at its end."""

    first: int
    last: int


def bound_rows(table: Table, across: float, *, blank: bool) -> Bound:
    """Settle them for a table `across` points wide; the last ones may be too high to be kept, and part no cell."""
    return _BOUND.of(table, (across, blank), partial(_bound_rows, table, across, blank))


_BOUND: ByIdentity[Bound] = ByIdentity(128)


def _bound_rows(table: Table, across: float, blank: bool) -> Bound:
    rows = list(grid(table))
    body = rows[table.header_rows :] if table.header_rows < len(rows) else rows
    lines = [_lines(table, row, across, blank) for row in body]
    if sum(lines) <= SHORT_TABLE:  # a row has one at least
        return Bound(len(body), len(body))
    first = _taken(lines, FIRST_LINES, FEWEST_ROWS)
    last = _taken(reversed(lines), LAST_LINES, len(body))
    last = min(max(last, FEWEST_ROWS), len(body))
    while last < len(body) and _parts_a_cell(rows, len(rows) - last):
        last += 1
    tall = sum(lines[len(body) - last :]) > MOST_LINES
    return Bound(min(first, len(body)), 0 if tall else last)


def _taken(lines: Iterable[int], fewest: int, most: int) -> int:
    """How many rows hold that many lines together."""
    return min(1 + sum(1 for _ in takewhile(lambda taken: taken < fewest, accumulate(lines))), most)


def _parts_a_cell(rows: list[tuple[Cell | None, ...]], start: int) -> bool:
    """Whether a merged cell stands both above and below the top of a row."""
    return any(cell and y + cell.rowspan > start for y, row in enumerate(rows[:start]) for cell in row)


def _lines(table: Table, row: tuple[Cell | None, ...], across: float, blank: bool) -> int:
    """How many lines a row takes, but for the cells that are merged with those of other rows."""
    dense = len(table.widths) >= DENSE_COLUMNS
    size, sides = (DENSE_LETTERS, DENSE_SIDES) if dense else (LETTERS, SIDES)
    taken = 1
    for x, cell in enumerate(row):
        if cell and cell.rowspan == 1:
            width = across * sum(table.widths[x : x + cell.colspan]) - sides
            how = (max(width, size), size, blank)
            taken = max(taken, _LINES.of(cell, how, partial(_block_lines, cell.blocks, *how)))
    return taken


_LINES: ByIdentity[int] = ByIdentity(1024)
"""The lines that cells take, which tables share."""


def _block_lines(blocks: Iterable[Block], width: float, size: float, blank: bool) -> int:
    lines = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += lines_taken(unbroken(words_of(block.content, blank)), width, size)
        elif isinstance(block, ListBlock):
            lines += sum(_block_lines(item, max(width - LIST_INDENT, size), size, blank) for item in block.items)
        else:
            lines += 1
    return lines

"""Where the cells of a table stand, and which of them may be broken over two pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.document import Block, Cell, Chart, Heading, ListBlock, Paragraph, Table
from engine.writing.html.tables import CHARACTERS_ACROSS, LONG_MERGE, LONG_ROW, SHORT_TABLE
from engine.writing.text import grid, words_of

CHART_LINES = 16
"""About how many lines a chart takes."""


@dataclass(frozen=True, slots=True)
class Square:
    """A cell on the grid: its column, row and spans, its share of the width, and about how many lines it takes."""

    cell: Cell
    x: int
    y: int
    colspan: int
    rowspan: int
    share: float
    lines: float


def rows_of(table: Table, head_rows: int, *, blank: bool) -> list[list[Square]]:
    """Place the cells of a table row by row; a span ends where the grid does, and that of a header with the header."""
    rows = list(grid(table))
    starts = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell}
    return [list(_row(row, y, table.widths, starts, head_rows if y < head_rows else len(rows), blank))
            for y, row in enumerate(rows)]  # fmt: skip


def breakable(square: Square, rows: list[list[Square]]) -> bool:
    """Whether a cell may stand on two pages: one that is long, or merged over rows that are long together."""
    if square.rowspan == 1:
        return square.lines > LONG_ROW
    heights = (
        max((one.lines for one in row if one.rowspan == 1), default=1)
        for row in rows[square.y : square.y + square.rowspan]
    )
    return sum(heights) > LONG_MERGE


def stands_on_one_page(rows: list[list[Square]]) -> bool:
    """Whether a table is short enough to be kept whole."""
    return sum(max((square.lines for square in row), default=0) + 0.5 for row in rows) <= SHORT_TABLE


def _row(
    row: tuple[Cell | None, ...], y: int, widths: tuple[float, ...], starts: set[tuple[int, int]], end: int, blank: bool
) -> Iterator[Square]:
    for x, cell in enumerate(row):
        if cell:
            right = next((i for i in range(x + 1, x + cell.colspan) if (i, y) in starts), x + cell.colspan)
            colspan = min(right, len(widths)) - x
            share = max(sum(widths[x : x + colspan]), 0.01)
            lines = lines_of(cell.blocks, CHARACTERS_ACROSS * share, blank)
            yield Square(cell, x, y, colspan, min(cell.rowspan, end - y), share, lines)


def lines_of(blocks: Iterable[Block], across: float, blank: bool) -> float:
    """About how many lines blocks take, of so many characters."""
    return sum(_lines(block, across, blank) for block in blocks)


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

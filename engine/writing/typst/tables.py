"""Where the cells of a table stand, and which of them may be broken over two pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.document import Block, Cell, Chart, Heading, ListBlock, Paragraph, Table
from engine.writing.html.tables import CHARACTERS_ACROSS, LONG_MERGE, LONG_ROW
from engine.writing.text import grid, words_of

TO_MEASURE = 16
"""What may take more lines than that is measured before it is kept on one page: it might not fit in any."""

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
    """Place the cells of a table row by row; a span ends where the grid or the header does, or at another cell."""
    rows = list(grid(table))
    taken = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell}
    return [
        [
            _square(cell, (x, y), table.widths, taken, head_rows if y < head_rows else len(rows), blank=blank)
            for x, cell in enumerate(row)
            if cell
        ]
        for y, row in enumerate(rows)
    ]


def _square(
    cell: Cell,
    corner: tuple[int, int],
    widths: tuple[float, ...],
    taken: set[tuple[int, int]],
    end: int,
    *,
    blank: bool,
) -> Square:
    """Measure a cell, and take for it as much of the grid as it asks and finds free: Typst refuses two in one place."""
    x, y = corner
    right, foot = x + 1, y + 1
    while right < min(x + cell.colspan, len(widths)) and (right, y) not in taken:
        right += 1
    while foot < min(y + cell.rowspan, end) and all((i, foot) not in taken for i in range(x, right)):
        foot += 1
    taken.update((i, j) for i in range(x, right) for j in range(y, foot))
    share = max(sum(widths[x:right]), 0.01)
    return Square(cell, x, y, right - x, foot - y, share, lines_of(cell.blocks, CHARACTERS_ACROSS * share, blank))


def breakable(square: Square, rows: list[list[Square]]) -> bool:
    """Whether a cell may stand on two pages: one of a long row, or merged over rows that are long together."""
    if square.rowspan == 1:
        return any(one.lines > LONG_ROW for one in rows[square.y])
    heights = (
        max((one.lines for one in row if one.rowspan == 1), default=1)
        for row in rows[square.y : square.y + square.rowspan]
    )
    return max(sum(heights), square.lines) > LONG_MERGE


def lines_of_rows(rows: list[list[Square]]) -> float:
    """About how many lines a table takes."""
    return sum(max((square.lines for square in row), default=0) + 0.5 for row in rows)


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

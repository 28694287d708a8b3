"""Where the cells of a table stand on its grid, none over another, whatever spans the table asks for."""

from __future__ import annotations

from typing import NamedTuple

from engine.document import Cell, Table
from engine.writing.layout.words import grid


class Placed(NamedTuple):
    """A cell on the grid: its column, its row and the spans that are free for it."""

    cell: Cell
    x: int
    y: int
    colspan: int
    rowspan: int


def placed(table: Table, head_rows: int) -> list[list[Placed]]:
    """Place the cells row by row; a span ends where the grid or the header does, or at another cell."""
    rows = list(grid(table))
    taken = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell}
    squares: list[list[Placed]] = []
    for y, row in enumerate(rows):
        end = head_rows if y < head_rows else len(rows)
        squares.append([])
        for x, cell in enumerate(row):
            if cell:
                right, foot = _ends(cell, (x, y), (len(table.widths), end), taken)
                squares[-1].append(Placed(cell, x, y, right - x, foot - y))
    return squares


def _ends(cell: Cell, corner: tuple[int, int], ends: tuple[int, int], taken: set[tuple[int, int]]) -> tuple[int, int]:
    """Take for a cell as much of the grid as it asks and finds free."""
    x, y = corner
    right, foot = x + 1, y + 1
    while right < min(x + cell.colspan, ends[0]) and (right, y) not in taken:
        right += 1
    while foot < min(y + cell.rowspan, ends[1]) and all((i, foot) not in taken for i in range(x, right)):
        foot += 1
    taken.update((i, j) for i in range(x, right) for j in range(y, foot))
    return right, foot

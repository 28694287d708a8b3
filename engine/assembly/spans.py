"""The cells of a table of Markdown that extend over their neighbours: `^^` the cell above, `<<` the one on the left."""

from __future__ import annotations

from engine.assembly.shared import extended
from engine.document import Cell
from engine.errors import LibraryError

ABOVE, LEFT = "^^", "<<"


class Square:
    """A position of a table's grid: its cell, or a mark that another cell covers it."""

    __slots__ = ("cell", "mark")

    def __init__(self, content: str, cell: Cell) -> None:
        self.mark = content if content in {ABOVE, LEFT} else ""
        self.cell = cell


def spanned(rows: list[list[Square]], header_rows: int) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table with `^^` and `<<` taken into the cells that they extend."""
    grid: list[tuple[Cell, ...]] = []
    for top, row in enumerate(rows):
        cells: list[Cell] = []
        for left, square in enumerate(row):
            if square.mark:
                continue
            across, down = left + 1, top + 1
            while across < len(row) and row[across].mark == LEFT:
                across += 1
            while down < len(rows) and rows[down][left].mark == ABOVE and (down < header_rows) == (top < header_rows):
                down += 1
            cells.append(_extended(square.cell, across - left, down - top, header=top < header_rows))
        grid.append(tuple(cells))
    if sum(cell.colspan * cell.rowspan for row in grid for cell in row) != sum(map(len, rows)):
        raise LibraryError(f"« {ABOVE} » ou « {LEFT} » ne prolonge aucune cellule du tableau")
    return tuple(grid)


def _extended(cell: Cell, wide: int, high: int, *, header: bool) -> Cell:
    if (wide, high, header) == (1, 1, False):  # most cells
        return cell
    return extended(cell, wide, high, header=header)

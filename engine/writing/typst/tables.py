"""Where the cells of a table stand, and which of them may be broken over two pages."""

from __future__ import annotations

from collections.abc import Callable

from engine.document import Cell, Table
from engine.writing.layout.lines import lines_of
from engine.writing.layout.measures import CHARACTERS_ACROSS, LONG_MERGE, LONG_ROW
from engine.writing.layout.squares import Placed, placed
from models.records import dataclass

TO_MEASURE = 14
"""What may take more lines than that at the worst is measured before it is kept whole: it might fit on no page."""

BADLY_FILLED = 0.7 / 0.55
"""How many letters a line holds at the worst, for each em of its width."""


@dataclass(frozen=True, slots=True)
class Square:
    """A cell on the grid: its column, row and spans, and its width in ems.

    `lines` is about how many it takes, as the HTML writer counts them; `most` how many at the worst.
    """

    cell: Cell
    x: int
    y: int
    colspan: int
    rowspan: int
    width: float
    lines: float
    most: float


def rows_of(table: Table, head_rows: int, ems: Callable[[float], float], *, blank: bool) -> list[list[Square]]:
    """Place the cells of a table row by row: Typst refuses two in one place.

    `ems` tells the room for words in a cell, by its share of the width of the table.
    """
    return [[_square(one, table, ems, blank) for one in row] for row in placed(table, head_rows)]


def _square(one: Placed, table: Table, ems: Callable[[float], float], blank: bool) -> Square:
    share = max(sum(table.widths[one.x : one.x + one.colspan]), 0.01)
    lines = lines_of(one.cell.blocks, CHARACTERS_ACROSS * share, blank)
    most = lines_of(one.cell.blocks, max(ems(share) * BADLY_FILLED, 2), blank)
    return Square(*one, ems(share), lines, most)


def is_long(square: Square) -> bool:
    """Whether the rows of a cell may stand on two pages because of it."""
    return square.lines > LONG_ROW


def parts_rows(square: Square, rows: list[list[Square]]) -> bool:
    """Whether a merged cell binds more than a page should hold: its rows may then stand on two."""
    bound = rows[square.y : square.y + square.rowspan]
    lines = sum(max((one.lines for one in row if one.rowspan == 1), default=1) for row in bound)
    most = sum(max((one.most for one in row if one.rowspan == 1), default=1) for row in bound)
    return square.rowspan > 1 and max(lines, square.lines, most, square.most) > LONG_MERGE


def lines_of_rows(rows: list[list[Square]]) -> tuple[float, float]:
    """About how many lines rows take, and how many at the worst."""
    return (
        sum(max((square.lines for square in row), default=0) + 0.5 for row in rows),
        sum(max((square.most for square in row), default=0) + 0.5 for row in rows),
    )

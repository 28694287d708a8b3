"""The tables of a filled clause: their columns, their rows of headings, their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from engine.assembly import shared
from engine.assembly.filled_values import Holes, Values, Within, holes_of
from engine.assembly.filled_words import encoded_with_values, inlines
from engine.assembly.spans import ABOVE, LEFT, Square, spanned
from engine.compiling import marks
from engine.document import Alignment, Block, Cell, Inline, LineBreak, Paragraph, Table
from engine.errors import LibraryError


class Rows(NamedTuple):
    """The rows of a table, the first `heads` of which head it, and the shares of its columns."""

    cells: Sequence[Sequence[_Said]]
    heads: int
    shares: tuple[float, ...]

    def table(self, values: Values) -> Table:
        """The table with these values, its cells joined as they say."""
        squares = [[one.square(values) for one in row] for row in self.cells]
        return shared.table(self.shares, spanned(squares, self.heads), self.heads)


class _Said(NamedTuple):
    """What a cell says, and the side of its column."""

    said: str
    holes: Holes
    side: Alignment

    def square(self, values: Values) -> Square:
        """The cell with these values."""
        known = self.holes.within(values)
        return _known_square(known, self.side) if known else _filled_square(self.said, self.side, values)


def rows_of(rows: Sequence[Sequence[str]], sides: Sequence[Alignment], heads: int, shares: tuple[float, ...]) -> Rows:
    """The rows of a table, of what each cell says."""
    said = [[(cell.strip(), side) for cell, side in zip(row, sides, strict=True)] for row in rows]
    return Rows([[_Said(cell, holes_of(cell), side) for cell, side in row] for row in said], heads, shares)


def table_of(
    rows: Sequence[Sequence[str]], sides: Sequence[Alignment], heads: int, shares: str, values: Values
) -> Table:
    """A table that no clause typed: its rows, of as many cells as there are sides, with the Markdown of their words."""
    said = [[encoded_with_values(cell) for cell in row] for row in rows]
    return rows_of(said, sides, heads, widths(shares, len(sides))).table(values)


@lru_cache(maxsize=4096)
def _known_square(known: Within, side: Alignment) -> Square:
    """A cell with the same values as lately, in this contract or in another."""
    return _filled_square(known.said, side, Values(known.values, (), dict(known.paths), alone=True))


def _filled_square(said: str, side: Alignment, values: Values) -> Square:
    if marks.ORIGIN in said and (mark := marks.ORIGINS.sub("", said).strip()) in (ABOVE, LEFT):
        said = mark
    if said in (ABOVE, LEFT):
        return Square(said, Cell((), alignment=side))
    return Square("", Cell(cell_of(said, values), alignment=side))


def cell_of(said: str, values: Values) -> tuple[Block, ...]:
    """The lines of a cell, each a paragraph."""
    lines: list[list[Inline]] = [[]]
    for part in inlines(said, values):
        if isinstance(part, LineBreak):
            lines.append([])
        else:
            lines[-1].append(part)
    return tuple(Paragraph(tuple(line)) for line in lines if line)


def side_of(delimiter: str) -> Alignment:
    """The side of a column, by what stands under its heading."""
    if delimiter.endswith(":"):
        return "center" if delimiter.startswith(":") else "right"
    return "left"


def header_rows(others: str, rows: int) -> int:
    """How many rows head a table: its first, and the `others` that it says.

    Raises:
        LibraryError: where it has not as many.
    """
    if not (others.isascii() and others.isdecimal()) or 1 + int(others) >= rows + (others == "0"):
        raise LibraryError(f"« entetes={others} » n'est pas un nombre de lignes de ce tableau")
    return 1 + int(others)


def widths(given: str, columns: int) -> tuple[float, ...]:
    """The shares of the columns; of one width where the clause says nothing.

    Raises:
        LibraryError: where it does not give one to each.
    """
    shares = given.split() or ["1"] * columns
    if len(shares) != columns or not all(re.fullmatch(r"0*[1-9]\d{0,5}(\.\d+)?", share, re.ASCII) for share in shares):
        raise LibraryError(f"« largeurs » donne un nombre entier à chacune des {columns} colonnes, et non « {given} »")
    whole = sum(map(float, shares))
    return tuple(float(share) / whole for share in shares)

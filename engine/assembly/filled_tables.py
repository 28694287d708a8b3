"""The tables of a filled clause: their columns, their rows of headings, their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from engine.assembly import shared
from engine.assembly.filled_values import NO_VALUES, Values, Within, within
from engine.assembly.filled_words import encoded_with_values, inlines
from engine.assembly.spans import ABOVE, LEFT, Square, spanned
from engine.compiling import marks
from engine.compiling.marks import MARK
from engine.document import Alignment, Block, Cell, Inline, LineBreak, Paragraph, Table
from engine.errors import LibraryError


def table_of(
    rows: Sequence[Sequence[str]], sides: Sequence[Alignment], heads: int, shares: str, values: Values
) -> Table:
    """A table that no clause typed: its rows, of as many cells as there are sides, with the Markdown of their words."""
    said = [[encoded_with_values(cell) for cell in row] for row in rows]
    return table(said, sides, heads, widths(shares, len(sides)), values)


def table(
    rows: Sequence[Sequence[str]], sides: Sequence[Alignment], heads: int, shares: tuple[float, ...], values: Values
) -> Table:
    """A table with its cells joined as they say."""
    squares = [[_square(cell.strip(), side, values) for cell, side in zip(row, sides, strict=True)] for row in rows]
    return shared.table(shares, spanned(squares, heads), heads)


def _square(said: str, side: Alignment, values: Values) -> Square:
    if MARK not in said:
        return _constant_square(said, side)
    known = within(said, values)
    return _known_square(known, side) if known else _filled_square(said, side, values)


@lru_cache(maxsize=2048)
def _known_square(known: Within, side: Alignment) -> Square:
    """A cell with the same values as lately, in this contract or in another."""
    return _filled_square(known.said, side, Values(known.values, (), dict(known.paths)))


@lru_cache(maxsize=4096)
def _constant_square(said: str, side: Alignment) -> Square:
    """A cell of the clause's words alone."""
    return _filled_square(said, side, NO_VALUES)


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

"""What a clause says of a table of its own: its columns, its rows of headings, the cells of each row."""

from __future__ import annotations

import re

from markdown_it.rules_block.table import escapedSplit

from engine.errors import LibraryError


def check_row(line: str, columns: int) -> None:
    """Refuse a row with more cells than there are columns (0: not known yet): the parser leaves them out.

    Raises:
        LibraryError: where it has more.
    """
    line = line.strip()
    cells = len(escapedSplit(line)) - line.startswith("|") - (line.endswith("|") and not line.endswith("\\|"))
    if columns and cells > columns:
        raise LibraryError(f"cette ligne du tableau a {cells} cellules, et l'en-tête {columns}")


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

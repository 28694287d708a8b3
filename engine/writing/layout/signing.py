"""How the signing parties stand: rows of equal columns, the same in every format, their names on one line."""

from __future__ import annotations

from math import ceil

from engine.document import Signature, Signatures

MOST_ABREAST = 3
FOUR = 4
"""Four parties stand two by two, rather than three and one."""

GAP = 0.06
"""What lies between two columns, as a share of the width of the page."""


def abreast(parties: int) -> int:
    """How many parties stand side by side."""
    return min(parties, MOST_ABREAST) if parties != FOUR else FOUR // 2


def signing_rows(content: Signatures) -> list[tuple[Signature, ...]]:
    """The parties in rows, the last of which may be shorter: its columns are as wide as the others."""
    columns = abreast(len(content.parties)) or 1
    count = ceil(len(content.parties) / columns)
    return [content.parties[row * columns : (row + 1) * columns] for row in range(count)]


def column_share(parties: int) -> float:
    """The width of a party, as a share of that of the page."""
    columns = abreast(parties) or 1
    return (1 - GAP * (columns - 1)) / columns

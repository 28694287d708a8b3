"""The widths of the columns of a computed table."""

from __future__ import annotations

from collections.abc import Sequence

from engine.document import Cell


def widths_of(rows: Sequence[tuple[Cell, ...]], shares: Sequence[float]) -> tuple[float, ...]:
    """The shares of the columns: those of the description where they fit, or a wide first column."""
    count = len(rows[0])
    given = list(shares)
    if len(given) == 2:  # the labels, then each of the others
        given = [given[0], *[given[1]] * (count - 1)]
    if len(given) != count:
        given = (
            [max(22, 100 - 18 * (count - 1)), *[min(18, 78 // (count - 1))] * (count - 1)] if count > 2 else [60, 40]
        )
    return tuple(share / sum(given) for share in given)

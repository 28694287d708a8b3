"""The merged ranges of a sheet, and the cells that the first of each covers."""

from __future__ import annotations

from collections.abc import Collection

from engine.importing.archive import Archive
from engine.importing.given import MOST_CELLS

_MOST_MERGED = 5_000
"""As many cells as a range has, that is taken as it is: a longer one is cut to what its sheet fills."""


class Ranges:
    """Those of one sheet, as they are read; none is too large to be told, nor are all of them to be held."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._ranges = archive, list[tuple[range, range]]()

    def add(self, rows: range, columns: range) -> None:
        """One more; one that covers nothing but its first cell is none.

        Raises:
            InputError: where they are too many.
        """
        if len(rows) * len(columns) > 1:
            self._ranges.append((rows, columns))
            self._bound(len(self._ranges))

    def covered(self, cells: Collection[tuple[int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
        """The cell that covers each; `cells` are those that hold something: a column merged to its end goes to theirs.

        Raises:
            InputError: where they are too many.
        """
        last_row, last_column = (max((cell[at] for cell in cells), default=0) for at in (0, 1))
        found: dict[tuple[int, int], tuple[int, int]] = {}
        for rows, columns in self._ranges:
            start = (rows.start, columns.start)
            if len(rows) * len(columns) > _MOST_MERGED:
                rows = range(rows.start, min(rows.stop, last_row + 1))  # noqa: PLW2901 - the same, cut
                columns = range(columns.start, min(columns.stop, last_column + 1))  # noqa: PLW2901 - likewise
            self._bound(len(found) + len(rows) * len(columns))
            found |= {(row, column): start for row in rows for column in columns if (row, column) != start}
        return found

    def _bound(self, count: int) -> None:
        if count > MOST_CELLS:
            raise self._archive.too_large("il a trop de cellules fusionnées")

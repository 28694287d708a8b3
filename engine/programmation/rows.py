"""The rows of a programmation as they are read: the facts of each, with their places; thousands of them on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count, islice
from typing import Any, Final

from engine.errors import Place
from engine.on_disk import Batches, MadeAnew, OnDisk
from models.fiches.groupe import given_in, of_values
from models.programmation import Ligne
from models.records import dataclass

UNNAMED: Final = "sans nom"
"""What a finding calls that which has no name, between guillemets."""

AT_HAND = 4_000
"""The rows that stay in memory, the first ones, some 5 MB: to read one again on the disk takes ten microseconds."""

Where = Callable[[int, int], Place]
"""Where a cell of a table stands, by its row and its column."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its facts, and where each of them stands."""

    ligne: Ligne
    place: Place
    places: Mapping[str, Place]

    @property
    def appele(self) -> str:
        """What a finding calls it."""
        return self.ligne.nom or self.ligne.finess or UNNAMED

    @property
    def every_place(self) -> frozenset[Place]:
        """Where the row and each of its facts stand."""
        return frozenset((self.place, *self.places.values()))

    def at(self, fact: str) -> Place:
        """Where a fact of the row stands, or the row itself."""
        return self.places.get(fact, self.place)


class RowPlaces(Mapping[str, Place]):
    """Where each fact of a row stands, made when it is asked for: a programmation has as many places as cells."""

    __slots__ = ("columns", "number", "where")

    def __init__(self, where: Where, number: int, columns: Mapping[str, int]) -> None:
        self.where, self.number, self.columns = where, number, columns

    def __getitem__(self, fact: str) -> Place:
        return self.where(self.number, self.columns[fact])

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)


class Rows(MadeAnew[Row]):
    """Rows in their order; those beyond the first thousands are on the disk, and made anew whenever they are asked for.

    `where` and `columns` say where the cells of those of a table stand; `facts` are all those that rows give.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        kind: type[Ligne],
        where: Where = lambda _row, _column: Place(""),
        columns: Mapping[str, int] = {},
    ) -> None:
        """Keep them; `kind` is what their facts are read as.

        Raises:
            InputError: where there is no room for them.
        """
        self._kind, self._where, self._columns = kind, where, columns
        self.facts = frozenset[str]()
        several = self._counted(rows)
        self._at_hand = list(islice(several, AT_HAND))
        self._others = Batches(map(_packed, several))
        self._instead = OnDisk[_Packed](())
        self._corrected: dict[int, int] = {}

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            if not (given := given_in(row.ligne)) <= self.facts:
                self.facts |= given
            yield row

    def __len__(self) -> int:
        return len(self._at_hand) + len(self._others)

    def made(self, at: int) -> Row:
        """The one of this rank."""
        further = at - len(self._at_hand)
        if further < 0:
            return self._at_hand[further]
        return self._unpacked(further, self._others[further])

    def __iter__(self) -> Iterator[Row]:
        yield from self._at_hand
        yield from map(self._unpacked, count(), self._others)

    def __setitem__(self, at: int, row: Row) -> None:
        """Keep another row in the place of one.

        Raises:
            InputError: where there is no room for it.
        """
        further = at - len(self._at_hand)
        if further < 0:
            self._at_hand[at] = row
        else:
            self._corrected[further] = len(self._instead)
            self._instead.append(_packed(row))

    def _unpacked(self, further: int, packed: _Packed) -> Row:
        if further in self._corrected:
            packed = self._instead[self._corrected[further]]
        values, place, places = packed
        ligne = of_values(self._kind, values)
        if isinstance(place, int):
            return Row(ligne, self._where(place, 0), RowPlaces(self._where, place, self._columns))
        return Row(ligne, place, places)


_Packed = tuple[dict[str, Any], int | Place, Mapping[str, Place]]
"""What a row gives, where it stands, and where its facts do; its number alone where it is one of the table."""


def _packed(row: Row) -> _Packed:
    values = {fact: getattr(row.ligne, fact) for fact in given_in(row.ligne)}
    places = row.places
    return (values, places.number, {}) if isinstance(places, RowPlaces) else (values, row.place, places)

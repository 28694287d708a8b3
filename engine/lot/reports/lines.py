"""The contracts of a report, a line each: thousands of them on the disk, and what they say alike once in memory."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, overload

from engine.calendar.echeancier import Deadline
from engine.definitif import reserves
from engine.errors import Finding, Severity
from engine.lot.journal import Entry
from engine.on_disk import OnDisk
from models.records import dataclass

Rank = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A contract of the report; what is said of it names files from the folder of the programmation."""

    annee: int | None
    departement: str
    gestionnaire: str
    etablissements: int
    entry: Entry
    autres_departements: tuple[str, ...] = ()

    @property
    def departements(self) -> str:
        """« 35 », or « 35, 22 » where the contract is regional."""
        return ", ".join(filter(None, (self.departement, *self.autres_departements)))

    @property
    def nom(self) -> str:
        """« Association Exemple (35) »."""
        return f"{self.gestionnaire} ({self.departements})" if self.departements else self.gestionnaire

    @property
    def reserves(self) -> tuple[Finding, ...]:
        """What is still to be verified before it is signed."""
        return reserves(self.entry.findings)

    def count(self, severity: Severity) -> int:
        """How many of its findings are of a gravity."""
        return sum(one.severity is severity for one in self.entry.findings)

    def day(self, kind: str) -> date | None:
        """The day of one of its deadlines."""
        return next((one.day for one in self.entry.deadlines if one.kind == kind), None)

    def files(self, formats: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Its files: the format of each, its path in the folder of the run, its digest; the description comes last."""
        for extension in (*formats, "yaml"):
            if extension in self.entry.files:
                yield extension, f"{self.entry.nom}.{extension}", self.entry.files[extension]


class Lines(Sequence[Line]):
    """Lines on the disk, in the order of their rank: of several that have the same name, the last stands."""

    def __init__(self, lines: Iterable[Line], rank: Callable[[Line], Rank | None]) -> None:
        """Keep them, but those that have no rank.

        Raises:
            InputError: where there is no room for them.
        """
        self._numbers: dict[Hashable, int] = {}
        last: dict[str, tuple[Rank | None, int]] = {}

        def packed() -> Iterator[tuple[Line, list[int], list[int]]]:
            for at, line in enumerate(lines):
                last[line.entry.nom] = rank(line), at
                bare = replace(line, entry=replace(line.entry, missing=(), deadlines=()))
                yield bare, self._numbered(line.entry.missing), self._numbered(line.entry.deadlines)

        self._kept = OnDisk(packed())
        self._alike: list[Any] = list(self._numbers)
        self._order = array("Q", (at for _, at in sorted(one for one in last.values() if one[0] is not None)))

    def _numbered(self, several: Iterable[Hashable]) -> list[int]:
        """Facts missing or deadlines, each by its number: contracts of the same kind have the same by dozens."""
        return [self._numbers.setdefault(one, len(self._numbers)) for one in several]

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> Line: ...

    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...

    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        line, missing, deadlines = self._kept[self._order[at]]
        alike = self._alike.__getitem__
        return replace(
            line, entry=replace(line.entry, missing=tuple(map(alike, missing)), deadlines=tuple(map(alike, deadlines)))
        )


def by_day(lines: Iterable[Line]) -> Iterator[tuple[Deadline, Line]]:
    """The deadlines of contracts, by day then in their order, each with what names its contract, and its day of effect.

    Raises:
        InputError: where there is no room to keep those names meanwhile.
    """
    numbers: dict[Deadline, int] = {}
    days: dict[date, array[int]] = defaultdict(lambda: array("L"))

    def named() -> Iterator[Line]:
        for at, line in enumerate(lines):
            for one in line.entry.deadlines:
                days[one.day].extend((at, numbers.setdefault(one, len(numbers))))
            yield _named(line)

    kept = OnDisk(named())
    deadlines = list(numbers)
    for day in sorted(days):
        pairs = iter(days[day])
        for at, number in zip(pairs, pairs, strict=True):
            yield deadlines[number], kept[at]


def _named(line: Line) -> Line:
    """A line without what is long to read again, for each of its forty deadlines."""
    effet = tuple(one for one in line.entry.deadlines if one.kind == "effet")
    return replace(line, entry=Entry(line.entry.nom, line.entry.state, "", {}, (), (), effet, {}, None))

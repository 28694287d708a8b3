"""The contracts of a report, a line each: thousands of them on the disk, and what they say alike once in memory."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from engine.calendar.echeancier import Deadline
from engine.lot.reports.days import Days
from engine.lot.reports.line import Line
from engine.on_disk import MadeAnew, OnDisk

Rank = tuple[Any, ...]


class Lines(MadeAnew[Line]):
    """Lines on the disk, in the order of their rank: of several that have the same name, the last stands."""

    def __init__(self, lines: Iterable[Line], rank: Callable[[Line], Rank | None]) -> None:
        """Keep them, but those that have no rank.

        Raises:
            InputError: where there is no room for them.
        """
        self._numbers: dict[Hashable, int] = {}
        self._days = Days()
        last: dict[str, tuple[Rank | None, int]] = {}

        def packed() -> Iterator[tuple[Line, list[int], list[int]]]:
            for at, line in enumerate(lines):
                last[line.entry.nom] = rank(line), at
                self._days.add(line)
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

    def made(self, at: int) -> Line:
        """The one of this rank."""
        line, missing, deadlines = self._kept[self._order[at]]
        alike = self._alike.__getitem__
        return replace(
            line, entry=replace(line.entry, missing=tuple(map(alike, missing)), deadlines=tuple(map(alike, deadlines)))
        )

    def by_day(self) -> Iterator[tuple[Deadline, Line]]:
        """Their deadlines, by day then in their order, each with what names its contract, and its day of effect."""
        return self._days.of(self._order)

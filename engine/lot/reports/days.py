"""The deadlines of the contracts of a report, by day: what names each contract is on the disk, and read again for each.

A contract has some forty deadlines: three reports go through them all.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from operator import itemgetter

from engine.calendar.echeancier import Deadline
from engine.lot.journal import Entry
from engine.lot.outcome import State
from engine.lot.reports.line import Line
from engine.on_disk import OnDisk

_NONE = -1
_EFFECT = "effet"


class Days:
    """Deadlines by day, each with its contract by its number; those that are the same are kept once."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[Deadline, int] = {}
        self._days: dict[date, array[int]] = defaultdict(lambda: array("I"))
        self._names = OnDisk[_Name](())

    def add(self, line: Line) -> None:
        """Add those of one more contract.

        Raises:
            InputError: where there is no room for its name.
        """
        at, effect = len(self._names), _NONE
        for one in line.entry.deadlines:
            number = self._numbers.setdefault(one, len(self._numbers))
            self._days[one.day].extend((at, number))
            if one.kind == _EFFECT and effect == _NONE:
                effect = number
        self._names.append(
            (line.annee, line.departement, line.gestionnaire, line.etablissements, line.autres_departements,
             line.entry.nom, line.entry.state.value, effect)
        )  # fmt: skip

    def of(self, order: Sequence[int]) -> Iterator[tuple[Deadline, Line]]:
        """The deadlines of the contracts whose numbers are given, by day then in their order, with what names each."""
        deadlines = list(self._numbers)
        ranks = array("q", [_NONE]) * len(self._names)
        for rank, at in enumerate(order):
            ranks[at] = rank
        for _, several in sorted(self._days.items()):
            pairs = [(ranks[at], at, number) for at, number in zip(several[::2], several[1::2], strict=True)]
            for rank, at, number in sorted(pairs, key=itemgetter(0)):
                if rank != _NONE:
                    yield deadlines[number], _named(self._names[at], deadlines)


_Name = tuple[int | None, str, str, int, tuple[str, ...], str, str, int]
"""What names a contract, its state, the number of the deadline of its effect: nothing that is long to read again."""


def _named(name: _Name, deadlines: Sequence[Deadline]) -> Line:
    annee, departement, gestionnaire, etablissements, others, nom, state, effect = name
    effet = (deadlines[effect],) if effect != _NONE else ()
    entry = Entry(nom, State(state), "", {}, (), (), effet, {}, None)
    return Line(annee, departement, gestionnaire, etablissements, entry, others)


def by_day(lines: Sequence[Line]) -> Iterator[tuple[Deadline, Line]]:
    """The deadlines of a few contracts, by day then in their order, each with its contract."""
    every = ((one, line) for line in lines for one in line.entry.deadlines)
    yield from sorted(every, key=lambda pair: pair[0].day)

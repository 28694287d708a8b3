"""Which of the archives given are read, in which order, and which days none of them is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from engine import french
from engine.calendar.jours_ouvrables import non_working
from engine.errors import Finding
from engine.watching.archive import Archive, archive_of
from engine.watching.findings import missing_days, too_old, twice, unnamed, without_whole

_FRIDAY: Final = 4
_NIGHT: Final = timedelta(hours=6)
_BASES: Final = ("LEGI", "JORF")


def series(paths: Sequence[Path]) -> tuple[tuple[Archive, ...], list[Finding]]:
    """The archives to read, the oldest first, and what is to be said of the others.

    Of each base, the latest that holds it whole comes first; older ones say nothing that it does not.
    """
    named = [(path, archive_of(path)) for path in paths]
    findings = [unnamed(path) for path, one in named if one is None]
    kept: list[Archive] = []
    for base in _BASES:
        of_base = sorted((one for _, one in named if one and one.base == base), key=lambda one: (one.made, one.name))
        read, told = _of_base(base, of_base)
        kept += read
        findings += told
    return tuple(sorted(kept, key=lambda one: (one.made, one.base))), findings


def _of_base(base: str, archives: Sequence[Archive]) -> tuple[list[Archive], list[Finding]]:
    findings: list[Finding] = []
    first = next((one for one in reversed(archives) if one.whole), None)
    kept: list[Archive] = []
    for one in archives:
        if first and one.made < first.made:
            findings.append(too_old(one.name, first.name))
        elif kept and kept[-1].made == one.made:
            findings.append(twice(one.name))
        else:
            kept.append(one)
    if kept and not first:
        findings.append(without_whole(base))
    if missing := [french.date_in_french(day) for day in _gaps(kept)]:
        findings.append(missing_days(base, missing))
    return kept, findings


def _gaps(archives: Sequence[Archive]) -> Iterator[date]:
    """The days from Monday to Friday, holidays left out, between two archives, of which there is none.

    An archive is made at the end of a working day, or in the night that follows (README of legi.py).
    """
    for before, after in pairwise((one.made - _NIGHT).date() for one in archives):
        day = before + timedelta(days=1)
        while day < after:
            if day.weekday() <= _FRIDAY and not non_working(day, None):
                yield day
            day += timedelta(days=1)

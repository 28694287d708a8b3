"""The day when a contract takes the place of conventions that end on different days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from engine.calendar.calendrier import days_after, months_after
from models.jours import Duree

_ONE_DAY = timedelta(days=1)


def last_possible(ends: Sequence[date], prolongation: Duree) -> date:
    """The last day for a contract to take effect: the day after the first convention, prolonged to the utmost, ends.

    Source: arrêté du 3 mars 2017, article 1er (« une durée maximale d'un an »).
    """
    return days_after(months_after(min(ends), prolongation.mois), 1)


def proposed(ends: Sequence[date], prolongation: Duree, year: int | None = None) -> date | None:
    """The day to propose for a contract that takes the place of conventions: None where none is possible.

    The contract takes over from a convention at once where it can: the day proposed is the latest of the days that
    follow the end of a convention and that prolong none beyond what the text allows, in the year planned; or else the
    first day of that year, or the last that is possible in it.

    Source: arrêté du 3 mars 2017, article 1er (« la date la plus adéquate »).
    """
    latest = last_possible(ends, prolongation)
    following = [end + _ONE_DAY for end in ends if end + _ONE_DAY <= latest]
    if year is None:
        return max(following, default=latest)
    first, last = date(year, 1, 1), date(year, 12, 31)
    if latest < first:
        return None
    return max((day for day in following if first <= day <= last), default=first)

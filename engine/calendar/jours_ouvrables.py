"""Sundays and public holidays, those of Alsace-Moselle and overseas included.

Source: code du travail, article L. 3133-1, and the local holidays of each territory, as the library `holidays` knows
them. It is imported where a calendar is asked for: it is slow to load.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

_SUNDAY = 6
_OVERSEAS = ("971", "972", "973", "974", "976")
_SUBDIVISIONS = {"57": "57", "67": "6AE", "68": "6AE"} | {code: code for code in _OVERSEAS}


def non_working(day: date, departement: str | None) -> str:
    """Why a day is not worked in a département: « dimanche », the name of the holiday; empty where it is worked.

    `departement` is its code (« 67 », « 974 »); where unknown, the holidays of the whole country.
    """
    holiday = _holidays(_SUBDIVISIONS.get(departement or ""), day.year).get(day)
    if holiday:
        return holiday
    return "dimanche" if day.weekday() == _SUNDAY else ""


@cache
def _holidays(subdivision: str | None, year: int) -> Mapping[date, str]:
    import holidays  # noqa: PLC0415

    return dict(holidays.country_holidays("FR", subdiv=subdivision, years=year, language="fr"))


def next_working_day(day: date, departement: str | None) -> date:
    """The day itself where it is worked, or else the first day after it that is (a Saturday is « ouvrable »)."""
    while day < date.max and non_working(day, departement):
        day += timedelta(days=1)
    return day


def previous_working_day(day: date, departement: str | None) -> date:
    """The day itself where it is worked, or else the last day before it that is."""
    while day > date.min and non_working(day, departement):
        day -= timedelta(days=1)
    return day

"""The calendar of a contract: its term, the last day to give notice, the years that it covers.

Whole days and whole months, always counted from the origin date: months added one after the other would drift at the
end of months. A calendar ends somewhere (9999): what would fall after it is its last day, so that no date of a
description, however absurd, raises an error here; the checks refuse such dates.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from models.jours import Duree

_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=1024)
def months_after(day: date, months: int) -> date:
    """The same day, that many months later (earlier if negative), or the last of the month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_after(day: date, days: int) -> date:
    """That many days later (earlier if negative)."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def echeance(effet: date, duree: Duree) -> date:
    """The last day of a contract that takes effect on `effet`: the eve of its anniversary.

    A contract of five years from 1 February 2024 ends on 31 January 2029. Where the month of the term has no such day
    (29 February, 31st), the contract runs until the last day of that month, so that its whole duration is served: five
    years from 29 February 2024 end on 28 February 2029.

    Source: CASF, article L. 313-11 (five years at the most).
    """
    anniversary = months_after(effet, duree.mois)
    return anniversary - _ONE_DAY if anniversary.day == effet.day else anniversary


def fin_maximale(effet: date, duree_totale_max: Duree) -> date:
    """The last day to which a contract may be prorogated, `duree_totale_max` being its whole duration.

    Source: CASF, article L. 313-11 (« prorogeable dans la limite d'une sixième année »).
    """
    return echeance(effet, duree_totale_max)


def limite_preavis(echeance: date, preavis: Duree) -> date:
    """The last day to notify the wish to prorogate: « au plus tard douze mois avant l'échéance ».

    The same day of the month as the term, `preavis` earlier, or the last day of that month if it is shorter: whoever
    notifies on that day gives at least the whole notice.
    """
    return months_after(echeance, -preavis.mois)


def fin_de_delai(origine: date, delai: Duree) -> date:
    """The last day of a period counted from `origine`: its same day of the month, or the last of a shorter month."""
    return months_after(origine, delai.mois)


def limite_reponse(notification: date, reponse: Duree) -> date:
    """The last day to agree or disagree; after it, « l'accord est réputé acquis ».

    Counted from the day when the other party was notified.
    """
    return fin_de_delai(notification, reponse)


def annees_couvertes(effet: date, duree: Duree) -> tuple[int, ...]:
    """Every civil year that the contract covers, in whole or in part, in order.

    Five years from 1 January 2023 are the five years of the form (2023 to 2027); five years from 1 February 2024 touch
    six (2024 to 2029), and none is dropped: indicators and amounts are given for each. The year before the first is
    that of the « situation initiale », the last that of the « cible CPOM ».
    """
    return tuple(range(effet.year, echeance(effet, duree).year + 1))

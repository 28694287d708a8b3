"""A contract takes effect once it can be signed: in the year that is planned for it, after the act that plans it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine import french
from engine.errors import InputError, Severity
from engine.programmation.constat import Constat, of_row
from engine.programmation.precedentes import precedentes
from engine.programmation.programme import Programme
from engine.programmation.rows import Row

_Plan = tuple[str | None, int | None, date | None]
"""The number of an establishment, the year that is planned for it, the day when it takes effect."""
_Act = tuple[date | None, frozenset[_Plan]]
"""The day of an act, and what it plans."""


def effets(programme: Programme) -> Iterator[Constat]:
    """Compare the effect of each contract with the first day on which it can be signed."""
    day_of_act = programme.head.arrete.date
    earlier = [(one.head.arrete.date, frozenset(map(_plan, one.rows))) for one in reversed(_adjusted(programme))]
    for groupe in programme.groupes:
        day = groupe.effet(programme.head, programme.rules)
        if day is None:
            continue
        act = max(filter(None, (_planned_on(day_of_act, earlier, row) for row in groupe.rows)), default=None)
        year = date(groupe.annees[0], 1, 1) if groupe.annees else None
        if act and day[0] < act and (year is None or act >= year):
            why = f"l'arrêté qui le programme est du {french.date_in_french(act)}"
        elif year and day[0] < year:
            why = f"il se signe en {year.year}"
        else:
            continue
        message = (
            f"le contrat de « {groupe.appele} » prendrait effet le {french.date_in_french(day[0])}, avant toute "
            f"signature possible : {why}."
        )
        hint = "Corrigez la date d'effet, l'année ou la date de l'arrêté ; si le contrat est rétroactif, justifiez-le."
        yield of_row(groupe.rows[0].at("effet"), "effet-avant-signature", message, hint, Severity.WARNING)


def _adjusted(programme: Programme) -> list[Programme]:
    """The programmations that this one adjusts; none where they cannot be read, which is told elsewhere."""
    try:
        return precedentes(programme)
    except InputError:
        return []


def _plan(row: Row) -> _Plan:
    return row.ligne.finess, row.ligne.annee, row.ligne.effet


def _planned_on(day: date | None, earlier: Sequence[_Act], row: Row) -> date | None:
    """The day of the act since which an establishment is planned in its year, or takes effect on its day."""
    for before, planned in earlier:
        if _plan(row) not in planned:
            break
        day = before
    return day

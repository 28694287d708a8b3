"""echeances.ics: every deadline of every contract of a run, for the calendars of offices."""

from __future__ import annotations

from collections.abc import Iterator

from engine import french
from engine.agenda.entry import Entry
from engine.agenda.ics import calendar_of
from engine.lot.reports.line import Line
from engine.lot.reports.rapport import Rapport


def calendrier(rapport: Rapport) -> Iterator[bytes]:
    """The calendar of a run, in the order of the days, piece by piece."""
    entries = (
        Entry(deadline, line.nom, line.entry.nom, line.departement, effet=line.day("effet"), about=_about(line))
        for deadline, line in rapport.deadlines()
    )
    return calendar_of(rapport.titre, entries)


def _about(line: Line) -> str:
    return f"{french.plural(line.etablissements, 'établissement')} ; état du contrat : {line.entry.state}"

"""echeances.ics: every deadline of every contract, for the calendars of offices (RFC 5545).

Written with `icalendar`: escaping, folding at 75 octets without cutting a letter, and ends of lines are its trade, and
it adds nothing of the hour nor of the machine. An event keeps its identifier from one run to the next, so that a
calendar which imports the file again moves its events and does not double them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from engine import french
from engine.calendar.echeancier import Deadline, remark
from engine.lot.reports.rapport import Line, Rapport
from engine.writing.layout.words import printable

_PRODUCT = "-//cpom//Calendrier des contrats//FR"
_CATEGORIES: Mapping[str, str] = {
    "effet": "Prise d'effet",
    "preavis": "Préavis",
    "reponse": "Réponse",
    "echeance": "Échéance",
    "prorogation": "Prorogation",
    "avenant": "Avenant",
}
_FOLLOW_UP = "Suivi du contrat"


def calendrier(rapport: Rapport) -> bytes:
    """The calendar of a run: one event of a whole day for each deadline, in the order of the days."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(f"Échéances : {rapport.titre}"))
    for deadline, line in rapport.deadlines():
        calendar.add_component(_event(deadline, line))
    content: bytes = calendar.to_ical()
    return content


def _event(deadline: Deadline, line: Line) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'cpom:{line.entry.nom}:{deadline.kind}')}@cpom")
    event.add("dtstamp", datetime.combine(line.day("effet") or deadline.day, time(), UTC))
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + timedelta(days=1))  # the day after, which is not of the event (3.6.1)
    event.add("summary", printable(f"{line.nom}{french.NO_BREAK}: {french.typography(deadline.words)}"))
    event.add("description", printable("\n".join(_description(deadline, line))))
    event.add("categories", ["CPOM", french.typography(_CATEGORIES.get(deadline.kind, _FOLLOW_UP))])
    event.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    return event


def _description(deadline: Deadline, line: Line) -> Iterator[str]:
    count = french.plural(line.etablissements, "établissement")
    yield french.typography(f"{count} ; état du contrat : {line.entry.state}.")
    if deadline.more:
        yield french.typography(f"{french.capitalise(deadline.more)}.")
    if found := remark(deadline, line.departement):
        yield french.typography(f"{french.capitalise(found)}.")

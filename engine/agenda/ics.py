"""Deadlines for the calendars of offices (RFC 5545).

Written with `icalendar`: escaping, folding at 75 octets without cutting a letter, and ends of lines are its trade, and
it adds nothing of the hour nor of the machine. An event keeps its identifier from one list to the next, so that a
calendar which imports the file again moves its events and does not double them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from engine import french
from engine.agenda.entry import Entry
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


def calendar_of(title: str, entries: Iterable[Entry]) -> bytes:
    """One event of a whole day for each deadline, in the order in which they come."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(f"Échéances : {title}"))
    for entry in entries:
        calendar.add_component(_event(entry))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry) -> Event:
    event, deadline = Event(), entry.deadline
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'cpom:{entry.cle}:{deadline.kind}')}@cpom")
    event.add("dtstamp", datetime.combine(entry.effet or deadline.day, time(), UTC))
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + timedelta(days=1))  # the day after, which is not of the event (3.6.1)
    event.add("summary", printable(f"{entry.contrat}{french.NO_BREAK}: {french.typography(deadline.words)}"))
    event.add("description", printable("\n".join(_description(entry))))
    event.add("categories", ["CPOM", french.typography(_CATEGORIES.get(deadline.kind, _FOLLOW_UP))])
    event.add("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    return event


def _description(entry: Entry) -> Iterator[str]:
    for said in (entry.about, entry.deadline.more, entry.remarque):
        if said:
            yield french.typography(f"{french.capitalise(said)}.")

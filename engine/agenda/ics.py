"""Deadlines for the calendars of offices (RFC 5545).

Written with `icalendar`: escaping, folding at 75 octets without cutting a letter, and ends of lines are its trade, and
it adds nothing of the hour nor of the machine. An event keeps its identifier from one list to the next, so that a
calendar which imports the file again moves its events and does not double them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Any
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
_END = b"END:VCALENDAR\r\n"


def calendar_of(title: str, entries: Iterable[Entry]) -> Iterator[bytes]:
    """One event of a whole day for each deadline, in the order in which they come, a piece of the file for each."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(f"Échéances : {title}"))
    yield calendar.to_ical().removesuffix(_END)
    for entry in entries:
        yield b"".join(_event(entry))
    yield _END


def _event(entry: Entry) -> Iterator[bytes]:
    """The lines of an event, in the order that `icalendar` gives them."""
    deadline, effet = entry.deadline, entry.effet or entry.deadline.day
    yield b"BEGIN:VEVENT\r\n"
    yield _line("summary", printable(f"{entry.contrat}{french.NO_BREAK}: {french.typography(deadline.words)}"))
    yield _shared("dtstart", deadline.day)
    yield _shared("dtend", deadline.day + timedelta(days=1))  # the day after, which is not of the event (3.6.1)
    yield _shared("dtstamp", datetime.combine(effet, time(), UTC))
    yield f"UID:{uuid5(NAMESPACE_URL, f'cpom:{entry.cle}:{deadline.kind}')}@cpom\r\n".encode()  # too short to fold
    yield _shared("categories", ("CPOM", french.typography(_CATEGORIES.get(deadline.kind, _FOLLOW_UP))))
    yield _shared("description", printable("\n".join(_description(entry))))
    yield _shared("transp", "TRANSPARENT")  # a deadline does not make anybody busy
    yield b"END:VEVENT\r\n"


def _line(name: str, value: Any) -> bytes:
    """A property as an event has it."""
    event = Event()
    event.add(name, list(value) if isinstance(value, tuple) else value)
    line: bytes = event.content_line(name.upper(), event[name]).to_ical()
    return line + b"\r\n"


_shared = lru_cache(5_000)(_line)
"""The same: the contracts of a programmation share their days, and nearly all that is said of them."""


def _description(entry: Entry) -> Iterator[str]:
    for said in (entry.about, entry.deadline.more, entry.remarque):
        if said:
            yield french.typography(f"{french.capitalise(said)}.")

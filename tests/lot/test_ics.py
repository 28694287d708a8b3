"""The calendar of a run: each deadline of each contract, as any calendar reads it (RFC 5545)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from engine.lot.outcome import State
from engine.lot.reports.calendrier import calendrier
from engine.lot.reports.line import Line
from engine.writing.layout.words import printable
from tests.rapports import DEADLINES, HOSTILE, line, rapport


def events(*lines: Line) -> list[Any]:
    """What a calendar reads."""
    return list(Calendar.from_ical(b"".join(calendrier(rapport(*lines)))).walk("VEVENT"))


def test_each_deadline_is_a_whole_day() -> None:
    found = [(str(one["summary"]), one["dtstart"].dt, one["dtend"].dt) for one in events(line())]
    assert found == [
        ("Association Exemple (35)\u00a0: prise d’effet du contrat", date(2026, 1, 1), date(2026, 1, 2)),
        (
            "Association Exemple (35)\u00a0: dernier jour pour notifier le souhait de proroger (préavis de six mois)",
            date(2030, 6, 30),
            date(2030, 7, 1),
        ),
        ("Association Exemple (35)\u00a0: échéance du contrat", date(2030, 12, 31), date(2031, 1, 1)),
    ]


def test_a_day_to_act_by_that_is_not_worked_says_so() -> None:
    _, notice, term = (str(one["description"]) for one in events(line()))
    assert "Dimanche\u202f; jour ouvrable précédent\u00a0: samedi 29\u00a0juin 2030" in notice
    assert "Article\u00a09\u202f; la partie qui souhaite la prorogation." in notice
    assert "ouvrable" not in term


def test_categories_tell_the_kinds_of_deadlines_apart() -> None:
    kinds = [[str(name) for name in one["categories"].cats] for one in events(line())]
    assert kinds == [["CPOM", "Prise d’effet"], ["CPOM", "Préavis"], ["CPOM", "Échéance"]]


def test_the_events_of_all_the_contracts_come_by_day() -> None:
    other = line("Fondation Exemple", nom="2027/22-fondation-exemple", deadlines=(replace(DEADLINES[2]), DEADLINES[1]))
    days = [one["dtstart"].dt for one in events(other, line())]
    assert days == sorted(days)
    assert len(days) == 5


def test_an_event_keeps_its_identifier_when_its_day_moves() -> None:
    """A calendar that imports the file again moves its events instead of doubling them."""
    moved = tuple(replace(one, day=one.day.replace(year=one.day.year + 1)) for one in DEADLINES)
    before, after = events(line()), events(line(deadlines=moved, state=State.TO_FIX))
    assert [one["uid"] for one in before] == [one["uid"] for one in after]
    assert len({str(one["uid"]) for one in before}) == 3
    assert [one["dtstamp"].dt.date() for one in after] == [date(2027, 1, 1)] * 3


def test_a_contract_without_dates_has_no_event() -> None:
    assert events(line(deadlines=())) == []


def test_hostile_words_are_words() -> None:
    assert str(events(line(HOSTILE))[0]["summary"]).startswith(f"{HOSTILE} (35)")


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_lines_are_of_75_octets_at_the_most_and_end_as_they_must(name: str) -> None:
    content = b"".join(calendrier(rapport(line(name))))
    content.decode()
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(one) <= 75 and b"\n" not in one and b"\r" not in one for one in lines)
    assert str(events(line(name))[0]["summary"]).startswith(f"{printable(name)} (35)")

"""A day of the calendar."""

from __future__ import annotations

from datetime import date

from models.jours import lire_jour
from models.kind import Kind
from models.regexes import regex

_AS_ASKED = regex("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")

KIND = Kind(
    name="jour",
    python=date,
    read=lire_jour,
    words="date",
    schema={"type": "string", "pattern": r"\d{4}"},
    example="2024-01-15",
    prints=lambda day, french: french.date_in_french(day),
    writes=lambda day: day.isoformat(),
    as_asked=lambda typed, _: bool(_AS_ASKED.fullmatch(typed.strip())),
)

"""What the audit of a programmation finds, and whose contracts it touches: an error stops those, and those alone."""

from __future__ import annotations

from collections.abc import Iterable

from engine.errors import Finding, Place, Severity
from engine.programmation.programme import Programme
from engine.programmation.rows import Row
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Constat:
    """What a rule finds, and the places of the rows whose contracts it touches; None where it touches all of them."""

    finding: Finding
    rows: tuple[Place, ...] | None


def of_row(
    place: Place,
    code: str,
    message: str,
    hint: str,
    severity: Severity = Severity.ERROR,
    *,
    source: str = "",
    rows: tuple[Place, ...] = (),
) -> Constat:
    """What is found of a row, or of the contract of a row; `rows` where it touches those of others."""
    return Constat(Finding(code, message, severity, hint, source, place=place), rows or (place,))


def of_the_arrete(
    programme: Programme,
    code: str,
    message: str,
    hint: str,
    path: tuple[str, ...],
    *,
    rows: tuple[Place, ...] | None = None,
) -> Constat:
    """What is found of the arrêté, which every contract cites; `rows` where it touches some of them alone."""
    source, place = programme.rules.source, programme.source.place(path)
    return Constat(Finding(code, message, hint=hint, source=source, place=place), rows)


def places_of(rows: Iterable[Row]) -> tuple[Place, ...]:
    """The rows that a finding touches, by their places."""
    return tuple(row.place for row in rows)

"""How much there is of everything in a report, counted in one reading of its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field

from engine.errors import Severity
from engine.lot.outcome import State
from engine.lot.reports.line import Line
from models.records import dataclass


@dataclass(slots=True)
class Comptes:
    """The contracts by state, what is missing and what is said of them, the pages of their PDF, their days by year."""

    etats: Counter[State] = field(default_factory=Counter)
    etablissements: int = 0
    manques: int = 0
    messages: Counter[Severity] = field(default_factory=Counter)
    pages: int = 0
    par_an: Counter[int] = field(default_factory=Counter)


def counted(lines: Iterable[Line]) -> Comptes:
    """Count."""
    found = Comptes()
    for line in lines:
        found.etats[line.entry.state] += 1
        found.etablissements += line.etablissements
        found.manques += len(line.entry.missing)
        found.messages.update(one.severity for one in line.entry.findings)
        found.pages += line.entry.pages or 0
        found.par_an.update(one.day.year for one in line.entry.deadlines)
    return found

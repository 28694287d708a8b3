"""The few lines that a run says on the terminal: what became of contracts, what is missing, what falls due next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from heapq import nlargest
from itertools import islice
from pathlib import Path

from engine import french
from engine.lot.outcome import State
from engine.lot.reports.line import Line
from engine.lot.reports.rapport import Rapport

_MOST_MISSING, _NEXT = 5, 3


def counted_states(counts: Mapping[State, int]) -> str:
    """« 38 écrits, 2 à corriger »."""
    return ", ".join(french.plural(counts[state], state) for state in State if counts.get(state)) or "aucun contrat"


def lines(rapport: Rapport, today: date) -> Iterator[str]:
    """What the reports say, in short."""
    incomplete = facts = 0

    def missing() -> Iterator[Line]:
        nonlocal incomplete, facts
        for line in rapport.lines:
            if count := len(line.entry.missing):
                incomplete, facts = incomplete + 1, facts + count
                yield line

    if most := nlargest(_MOST_MISSING, missing(), key=lambda line: len(line.entry.missing)):
        worst = ", ".join(f"{line.nom} : {len(line.entry.missing)}" for line in most)
        contracts, every = french.plural(incomplete, "contrat"), french.plural(facts, "fait")
        yield f"À compléter : {every} dans {contracts} ({worst}{_more(incomplete)})"
    following = ((deadline, line) for deadline, line in rapport.deadlines() if deadline.day >= today)
    for deadline, line in islice(following, _NEXT):
        yield f"Le {french.date_in_french(deadline.day)} : {line.nom}, {french.typography(deadline.words)}"


def _more(count: int) -> str:
    return "…" if count > _MOST_MISSING else ""


def whereabouts(folder: Path) -> str:
    """Where the reports are."""
    return f"Rapport : {folder / 'rapport.html'} (et rapport.xlsx, echeances.ics, manifeste.json)"

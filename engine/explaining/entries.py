"""What is explained, entry by entry, in words: what a terminal and a document both show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from engine import french
from engine.explaining import wording
from engine.explaining.explained import ChiffreExplique
from engine.explaining.explanation import Explanation
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is explained: what it is, its state (« gardée »), the lines that say why."""

    what: str
    lines: tuple[str, ...]
    state: str = ""


def parts(told: Explanation) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The parts of an explanation that have something to say, each with its title."""
    every = (
        (wording.CLAUSES, _clauses(told)),
        (wording.VISAS, _visas(told)),
        (wording.FIGURES, _figures(told.figures)),
        (wording.DATES, _dates(told)),
        (wording.NAMES, _names(told)),
    )
    for title, entries in every:
        if found := tuple(entries):
            yield title, found


def _clauses(told: Explanation) -> Iterator[Entry]:
    for one in told.clauses:
        lines = tuple(wording.of_clause(one, told.name))
        yield Entry(f"{one.clause} : {one.intitule}", lines, "gardée" if one.gardee else "écartée")


def _visas(told: Explanation) -> Iterator[Entry]:
    for one in told.visas:
        what = one.texte if not one.omis else f"{wording.LEFT_OUT} : {one.texte}"
        yield Entry(what, tuple(wording.of_visa(one, told.name)))


def _figures(figures: Iterable[ChiffreExplique]) -> Iterator[Entry]:
    """Those of a rubrique together, its rule said where it changes."""
    for (table, line), several in groupby(figures, lambda one: (one.tableau, one.rubrique)):
        found = list(several)
        lines: dict[str, None] = {}
        for rule, alike in groupby(found, lambda one: one.regle):
            lines |= dict.fromkeys((rule, *map(wording.of_figure, alike)))
        yield Entry(f"{table} : {line}", tuple(filter(None, (*lines, found[0].source))))


def _dates(told: Explanation) -> Iterator[Entry]:
    for one in told.dates:
        day = f"{french.weekday(one.jour)} {french.date_in_french(one.jour)}"
        yield Entry(french.typography(f"{day} : {one.libelle}"), tuple(wording.of_date(one)))


def _names(told: Explanation) -> Iterator[Entry]:
    for one in told.names:
        yield Entry(one.texte, tuple(wording.of_name(one)))

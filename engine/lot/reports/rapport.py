"""What the reports of a run say: its contracts in order, each with what the programmation and the journal know of it.

Everything comes from the programmation and from the journal, and nothing from the hour nor from the way the run went:
one that was interrupted then taken up again is told as one that was not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from heapq import merge
from itertools import chain
from pathlib import Path

from engine.calendar.echeancier import Deadline
from engine.definitif import reserves
from engine.errors import Finding, InputError, Place, Severity
from engine.libraries.bibliotheque import Bibliotheque
from engine.lot.fingerprint import fingerprint
from engine.lot.journal import Entry, entries
from engine.lot.outcome import Order, State
from engine.programmation.colonnes import plain
from engine.programmation.contrats import Groupe
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet, placed
from engine.reading.decoding import printable
from models.records import dataclass

Refused = Sequence[tuple[Groupe, InputError]]
"""The contracts that have no description to be drafted from, and why."""

_UNKNOWN_DAY = date(2000, 1, 1)
_LAST = 9999


@dataclass(frozen=True, slots=True)
class Line:
    """A contract of the report; what is said of it names files from the folder of the programmation."""

    annee: int | None
    departement: str
    gestionnaire: str
    etablissements: int
    entry: Entry
    autres_departements: tuple[str, ...] = ()

    @property
    def departements(self) -> str:
        """« 35 », or « 35, 22 » where the contract is regional."""
        return ", ".join(filter(None, (self.departement, *self.autres_departements)))

    @property
    def nom(self) -> str:
        """« Association Exemple (35) »."""
        return f"{self.gestionnaire} ({self.departements})" if self.departements else self.gestionnaire

    @property
    def reserves(self) -> tuple[Finding, ...]:
        """What is still to be verified before it is signed."""
        return reserves(self.entry.findings)

    def count(self, severity: Severity) -> int:
        """How many of its findings are of a gravity."""
        return sum(one.severity is severity for one in self.entry.findings)

    def deadlines(self) -> Iterator[tuple[Deadline, Line]]:
        """Its deadlines, by day, each with this line."""
        for deadline in sorted(self.entry.deadlines, key=lambda one: one.day):
            yield deadline, self

    def day(self, kind: str) -> date | None:
        """The day of one of its deadlines."""
        return next((one.day for one in self.entry.deadlines if one.kind == kind), None)

    def files(self, formats: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Its files: the format of each, its path in the folder of the run, its digest; the description comes last."""
        for extension in (*formats, "yaml"):
            if extension in self.entry.files:
                yield extension, f"{self.entry.nom}.{extension}", self.entry.files[extension]


@dataclass(frozen=True, slots=True)
class Rapport:
    """A run: its contracts by year, département and gestionnaire, and what is wrong with the programmation as a whole.

    `day` dates the files of the report themselves. `dated` says that the law of every contract is dated by itself, so
    that nothing depends on the day of the run. `bibliotheque` is what its contracts were made from.
    """

    titre: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    order: Order
    day: date
    dated: bool
    bibliotheque: Bibliotheque

    @property
    def states(self) -> dict[State, int]:
        """How many contracts are in each state, without those that no contract is in."""
        found = Counter(line.entry.state for line in self.lines)
        return {state: found[state] for state in State if found[state]}

    @property
    def missing(self) -> int:
        """How many facts are missing from the contracts, all together."""
        return sum(len(line.entry.missing) for line in self.lines)

    def deadlines(self) -> Iterator[tuple[Deadline, Line]]:
        """The deadlines of all the contracts, by day."""
        return merge(*map(Line.deadlines, self.lines), key=lambda one: one[0].day)


def rapport_of(
    programme: Programme,
    projets: Sequence[Projet],
    refused: Refused,
    order: Order,
    folder: Path,
    findings: Iterable[Finding] = (),
    *,
    others: Sequence[Projet] = (),
) -> Rapport:
    """What a folder holds after a run; `findings` are those of the programmation as a whole.

    Those that stop a contract are told with it, and not twice. `others` are the contracts that were not asked for,
    those of another year: what the folder has of them, and is as they would be drafted today, is told too.
    """
    stopping = {one for projet in projets for one in projet.bloquants}
    groupes = {groupe.nom: groupe for groupe in programme.groupes}
    known, here = entries(folder), programme.path.parent
    found = chain(
        ((groupes[projet.nom], _current(projet, order, known)) for projet in projets),
        ((groupes[projet.nom], entry) for projet, entry in _elsewhere(others, order, known)),
        ((groupe, _empty(groupe.nom, State.TO_FIX, error.findings)) for groupe, error in refused),
    )
    return Rapport(
        programme.titre,
        tuple(sorted((_line(groupe, entry, here) for groupe, entry in found), key=_rank)),
        tuple(_named(one, here) for one in findings if one not in stopping),
        order,
        _day(programme),
        all(projet.dated for projet in projets),
        programme.bibliotheque,
    )


def _current(projet: Projet, order: Order, known: dict[str, Entry]) -> Entry:
    """Take what the journal says of a contract, as it would be drafted today; it is to do where that is another thing.

    Its findings are told where its facts stand now: a row may have moved in the table and changed nothing else.
    """
    entry = known.pop(projet.nom, None)
    if entry is None or entry.fingerprint != fingerprint(projet, order):
        return _empty(projet.nom, State.TO_DO, projet.bloquants)
    return replace(entry, findings=(*projet.bloquants, *placed(entry.findings, projet)))


def _elsewhere(others: Sequence[Projet], order: Order, known: dict[str, Entry]) -> Iterator[tuple[Projet, Entry]]:
    for projet in others:
        if projet.nom in known and (entry := _current(projet, order, known)).state is not State.TO_DO:
            yield projet, entry


def _empty(nom: str, state: State, findings: tuple[Finding, ...] = ()) -> Entry:
    return Entry(nom, state, "", {}, findings, (), (), {}, None)


def _line(groupe: Groupe, entry: Entry, folder: Path) -> Line:
    told = tuple(_named(one, folder) for one in entry.findings)
    year = groupe.annees[0] if groupe.annees else None
    entry = replace(entry, findings=told)
    others = tuple(code for code in groupe.departements if code != groupe.departement)
    return Line(year, groupe.departement, groupe.gestionnaire, len(groupe.rows), entry, others)


def _named(finding: Finding, folder: Path) -> Finding:
    """A finding whose files are named from the folder of the programmation: a report says nothing of the machine."""
    here = printable(folder / "x")[:-1]
    if not here:
        return finding
    place = finding.place and _place_from(here, finding.place)
    return replace(finding, message=finding.message.replace(here, ""), hint=finding.hint.replace(here, ""), place=place)


@lru_cache(256)  # most findings of a contract stand on its row: they share its place
def _place_from(here: str, place: Place) -> Place:
    return replace(place, file=_name_from(here, place.file))


@lru_cache(256)
def _name_from(here: str, file: str) -> str:
    """The same text for every place of a file."""
    return file.removeprefix(here)


def _rank(line: Line) -> tuple[int, str, str, str]:
    return (line.annee or _LAST, line.departement, plain(line.gestionnaire), line.entry.nom)


def _day(programme: Programme) -> date:
    """The day of the arrêté, or else the first of the period: the files of a report are dated, and not of today."""
    arrete, period = programme.head.arrete, programme.head.periode
    return arrete.date or arrete.publication or (date(period.debut, 1, 1) if period else _UNKNOWN_DAY)


def where(place: Place | None) -> str:
    """« etablissements.csv, ligne 4, colonne 2 »."""
    if place is None or not place.file:
        return ""
    return f"{place.file}, {place.cell}" if place.cell else f"{place.file}, ligne {place.line}, colonne {place.column}"

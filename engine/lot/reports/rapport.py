"""What the reports of a run say: its contracts in order, each with what the programmation and the journal know of it.

Everything comes from the programmation and from the journal, and nothing from the hour nor from the way the run went:
one that was interrupted then taken up again is told as one that was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from engine.calendar.echeancier import Deadline
from engine.errors import Finding, InputError, Place
from engine.libraries.bibliotheque import Bibliotheque
from engine.lot.fingerprint import fingerprint
from engine.lot.journal import Entry, entries
from engine.lot.outcome import Order, State
from engine.lot.reports.days import by_day
from engine.lot.reports.line import Line
from engine.lot.reports.lines import Lines, Rank
from engine.programmation.colonnes import plain
from engine.programmation.programme import Programme
from engine.programmation.projet import Projet, Sommaire, placed
from engine.reading.decoding import printable
from models.records import dataclass

Refused = Sequence[tuple[str, Sommaire, InputError]]
"""The contracts that have no description to be drafted from: the name of each, what a list says of it, and why."""

_UNKNOWN_DAY = date(2000, 1, 1)
_LAST = 9999


@dataclass(frozen=True, slots=True)
class Rapport:
    """A run: its contracts by year, département and gestionnaire, and what is wrong with the programmation as a whole.

    `day` dates the files of the report themselves. `dated` says that the law of every contract is dated by itself, so
    that nothing depends on the day of the run. `bibliotheque` is what its contracts were made from.
    """

    titre: str
    lines: Sequence[Line]
    findings: tuple[Finding, ...]
    order: Order
    day: date
    dated: bool
    bibliotheque: Bibliotheque

    def deadlines(self) -> Iterator[tuple[Deadline, Line]]:
        """The deadlines of all the contracts, by day, each with what names its contract."""
        return self.lines.by_day() if isinstance(self.lines, Lines) else by_day(self.lines)


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
    here = programme.path.parent
    asked, beside = ({projet.nom: at for at, projet in enumerate(several)} for several in (projets, others))
    stopping = {one for projet in projets for one in projet.bloquants}

    def told() -> Iterator[Line]:
        for nom, sommaire, error in refused:
            yield _line(sommaire, _empty(nom, State.TO_FIX, error.findings), here)
        for projet in projets:
            yield _line(projet.sommaire, _to_do(projet), here)
        for entry in entries(folder):
            for several, places in ((projets, asked), (others, beside)):
                if entry.nom in places:
                    projet = several[places[entry.nom]]
                    yield _line(projet.sommaire, _current(projet, order, entry), here)

    def rank(line: Line) -> Rank | None:
        is_to_do_of_another_year = line.entry.state is State.TO_DO and line.entry.nom in beside
        return None if is_to_do_of_another_year else _rank(line)

    return Rapport(
        programme.titre,
        Lines(told(), rank),
        tuple(_named(one, here) for one in findings if one not in stopping),
        order,
        _day(programme),
        all(projet.dated for projet in projets),
        programme.bibliotheque,
    )


def _current(projet: Projet, order: Order, entry: Entry) -> Entry:
    """Take what the journal says of a contract, as it would be drafted today; it is to do where that is another thing.

    Its findings are told where its facts stand now: a row may have moved in the table and changed nothing else.
    """
    if entry.fingerprint != fingerprint(projet, order):
        return _to_do(projet)
    return replace(entry, findings=(*projet.bloquants, *placed(entry.findings, projet)))


def _to_do(projet: Projet) -> Entry:
    return _empty(projet.nom, State.TO_DO, projet.bloquants)


def _empty(nom: str, state: State, findings: tuple[Finding, ...] = ()) -> Entry:
    return Entry(nom, state, "", {}, findings, (), (), {}, None)


def _line(one: Sommaire, entry: Entry, folder: Path) -> Line:
    entry = replace(entry, findings=tuple(_named(said, folder) for said in entry.findings))
    return Line(one.annee, one.departement, one.gestionnaire, one.etablissements, entry, one.autres_departements)


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


def _rank(line: Line) -> Rank:
    return (line.annee or _LAST, line.departement, plain(line.gestionnaire), line.entry.nom)


def _day(programme: Programme) -> date:
    """The day of the arrêté, or else the first of the period: the files of a report are dated, and not of today."""
    arrete, period = programme.head.arrete, programme.head.periode
    return arrete.date or arrete.publication or (date(period.debut, 1, 1) if period else _UNKNOWN_DAY)


def where(place: Place | None) -> str:
    """« etablissements.csv, ligne 4, colonne 2 »."""
    if place is None or not place.file:
        return ""
    if place.cell:
        return f"{place.file}, {place.cell}"
    return f"{place.file}, ligne {place.line}, colonne {place.column}" if place.line else place.file

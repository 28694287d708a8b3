"""Who signs together: the rows of a programmation that make one contract, by gestionnaire and by département."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from engine.errors import InputError, Place
from engine.law.collectivites import authority
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.plan import ProgrammationDuModele
from engine.on_disk import Batches, MadeAnew
from engine.programmation.colonnes import plain
from engine.programmation.dates import proposed
from engine.programmation.gestionnaires import identities
from engine.programmation.projet import Sommaire
from engine.programmation.rows import UNNAMED, Row, Rows
from engine.writing.names import is_device
from models.programmation import Programmation
from models.records import dataclass

_LONGEST_CODE, _LONGEST_NAME = 10, 60


@dataclass(frozen=True, slots=True)
class Groupe:
    """The rows that make one contract: the establishments of one gestionnaire, in one département or in the region."""

    nom: str
    gestionnaire: str
    departement: str
    rows: tuple[Row, ...]

    @property
    def appele(self) -> str:
        """What a finding calls its gestionnaire."""
        return self.gestionnaire or UNNAMED

    @property
    def annees(self) -> tuple[int, ...]:
        """The years planned, in order; a contract has one, or else the audit says so."""
        return tuple(sorted({row.ligne.annee for row in self.rows if row.ligne.annee is not None}))

    @property
    def departements(self) -> dict[str, Place]:
        """The codes of its départements, in the order of its rows, each with the first that gives it."""
        given = [(row.ligne.departement, row.at("departement")) for row in self.rows if row.ligne.departement]
        found: dict[str, Place] = {}
        for code, place in given:
            found.setdefault(code, place)
        return found

    @property
    def sommaire(self) -> Sommaire:
        """What a list says of its contract."""
        year = self.annees[0] if self.annees else None
        others = tuple(code for code in self.departements if code != self.departement)
        return Sommaire(year, self.departement, self.gestionnaire, len(self.rows), others)

    @property
    def fins(self) -> tuple[date, ...]:
        """When its conventions end."""
        return tuple(row.ligne.fin_convention for row in self.rows if row.ligne.fin_convention)

    def first(self, fact: str) -> tuple[Any, Place] | None:
        """The first row that gives a fact, and where."""
        for row in self.rows:
            if (value := getattr(row.ligne, fact)) is not None:
                return value, row.at(fact)
        return None

    def effet(self, head: Programmation, rules: ProgrammationDuModele) -> tuple[date, str] | None:
        """The day when its contract takes effect, and why that day: settled by a row, or proposed."""
        given = self.first("effet")
        year = self.annees[0] if self.annees else None
        if given:
            return given[0], "donnée par la programmation"
        if self.fins and rules.prolongation:
            day = proposed(self.fins, rules.prolongation, year)
            return (day, "proposée au vu des échéances des conventions tripartites") if day else None
        if head.prise_d_effet and year:
            chosen = head.prise_d_effet
            return date(year, chosen.mois, chosen.jour), "jour de la programmation"
        return None


class Groupes(MadeAnew[Groupe]):
    """The groups of rows in their order; what names each is on the disk, and its rows are read again with it."""

    def __init__(self, rows: Rows, named: Iterable[_Named]) -> None:
        """Keep what names them, by the numbers of their rows.

        Raises:
            InputError: where there is no room for it.
        """
        self._rows, self._named = rows, Batches(named)
        self._gestionnaires: dict[int, str] = {}

    @property
    def facts(self) -> frozenset[str]:
        """Those that rows give."""
        return self._rows.facts

    def __len__(self) -> int:
        return len(self._named)

    def made(self, at: int) -> Groupe:
        """The one of this rank."""
        nom, gestionnaire, departement, numbers = self._named.made(at)
        known = self._gestionnaires.get(at, gestionnaire)
        return Groupe(nom, known, departement, tuple(map(self._rows.made, numbers)))

    def __setitem__(self, at: int, groupe: Groupe) -> None:
        """Keep the gestionnaire of a group, and its rows, as they have been corrected.

        Raises:
            InputError: where there is no room for them.
        """
        self._gestionnaires[at] = groupe.gestionnaire
        *_, numbers = self._named[at]
        for number, row in zip(numbers, groupe.rows, strict=True):
            self._rows[number] = row


_Named = tuple[str, str, str, "array[int]"]
"""The name of a contract, its gestionnaire, its first département, and the numbers of its rows."""


def groupes(rows: Rows, head: Programmation, library: Bibliotheque) -> Groupes:
    """The contracts of a programmation, in the order of its rows."""
    found: dict[tuple[str, str], array[int]] = {}
    for number, (row, who) in enumerate(zip(rows, identities(rows), strict=True)):
        code = row.ligne.departement or ""
        where = code if head.regroupement == "departement" else _region(library, code)
        found.setdefault((who, where), array("L")).append(number)
    return Groupes(rows, _named(rows, found, by_departement=head.regroupement == "departement"))


def _named(rows: Rows, found: Mapping[tuple[str, str], array[int]], *, by_departement: bool) -> Iterator[_Named]:
    taken: set[str] = set()
    last: dict[str, int] = {}  # by a name that several would have: each takes the next, and tries none again
    for (_, where), numbers in found.items():
        members = [rows[number].ligne for number in numbers]
        first = next((ligne.gestionnaire for ligne in members if ligne.gestionnaire), members[0].nom) or ""
        year = min((ligne.annee for ligne in members if ligne.annee), default=None)
        stem = f"{year or 'sans-annee'}/{_stem(where if by_departement else '', first)}"
        unique = stem
        while unique in taken:
            last[stem] = last.get(stem, 1) + 1
            unique = f"{stem}-{last[stem]}"
        taken.add(unique)
        yield unique, first, next((ligne.departement for ligne in members if ligne.departement), ""), numbers


def _region(library: Bibliotheque, code: str) -> str:
    """Where a contract of several départements is drawn up; rows whose département is unknown go with no others."""
    try:
        return authority(library, code).region
    except InputError:
        return code


def _stem(where: str, name: str) -> str:
    """The name of a file that every system takes, of whatever the table says."""
    letters = "-".join(filter(None, (plain(where)[:_LONGEST_CODE], plain(name)[:_LONGEST_NAME]))).replace(" ", "-")
    stem = letters.strip("-") or "gestionnaire"
    return f"contrat-{stem}" if is_device(stem) else stem

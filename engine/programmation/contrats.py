"""From the rows of a programmation to the descriptions of its contracts: who signs together, and what each says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from engine.by_identity import ByIdentity
from engine.errors import InputError, Path, Place
from engine.law.collectivites import authority
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.plan import ProgrammationDuModele
from engine.programmation.colonnes import plain
from engine.programmation.cosignataires import cosignataires
from engine.programmation.dates import proposed
from engine.programmation.descriptions import own_descriptions
from engine.programmation.en_yaml import in_yaml
from engine.programmation.gestionnaires import identities
from engine.programmation.lignes import Row
from engine.programmation.merging import Facts
from engine.programmation.projet import Projet, Sommaire
from engine.reading.yaml_strict import Source
from engine.writing.names import is_device
from models import chemins
from models.programmation import Programmation
from models.records import dataclass

_OF_A_HEAD: ByIdentity[Facts] = ByIdentity(256)
_LONGEST_CODE, _LONGEST_NAME = 10, 60


@dataclass(frozen=True, slots=True)
class Groupe:
    """The rows that make one contract: the establishments of one gestionnaire, in one département or in the region."""

    nom: str
    gestionnaire: str
    departement: str
    rows: tuple[Row, ...]

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
        found = ((getattr(row.ligne, fact), row.at(fact)) for row in self.rows)
        return next(((value, place) for value, place in found if value is not None), None)

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


def groupes(rows: Sequence[Row], head: Programmation, library: Bibliotheque) -> list[Groupe]:
    """The contracts of a programmation, in the order of its rows."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row, who in zip(rows, identities(rows), strict=True):
        code = row.ligne.departement or ""
        found.setdefault((who, code if head.regroupement == "departement" else _region(library, code)), []).append(row)
    taken: set[str] = set()
    made = []
    for (_, where), members in found.items():
        first = next((row.ligne.gestionnaire for row in members if row.ligne.gestionnaire), members[0].ligne.nom)
        year = min((row.ligne.annee for row in members if row.ligne.annee), default=None)
        stem = f"{year or 'sans-annee'}/{_stem(where if head.regroupement == 'departement' else '', first or '')}"
        unique = next(one for one in _numbered(stem) if one not in taken)
        taken.add(unique)
        codes = [row.ligne.departement for row in members if row.ligne.departement]
        made.append(Groupe(unique, first or "", next(iter(codes), ""), tuple(members)))
    return made


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


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def projet(groupe: Groupe, facts: Facts, folder: FilePath, *, written: bool = True) -> Projet:
    """The contract of a group: its description, `written` at once or when asked, and where its facts come from."""
    text = in_yaml(facts.data) if written else ""
    named = (facts.text(path) for path in (("charte",), ("collectivite", "logo"), ("gestionnaire", "logo")))
    dated = bool(facts.text(("signature", "date")) or facts.text(("effet",)))
    place = groupe.rows[0].place
    files, situated = tuple(filter(None, named)), _situated(facts, groupe.rows)
    return Projet(
        groupe.nom, text, str(folder), place, facts.places, files, dated,
        situes=situated, sommaire=groupe.sommaire, faits=facts.data,
    )  # fmt: skip


def _situated(facts: Facts, rows: Sequence[Row]) -> frozenset[Path]:
    """The numbers that come of rows whose département is known."""
    known = {row.at("finess") for row in rows if row.ligne.finess and row.ligne.departement}
    return frozenset(path for path, place in facts.places.items() if path[-1:] == ("finess",) and place in known)


def description(
    groupe: Groupe,
    head: Programmation,
    source: Source,
    folder: FilePath,
    rules: ProgrammationDuModele,
    library: Bibliotheque,
    *,
    listed: bool = True,
) -> Facts:
    """What the head, the rows and the descriptions that they name say of the contract of a group.

    Unless they are `listed`, the establishments of the rows are left out.

    Raises:
        InputError: where the description that a row names cannot be read.
    """
    code = groupe.departement
    facts = _OF_A_HEAD.of_all((head, source), code, lambda: _of_the_head(head, source, code)).copy()
    if given := groupe.first("departement"):
        facts.put(("departement",), *given)
    _of_the_gestionnaire(facts, groupe)
    if listed:
        _of_the_rows(facts, groupe, rules)
    day = groupe.effet(head, rules)
    if day and (groupe.first("effet") or not facts.has(("effet",))):
        facts.put(("effet",), day[0].isoformat(), groupe.rows[0].at("annee"))
    if rules.cosignataires.liste:
        cosignataires(
            facts, rules.cosignataires, groupe.departements, head, source, day[0] if day else None, library=library
        )
    for own in own_descriptions(groupe.rows, folder, head, library):
        facts.merge(own.data, (), own, matching={rules.liste: "finess"})
    return facts


def _of_the_head(head: Programmation, source: Source, departement: str) -> Facts:
    """What the head says of the contracts of a département."""
    facts = Facts()
    facts.put(("modele",), head.modele, source.place(("modele",)))
    facts.merge(head.commun, ("commun",), source)
    facts.merge(head.departements.get(departement, {}), ("departements", departement), source)
    facts.put(("modele",), head.modele, source.place(("modele",)))  # whatever they say
    return facts


GESTIONNAIRE: Mapping[str, str] = {
    "gestionnaire": "raison_sociale", "statut": "statut", "forme": "forme", "siren": "siren",
    "finess_juridique": "finess",
}  # fmt: skip


def _of_the_gestionnaire(facts: Facts, groupe: Groupe) -> None:
    for fact, key in GESTIONNAIRE.items():
        if found := groupe.first(fact):
            facts.put(("gestionnaire", key), *found)


def _of_the_rows(facts: Facts, groupe: Groupe, rules: ProgrammationDuModele) -> None:
    """An item of the list for each row, and a convention for each that has one."""
    facts.merge({rules.liste: []} if rules.liste else {}, (), None)
    for at, row in enumerate(groupe.rows):
        for column, value in rules.constantes.items():
            facts.put((rules.liste, at, column), value, row.place)
        for fact, column in rules.colonnes.items():
            if (value := getattr(row.ligne, fact)) is not None:
                facts.put((rules.liste, at, column), value, row.at(fact))
    conventions = rules.conventions
    ending = [row for row in groupe.rows if row.ligne.fin_convention or row.ligne.date_convention]
    if not conventions.liste:
        return
    if conventions.existantes and not facts.has(chemins.lire(conventions.existantes)):
        facts.put(chemins.lire(conventions.existantes), bool(ending), groupe.rows[0].at("fin_convention"))
    path = chemins.lire(conventions.liste)
    for at, row in enumerate(ending):
        for column, fact in (
            (conventions.etablissement, "nom"),
            (conventions.date, "date_convention"),
            (conventions.fin, "fin_convention"),
        ):
            if column and (value := getattr(row.ligne, fact)):
                facts.put((*path, at, column), value, row.at(fact))

"""From the rows of a programmation to the descriptions of its contracts: what each says, and where that comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath

from engine.by_identity import ByIdentity
from engine.errors import Path, Place
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.plan import ProgrammationDuModele
from engine.programmation.cosignataires import cosignataires
from engine.programmation.descriptions import own_descriptions
from engine.programmation.en_yaml import in_yaml
from engine.programmation.groupes import Groupe
from engine.programmation.merging import Facts
from engine.programmation.projet import Projet
from engine.programmation.rows import Row
from engine.reading.yaml_strict import Source
from models import chemins
from models.programmation import Programmation

_OF_A_HEAD: ByIdentity[Facts] = ByIdentity(256)


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
    said = {key: found for fact, key in GESTIONNAIRE.items() if (found := groupe.first(fact))}
    facts.put_in(("gestionnaire",), said)


def _of_the_rows(facts: Facts, groupe: Groupe, rules: ProgrammationDuModele) -> None:
    """An item of the list for each row, and a convention for each that has one."""
    facts.merge({rules.liste: []} if rules.liste else {}, (), None)
    for at, row in enumerate(groupe.rows):
        said: dict[str, tuple[object, Place]] = {key: (value, row.place) for key, value in rules.constantes.items()}
        for fact, column in rules.colonnes.items():
            if (value := getattr(row.ligne, fact)) is not None:
                said[column] = value, row.at(fact)
        facts.put_in((rules.liste, at), said)
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

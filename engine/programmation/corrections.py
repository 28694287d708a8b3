"""The rows of a programmation as its contracts say them: corrected by the descriptions that they name, once for all.

Whatever counts, audits, reports or programmes establishments reads the same rows, and so says the same figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from engine import french
from engine.errors import Finding, InputError, Path, Place, Severity
from engine.libraries.bibliotheque import Bibliotheque
from engine.libraries.plan import ProgrammationDuModele
from engine.programmation.contrats import GESTIONNAIRE, description
from engine.programmation.groupes import Groupe, Groupes
from engine.programmation.merging import Facts
from engine.programmation.rows import UNNAMED, Row
from engine.reading.yaml_strict import Source
from models.fiches.faults import UnreadError
from models.fiches.groupe import altered, read_as
from models.programmation import Ligne, Programmation

Said = tuple[str, Path]
"""A fact of a row, and where the description of its contract says it."""


def correct(
    groupes: Groupes,
    head: Programmation,
    source: Source,
    folder: FilePath,
    rules: ProgrammationDuModele,
    library: Bibliotheque,
) -> list[Finding]:
    """Correct the rows of every contract, where they are kept; what is to be known of it.

    A contract whose description cannot be read is told where it is drafted.
    """
    dated = any("effet" in facts for facts in (head.commun, *head.departements.values()))
    if not dated and "description" not in groupes.facts:
        return []
    findings: list[Finding] = []
    for at, groupe in enumerate(groupes):
        if not dated and not any(row.ligne.description for row in groupe.rows):
            continue
        try:
            facts = description(groupe, head, source, folder, rules, library)
        except InputError:
            continue
        groupes[at], told = _of_a_contract(groupe, facts, rules)
        findings += told
        findings += _added(groupe, facts, rules)
    return findings


def _of_a_contract(groupe: Groupe, facts: Facts, rules: ProgrammationDuModele) -> tuple[Groupe, list[Finding]]:
    whole: list[Said] = [(fact, ("gestionnaire", key)) for fact, key in GESTIONNAIRE.items()]
    whole.append(("effet", ("effet",)))
    rows: list[Row] = []
    findings: list[Finding] = []
    told: set[Path] = set()
    for at, row in enumerate(groupe.rows):
        own: list[Said] = [(fact, (rules.liste, at, column)) for fact, column in rules.colonnes.items()]
        row_, changes = _of_a_row(row, facts, [*own, *whole], groupe)
        rows.append(row_)
        findings += [_told(row, row_, fact, path, facts) for fact, path in changes if path not in told]
        told |= {path for _, path in changes}
    name = next((row.ligne.gestionnaire for row in rows if row.ligne.gestionnaire), groupe.gestionnaire)
    return replace(groupe, rows=tuple(rows), gestionnaire=name), findings


def _of_a_row(row: Row, facts: Facts, saids: Sequence[Said], groupe: Groupe) -> tuple[Row, list[Said]]:
    """The row as its contract says it, and which of the facts that it gave are now others."""
    ligne, places, changes = row.ligne, dict(row.places), []
    for fact, path in saids:
        value = _typed(type(row.ligne), fact, facts.text(path))
        before = getattr(row.ligne, fact)
        if value is None or value == before or _proposed(fact, facts, path, groupe):
            continue
        ligne = altered(ligne, {fact: value})
        places[fact] = facts.places.get(path, row.place)
        if before is not None:
            changes.append((fact, path))
    return Row(ligne, row.place, places), changes


def _proposed(fact: str, facts: Facts, path: Path, groupe: Groupe) -> bool:
    """Whether a day is one that the programmation proposes, and that nobody has given."""
    return fact == "effet" and facts.places.get(path) == groupe.rows[0].at("annee")


def _typed(kind: type[Ligne], fact: str, text: str) -> Any:
    """A fact as rows have it; None where none is given, or where it cannot be read, which its contract tells."""
    try:
        return getattr(read_as(kind, {fact: text}), fact) if text else None
    except UnreadError:
        return None


def _told(before: Row, after: Row, fact: str, path: Path, facts: Facts) -> Finding:
    label = french.capitalise(before.ligne.libelle(fact))
    where = facts.places.get(path, Place(""))
    named = after.ligne.nom or after.ligne.finess or ""
    old, new = (_written(getattr(row.ligne, fact)) for row in (before, after))
    message = f"{label} de « {named} » : « {old} » ici, « {new} » dans la description du contrat ({where})."
    hint = "La description l'emporte : c'est elle que suivent l'arrêté, les contrats et les totaux."
    return Finding("fichier-corrige-tableau", message, Severity.INFORMATION, hint, place=before.at(fact))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return french.date_in_french(value) if isinstance(value, date) else str(value)


def _added(groupe: Groupe, facts: Facts, rules: ProgrammationDuModele) -> Iterator[Finding]:
    """Establishments of the same kind that a description adds to those of its rows: no arrêté programmes them."""
    for at, item in enumerate(facts.at((rules.liste,)) or ()):
        alike = isinstance(item, dict) and all(item.get(key, value) == value for key, value in rules.constantes.items())
        if at >= len(groupe.rows) and alike:
            name = item.get("nom") or item.get("finess") or UNNAMED
            message = f"« {name} » est dans le contrat de « {groupe.appele} », et n'a pas de ligne."
            hint = "Ajoutez sa ligne à la programmation, ou corrigez le numéro FINESS qui devait retrouver la sienne."
            place = next((facts.places[path] for path in facts.places if path[:2] == (rules.liste, at)), None)
            yield Finding("etablissement-sans-ligne", message, Severity.WARNING, hint, place=place)

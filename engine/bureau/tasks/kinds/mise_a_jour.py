"""What a later table of a programmation changes: told in a report, of which an officer takes what is to be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from engine.bureau.libraries import current, library
from engine.bureau.programmations.changes import changes, gone, read
from engine.bureau.programmations.reading import read_apart
from engine.bureau.programmations.said import Known, known
from engine.bureau.programmations.sources import sources
from engine.bureau.storage.connect import reading
from engine.bureau.tasks.kinds.programmation import name_it, wrong
from engine.bureau.tasks.kinds.reporting import kept_report
from engine.bureau.tasks.task import RefusedError, Task


def run(task: Task) -> None:
    """Compare; nothing is changed in any dossier.

    Raises:
        RefusedError: where there is no contract to be read in the programmation.
    """
    task.say("Lecture de la programmation et de son tableau.")
    with reading(task.base) as db:
        files, theirs = sources(db, task.programmation), known(db, task.programmation)
    found = read_apart(files, current(task.base, task.settings)[1])
    if not found["contrats"]:
        raise RefusedError("\n".join(wrong(found["constats"])) or "La programmation n’a aucun contrat.")
    name_it(task, found["titre"])
    pairs, new = matched(theirs, found["contrats"])
    changed = []
    for rank, (dossier, contract) in enumerate(pairs):
        task.say(f"Comparaison de {contract['titre']}.", rank, len(pairs))
        if told := _changed(task, dossier, contract):
            changed.append(told)
    seen = {dossier.dossier for dossier, _ in pairs}
    report = {
        "nouveaux": [{"nom": one["nom"], "titre": one["titre"]} for one in new if one["description"]],
        "refuses": [
            {"titre": one["titre"], "constats": one["constats"]} for one in found["contrats"] if not one["description"]
        ],
        "disparus": [{"dossier": one.dossier, "titre": one.titre} for one in theirs if one.dossier not in seen],
        "changes": changed,
        "constats": found["constats"],
    }
    task.lead_to(kept_report(task, "changements", report), "Voir ce qui change")
    task.say(f"Contrats nouveaux : {len(report['nouveaux'])} ; contrats changés : {len(changed)}.")


def matched(
    theirs: Sequence[Known], contracts: Sequence[Mapping[str, Any]]
) -> tuple[list[tuple[Known, Mapping[str, Any]]], list[Mapping[str, Any]]]:
    """The contracts of dossiers, and those that have none: found by their name, or else by their establishments.

    A contract that goes to another year has another name, and the same establishments.
    """
    by_name = {one.contrat: one for one in theirs}
    pairs = [(by_name[one["nom"]], one) for one in contracts if one["nom"] in by_name]
    taken = {dossier.dossier for dossier, _ in pairs}
    by_number = {number: one for one in theirs if one.dossier not in taken for number in _numbers(read(one.dit))}
    new = []
    for one in contracts:
        if one["nom"] in by_name:
            continue
        found = next((by_number[number] for number in one["etablissements"] if number in by_number), None)
        if found is None or found.dossier in taken:
            new.append(one)
        else:
            taken.add(found.dossier)
            pairs.append((found, one))
    return pairs, new


def _numbers(data: Any) -> set[str]:
    items = [item for value in data.values() if isinstance(value, list) for item in value if isinstance(item, dict)]
    return {str(item["finess"]) for item in items if item.get("finess")}


def _changed(task: Task, dossier: Known, contract: Mapping[str, Any]) -> dict[str, Any] | None:
    if not contract["description"]:
        return None
    labels = {
        one.chemin: one.libelle for one in library(task.base, dossier.bibliotheque).modele(dossier.modele).questions
    }
    before, new = read(dossier.dit), read(contract["description"])
    found, lost = changes(before, new, read(dossier.actuel), labels), gone(before, new)
    if not found and not lost:
        return None
    return {
        "dossier": dossier.dossier,
        "nom": contract["nom"],
        "titre": dossier.titre,
        "faits": [asdict(one) for one in found],
        "retires": lost,
    }

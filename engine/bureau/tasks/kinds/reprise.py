"""What an officer takes of a later table: new contracts opened, facts written in the dossiers as new states."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

import cpom
from engine.bureau.libraries import current
from engine.bureau.opening import opened
from engine.bureau.programmations.changes import facts, places, read
from engine.bureau.programmations.reading import read_apart
from engine.bureau.programmations.reports import report
from engine.bureau.programmations.said import keep
from engine.bureau.programmations.sources import sources
from engine.bureau.states.journal import CrowdedError, Next, State, appended
from engine.bureau.states.situations import SITUATIONS, HeldError
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from engine.bureau.tasks.kinds.programmation import NATURE, make
from engine.bureau.tasks.kinds.reporting import kept_report
from engine.bureau.tasks.task import Task


def run(task: Task) -> None:
    """Take what `nouveaux` (names of contracts) and `faits` (paths, by dossier) name of the `rapport` of changes."""
    task.say("Lecture de la programmation et de son tableau.")
    with reading(task.base) as db:
        told, files = report(db, task.programmation, task.arguments["rapport"]), sources(db, task.programmation)
    found = read_apart(files, current(task.base, task.settings)[1])
    new = set(task.arguments["nouveaux"])
    made = make(task, [one for one in found["contrats"] if one["nom"] in new], files)
    texts = {one["nom"]: one["description"] for one in found["contrats"]}
    lines = []
    for rank, one in enumerate(told["changes"]):
        task.say(f"{one['titre']}.", rank, len(told["changes"]))
        wanted = task.arguments["faits"].get(one["dossier"], [])
        lines.append({"dossier": one["dossier"], "titre": one["titre"], **_taken(task, one, set(wanted))})
        if texts.get(one["nom"]):
            _said(task, one, texts[one["nom"]])
    result = {**made, "repris": [one for one in lines if one["faits"] or one["laisses"]]}
    task.lead_to(kept_report(task, "reprise", result), "Voir le compte rendu")
    count = sum(len(one["faits"]) for one in lines)
    task.say(f"Faits repris : {count} ; dossiers ouverts : {len(made['crees'])}.")


def _taken(task: Task, one: Mapping[str, Any], wanted: Collection[str]) -> dict[str, Any]:
    """The paths of the facts that were written, and those that were not, with why."""
    asked = [fact for fact in one["faits"] if fact["chemin"] in wanted]
    left: dict[str, str] = {}
    done: list[str] = []
    if not asked:
        return {"faits": [], "laisses": {}}
    with reading(task.base) as db:
        row = db.execute(select(dossiers).where(dossiers.c.id == one["dossier"])).mappings().one()

    def write(last: State) -> Next | None:
        left.clear()
        fresh = _fresh(last.texte, asked, left)
        done[:] = [fact["chemin"] for fact in fresh]
        if not fresh:
            return None
        changed = opened(task.base, row, last.texte, date.today()).avec({one["chemin"]: one["apres"] for one in fresh})
        said = [{name: fact[name] for name in ("chemin", "avant", "apres")} for fact in fresh]
        return Next(changed, NATURE, said, "La programmation a changé.")

    try:
        appended(task.base, one["dossier"], write, task.demandeur)
    except HeldError as held:
        return {"faits": [], "laisses": dict.fromkeys(wanted, f"le dossier est {SITUATIONS[held.situation]}")}
    except CrowdedError:
        return {"faits": [], "laisses": dict.fromkeys(wanted, "trop de personnes écrivaient au même moment")}
    except (cpom.Erreur, ValueError) as error:
        return {"faits": [], "laisses": dict.fromkeys(wanted, str(error))}
    return {"faits": done, "laisses": left}


def _fresh(text: str, asked: Sequence[Mapping[str, str]], left: dict[str, str]) -> list[Mapping[str, str]]:
    """Those that the dossier says as it did when they were told; the others are left, and it is said."""
    data = read(text)
    has = dict(facts(data))
    by_words = dict(zip(places(data, [*has]).values(), has.values(), strict=True))
    fresh = []
    for fact in asked:
        now = by_words.get(fact["chemin"], "")
        if now == fact["actuel"]:
            fresh.append(fact)
        elif now != fact["apres"]:
            left[fact["chemin"]] = f"il a changé entre-temps (« {now} »)"
    return fresh


def _said(task: Task, one: Mapping[str, Any], text: str) -> None:
    """What the programmation says from now on, and the name of the contract there: it may have gone to another year."""
    named = update(dossiers).where(dossiers.c.id == one["dossier"]).values(contrat=one["nom"])
    task.write(lambda db: keep(db, {one["dossier"]: text}, task.demandeur.nom))
    with suppress(IntegrityError):  # the name of another dossier until now: this one keeps its own until the next table
        task.write(lambda db: db.execute(named))

"""The contracts of a programmation made dossiers, one after the other; where it was cut short, the rest is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

import cpom
from engine.bureau.dossiers.creating import New, created
from engine.bureau.libraries import current
from engine.bureau.programmations.reading import read_apart, told
from engine.bureau.programmations.sources import sources
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers, programmations
from engine.bureau.tasks.kinds.reporting import kept_report
from engine.bureau.tasks.task import RefusedError, Task

NATURE = "programmation"
"""The nature of the states that a programmation makes."""


def run(task: Task) -> None:
    """Make a dossier of each contract that has none yet, and a report of what was refused.

    Raises:
        RefusedError: where there is no contract to be read in it.
    """
    task.say("Lecture de la programmation et de son tableau.")
    with reading(task.base) as db:
        files = sources(db, task.programmation)
    read = read_apart(files, current(task.base, task.settings)[1])
    name_it(task, read["titre"])
    if not read["contrats"]:
        raise RefusedError("\n".join(wrong(read["constats"])) or "La programmation n’a aucun contrat.")
    made = make(task, read["contrats"], files)
    task.lead_to(kept_report(task, "import", {**made, "constats": read["constats"]}), "Voir le compte rendu")
    task.say(f"Dossiers ouverts : {len(made['crees'])} ; contrats refusés : {len(made['refuses'])}.")


def make(task: Task, contracts: Sequence[Mapping[str, Any]], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Make the dossiers of contracts: `crees` (title, dossier), `deja` how many there were, `refuses` and why."""
    known = dossiers_of(task)
    crees, refuses, deja = [], [], 0
    for rank, one in enumerate(contracts):
        task.say(f"Ouverture du dossier de {one['titre']}.", rank, len(contracts))
        if one["nom"] in known:
            deja += 1
        elif not one["description"]:
            refuses.append({"titre": one["titre"], "constats": one["constats"]})
        else:
            try:
                crees.append({"titre": one["titre"], "dossier": _made(task, one, files), "constats": one["constats"]})
            except cpom.Erreur as error:
                refuses.append({"titre": one["titre"], "constats": [told(why) for why in error.constats]})
            except IntegrityError:  # another import made it meanwhile
                deja += 1
    return {"crees": crees, "refuses": refuses, "deja": deja}


def _made(task: Task, one: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    named = [(name, files[name]) for name in one["fichiers"] if name in files]
    new = New(
        one["titre"][:200], one["description"], NATURE, programmation=task.programmation, contrat=one["nom"][:200],
        nommes=named,
    )  # fmt: skip
    return created(task.base, task.settings, new, task.demandeur, date.today())


def dossiers_of(task: Task) -> dict[str, str]:
    """The dossiers of a programmation, by the names of their contracts there."""
    asked = select(dossiers.c.contrat, dossiers.c.id).where(dossiers.c.programmation == task.programmation)
    with reading(task.base) as db:
        return {row.contrat: row.id for row in db.execute(asked)}


def name_it(task: Task, title: str) -> None:
    """Call the programmation what its head calls it."""
    named = update(programmations).where(programmations.c.id == task.programmation).values(titre=title[:200])
    task.write(lambda db: db.execute(named))


def wrong(found: Sequence[Mapping[str, str]]) -> list[str]:
    """The errors among findings, one a line."""
    return [
        " ".join(filter(None, (f"{one['place']} :" if one["place"] else "", one["message"], one["conseil"])))
        for one in found
        if one["gravite"] == "erreur"
    ]

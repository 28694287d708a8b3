"""A task as whoever does it sees it: what was asked, by whom, how to tell how far it is, where its results go."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from engine.bureau.access.rights import Visitor
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import new_id, writing
from engine.bureau.storage.tables import fichiers, taches

EN_COURS = "en_cours"
_PAUSE = 0.5
"""Seconds between two words of progress: a batch of hundreds does not write hundreds of times."""


class RefusedError(Exception):
    """Why a task cannot be done, in French, for whoever asked for it: nothing of it is tried again."""


class LostError(Exception):
    """Somebody else holds this task, or it was stopped: whoever goes on writes nothing."""


@dataclass(slots=True)
class Task:
    """A task that is being done; `demandeur` is who asked for it, whose name its results have.

    `porteur` is who does it: what is written without holding it any more is undone (`LostError`).
    """

    id: str
    genre: str
    dossier: str
    programmation: str
    arguments: dict[str, Any]
    demandeur: Visitor
    porteur: str
    base: Engine
    settings: Settings
    avancement: dict[str, Any] = field(default_factory=dict)
    _said: float = 0.0

    @property
    def is_for_a_guest(self) -> bool:
        """Whether somebody who was invited asked for it, and no account."""
        return self.demandeur.par.startswith("invitation:")

    def say(self, message: str, fait: int | None = None, sur: int | None = None) -> None:
        """Tell how far it is: some words, and how many are done of how many. Two in the same instant tell the last."""
        self.avancement |= {"message": message, "fait": fait, "sur": sur}
        if time.monotonic() - self._said < _PAUSE and fait != sur:
            return
        with writing(self.base) as db:
            self._written(db)
        self._said = time.monotonic()

    def keep(self, nom: str, contenu: bytes, nature: str = "document", etat: int | None = None) -> str:
        """Keep a result, and name it on the page of the task; its id.

        Raises:
            LostError: where this task is somebody else's now.
        """
        with writing(self.base) as db:
            name = kept(db, self, nom, contenu, nature, etat)
            self.avancement["fichiers"] = [*self.avancement.get("fichiers", ()), name]
            self._written(db)
        return name

    def lead_to(self, adresse: str, libelle: str) -> None:
        """Name a page that shows what came of it."""
        self.avancement |= {"vers": adresse, "libelle": libelle}
        with writing(self.base) as db:
            self._written(db)

    def write(self, work: Callable[[Connection], object]) -> None:
        """Do some work in a transaction that holds only while this task is ours.

        Raises:
            LostError: where it is not any more; nothing was written.
        """
        with writing(self.base) as db:
            self._written(db)
            work(db)

    def _written(self, db: Connection) -> None:
        held = taches.c.id == self.id, taches.c.situation == EN_COURS, taches.c.prise_par == self.porteur
        if db.execute(update(taches).where(*held).values(avancement=self.avancement)).rowcount != 1:
            raise LostError(self.id)


def kept(db: Connection, task: Task, nom: str, contenu: bytes, nature: str, etat: int | None = None) -> str:
    """A file of the dossier or of the programmation of a task; its id."""
    name = new_id()
    db.execute(
        insert(fichiers).values(
            id=name,
            dossier=task.dossier or None,
            programmation=task.programmation or None,
            nom=nom,
            nature=nature,
            etat=etat,
            contenu=contenu,
            sha256=hashlib.sha256(contenu).hexdigest(),
            qui=task.demandeur.nom,
        )
    )
    return name


def task_of(base: Engine, settings: Settings, name: str, porteur: str) -> Task:
    """A task that somebody took.

    Raises:
        LostError: where they do not hold it any more.
    """
    asked = select(taches).where(taches.c.id == name, taches.c.prise_par == porteur, taches.c.situation == EN_COURS)
    with base.connect() as db:
        row = db.execute(asked).mappings().first()
    if row is None:
        raise LostError(name)
    return Task(
        name,
        row["genre"],
        row["dossier"] or "",
        row["programmation"] or "",
        dict(row["arguments"]),
        Visitor(nom=row["demandee_par"], par=row["par"], dossier=row["dossier"] or ""),
        porteur,
        base,
        settings,
        {name: value for name, value in row["avancement"].items() if name not in ("fichiers", "vers", "libelle")},
    )

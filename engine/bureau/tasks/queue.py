"""The tasks that wait: asked for, taken by one server among several, given back where whoever did them died.

Whoever takes a task holds it for a while (`LEASE`), and says again and again that it is being done. A task that nobody
speaks of any more is taken again: its server, its machine or its process died.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, and_, insert, or_, select, update

from engine.bureau.access.rights import Visitor
from engine.bureau.storage.connect import new_id, reading, writing
from engine.bureau.storage.tables import now, taches
from engine.bureau.tasks.task import EN_COURS

ATTENTE, FAITE, ECHOUEE = "attente", "faite", "echouee"
LEASE = timedelta(seconds=30)
MOST = 3
"""How many times a task whose process died is taken; the same one would die again."""

DIED = (
    "La tâche s’est interrompue trois fois de suite : la mémoire du serveur est peut-être insuffisante. "
    "Rien n’en a été gardé de faux ; recommencez, ou signalez-le à qui administre le bureau."
)


def asked(
    db: Connection, genre: str, visitor: Visitor, *, dossier: str = "", programmation: str = "", **arguments: Any
) -> str:
    """Ask for a task, about a dossier, a programmation or neither: its id, whose page is /taches/ID.

    `arguments` go to whoever does it, as JSON; the right to ask was checked by the page.
    """
    name = new_id()
    db.execute(
        insert(taches).values(
            id=name,
            genre=genre,
            dossier=dossier or None,
            programmation=programmation or None,
            arguments=arguments,
            demandee_par=visitor.nom,
            par=visitor.par,
        )
    )
    return name


def lately(db: Connection, genre: str, dossier: str, visitor: Visitor) -> Sequence[RowMapping]:
    """The last tasks of a dossier that are worth following: a guest's own, else those that gave nothing yet."""
    asked_for = select(taches).where(taches.c.genre == genre, taches.c.dossier == dossier)
    followed = taches.c.par == visitor.par if visitor.is_guest else taches.c.situation.in_((ATTENTE, EN_COURS))
    return db.execute(asked_for.where(followed).order_by(taches.c.demandee_le.desc()).limit(10)).mappings().all()


def taken(base: Engine, genres: Collection[str], porteur: str) -> str | None:
    """Take the oldest task of these kinds that nobody does: its id, or None."""
    free = or_(taches.c.situation == ATTENTE, and_(taches.c.situation == EN_COURS, taches.c.bail < now()))
    oldest = select(taches.c.id, taches.c.essais, taches.c.situation).where(free, taches.c.genre.in_(genres))
    with reading(base) as db:
        found = db.execute(oldest.order_by(taches.c.demandee_le).limit(5)).all()
    for name, tries, situation in found:
        as_seen = and_(taches.c.id == name, taches.c.essais == tries, taches.c.situation == situation, free)
        with writing(base) as db:
            if situation == EN_COURS and tries >= MOST:
                _ended(db, as_seen, ECHOUEE, DIED)
            elif _updated(
                db, as_seen, situation=EN_COURS, prise_par=porteur, bail=now() + LEASE, essais=tries + 1, message=""
            ):
                return str(name)
    return None


def renewed(base: Engine, name: str, porteur: str) -> bool:
    """Say that a task is still being done; False where it is not theirs any more: stopped, or taken by another."""
    with writing(base) as db:
        return _updated(db, _held(name, porteur), bail=now() + LEASE)


def given_back(base: Engine, name: str, porteur: str, *, died: bool) -> None:
    """Give a task back: its process died, or else the server stops, which is no fault of the task.

    One that ended meanwhile stays as it is.
    """
    with writing(base) as db:
        held = _held(name, porteur)
        if not died:
            _updated(db, held, situation=ATTENTE, bail=None, essais=taches.c.essais - 1)
        elif not _ended(db, and_(held, taches.c.essais >= MOST), ECHOUEE, DIED):
            _updated(db, held, situation=ATTENTE, bail=None)


def finished(base: Engine, name: str, porteur: str, message: str = "") -> bool:
    """Say that a task is done; False where it was not theirs any more."""
    with writing(base) as db:
        return _ended(db, _held(name, porteur), FAITE, message)


def failed(base: Engine, name: str, porteur: str, why: str) -> bool:
    """Say that a task cannot be done, and why; False where it was not theirs any more."""
    with writing(base) as db:
        return _ended(db, _held(name, porteur), ECHOUEE, why)


def stopped(db: Connection, name: str, who: str) -> bool:
    """Stop a task that waits or that is being done: whoever does it sees it within seconds, and writes nothing more."""
    going = and_(taches.c.id == name, taches.c.situation.in_((ATTENTE, EN_COURS)))
    return _ended(db, going, ECHOUEE, f"Arrêtée par {who}.")


def _held(name: str, porteur: str) -> ColumnElement[bool]:
    return and_(taches.c.id == name, taches.c.situation == EN_COURS, taches.c.prise_par == porteur)


def _ended(db: Connection, which: ColumnElement[bool], situation: str, message: str) -> bool:
    return _updated(db, which, situation=situation, message=message, bail=None, finie_le=now())


def _updated(db: Connection, which: ColumnElement[bool], **values: Any) -> bool:
    return db.execute(update(taches).where(which).values(**values)).rowcount == 1

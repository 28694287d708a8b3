"""Where the answer that a request is about is now, and who has changed it since: items of lists move."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from sqlalchemy import Connection, select

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.demandes.requests import Request, requests
from engine.bureau.opening import opened
from engine.bureau.states.journal import State, history
from engine.bureau.states.moved import Read, moved
from engine.bureau.storage.tables import dossiers


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the answer that a request is about, since it was asked: which state, by whom, when, what it said."""

    numero: int
    qui: str
    quand: datetime
    avant: str
    apres: str


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the fact of a request is now (None: its item is gone), and the changes of its answer, the first first."""

    chemin: str | None
    changements: tuple[Change, ...] = ()


def followed(db: Connection, dossier: str, asked: Iterable[Request]) -> Mapping[str, Followed]:
    """By request about a fact, where this went since it was asked, and who changed its answer."""
    about = [one for one in asked if one.chemin]
    if not about:
        return {}
    states = history(db, dossier, min(one.etat for one in about) - 1)
    read = _reader(db, dossier)
    return {one.id: _followed(one, [state for state in states if state.numero >= one.etat], read) for one in about}


def open_requests(db: Connection, dossier: str, visitor: Visitor) -> Mapping[str, Sequence[Request]]:
    """The requests that are still to be closed, by the path of the fact that each is about now; others have none."""
    waiting = requests(db, dossier, visitor, only_open=True)
    where = followed(db, dossier, waiting)
    found: dict[str, list[Request]] = {}
    for one in waiting:
        if (here := where.get(one.id)) and here.chemin:
            found.setdefault(here.chemin, []).append(one)
    return found


def _followed(one: Request, states: Sequence[State], read: Read) -> Followed:
    path: str | None = one.chemin
    changes: list[Change] = []
    for before, state in pairwise(states):
        if path is None:
            break
        changes += (
            Change(state.numero, state.qui, state.quand, str(each.get("avant") or ""), str(each.get("apres") or ""))
            for each in state.changements
            if each.get("chemin") == path
        )
        if "[" in path:
            path = moved(path, before, [state], read).chemin
    return Followed(path, tuple(changes))


def _reader(db: Connection, dossier: str) -> Read:
    row = db.execute(select(dossiers).where(dossiers.c.id == dossier)).mappings().one()
    return lambda text: cpom.reponses(opened(db.engine, row, text, date.today()))

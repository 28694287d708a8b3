"""The states of a description: whole texts that never change, each chained to the one before it by its hash.

A writer reads the last state, works outside any transaction, then adds the next one: where somebody else was first, the
number is taken, and the work is done again from there (`appended`).
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update
from sqlalchemy.exc import IntegrityError

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.states.situations import HeldError, open_to
from engine.bureau.states.summed import resume_of, summed
from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import dossiers, etats, now

ATTEMPTS = 40
"""How many times a writer starts again from what others wrote in between."""
_PAUSE, _LONGEST_PAUSE = 0.01, 0.1
"""Seconds: a writer whom others got ahead of waits for a random while before the next attempt, longer each time."""
_AT_ONCE = 50
"""How many states are read at once where all of them are."""


@dataclass(frozen=True, slots=True)
class State:
    """A state of a description: its text, who made it, when, by what, and what changed from the one before.

    `changements` are dictionaries: {"chemin", "avant", "apres"} for a fact, {"operation": "ajouter" | "retirer" |
    "deplacer", "liste", "rang", "vers"} for a list (ranks from 1), {"tout": true} where a whole text came in.
    """

    dossier: str
    numero: int
    texte: str
    quand: datetime
    qui: str
    par: str
    nature: str
    motif: str
    changements: tuple[dict[str, Any], ...]
    precedente: str
    empreinte: str


@dataclass(frozen=True, slots=True)
class Next:
    """What a writer makes of the last state: the description, read, and what is said of the change.

    What the tables tell of it (`resume`) is worked out as it is made: before the transaction that writes it.
    """

    lu: cpom.Dossier
    nature: str
    changements: Sequence[dict[str, Any]]
    motif: str = ""
    resume: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what is told of it."""
        object.__setattr__(self, "resume", resume_of(self.lu))

    @property
    def texte(self) -> str:
        """The text of the description."""
        return self.lu.yaml()


class CrowdedError(Exception):
    """Too many people write in one dossier at once: nothing was written."""


def first(db: Connection, dossier: str, made: Next, visitor: Visitor) -> State:
    """The first state of a dossier that was just made, in the transaction that makes it."""
    return _insert(db, dossier, None, made, visitor)


def appended(base: Engine, dossier: str, make: Callable[[State], Next | None], visitor: Visitor) -> State:
    """The last state, after what `make` adds to it (None: nothing). It is called again where somebody else was first.

    Raises:
        CrowdedError: where others were first each time.
        HeldError: where the situation of the dossier lets this visitor change nothing.
        LookupError: where the dossier has no state.
    """
    for attempt in range(ATTEMPTS):
        if attempt > 1:
            time.sleep(random.uniform(0, min(_PAUSE * attempt, _LONGEST_PAUSE)))  # noqa: S311 - nothing secret
        with reading(base) as db:
            last = state(db, dossier)
        made = make(last)
        if made is None or made.texte == last.texte:
            return last
        try:
            with writing(base) as db:
                return _insert(db, dossier, last, made, visitor)
        except IntegrityError:
            continue
    raise CrowdedError


def state(db: Connection, dossier: str, numero: int | None = None) -> State:
    """A state by its number, or the last one.

    Raises:
        LookupError: where there is none.
    """
    asked = select(etats).where(etats.c.dossier == dossier)
    asked = asked.order_by(etats.c.numero.desc()).limit(1) if numero is None else asked.where(etats.c.numero == numero)
    if (row := db.execute(asked).mappings().first()) is None:
        raise LookupError(f"{dossier}, {numero}")
    return _state(row)


def history(db: Connection, dossier: str, after: int = 0) -> list[State]:
    """The states after a number, the first one first."""
    asked = select(etats).where(etats.c.dossier == dossier, etats.c.numero > after).order_by(etats.c.numero)
    return [_state(row) for row in db.execute(asked).mappings()]


def read_through(db: Connection, dossier: str) -> Iterator[State]:
    """Every state, the first one first, a few at a time: a dossier may have thousands."""
    after = 0
    while True:
        asked = select(etats).where(etats.c.dossier == dossier, etats.c.numero > after)
        rows = db.execute(asked.order_by(etats.c.numero).limit(_AT_ONCE)).mappings().all()
        yield from map(_state, rows)
        if len(rows) < _AT_ONCE:
            return
        after = rows[-1]["numero"]


def first_broken(states: Iterable[State], last: int) -> int | None:
    """The number of the first state that is not the one that was written, or that is missing; None: all are whole.

    `last` is the number of the last one that was written: those that were taken from the end are missing too.
    """
    before, at = "", 0
    for at, one in enumerate(states, start=1):
        if one.numero != at or one.precedente != before or one.empreinte != _hash(one):
            return at
        before = one.empreinte
    return None if at == last else at + 1


def is_whole(states: Sequence[State]) -> bool:
    """Whether the states, from the first one, are those that were written: nothing changed, none missing between."""
    return first_broken(states, len(states)) is None


def _insert(db: Connection, dossier: str, last: State | None, made: Next, visitor: Visitor) -> State:
    numero, before = (last.numero + 1, last.empreinte) if last else (1, "")
    new = State(
        dossier, numero, made.texte, now().replace(microsecond=0), visitor.nom, visitor.par, made.nature, made.motif,
        tuple(made.changements), before, "",
    )  # fmt: skip
    hashed = _hash(new)
    values = {name: getattr(new, name) for name in State.__slots__} | {
        "changements": list(new.changements),
        "empreinte": hashed,
    }
    db.execute(insert(etats).values(**values))
    summed(db, dossier, made.resume)
    told = {"dernier_etat": numero, "modifie_le": new.quand}
    held = update(dossiers).where(dossiers.c.id == dossier, dossiers.c.situation.in_(open_to(visitor)))
    if not db.execute(held.values(**told)).rowcount:
        raise HeldError(db.execute(select(dossiers.c.situation).where(dossiers.c.id == dossier)).scalar_one())
    return _state(values)


def _state(row: RowMapping | dict[str, Any]) -> State:
    return State(**{**{name: row[name] for name in State.__slots__}, "changements": tuple(row["changements"])})


def _hash(one: State) -> str:
    """The hash of a state: of all that it says, and of the one before it."""
    said = [
        one.precedente, one.dossier, one.numero, one.texte, one.quand.isoformat(), one.qui, one.par, one.nature,
        one.motif, list(one.changements),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

"""Requests for correction, and all that was said of each: by whom, when; the first word is never lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, RowMapping, insert, or_, select, update

from engine.bureau.access.rights import Right, Visitor
from engine.bureau.dossiers.life import told
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import demandes, now

DEMANDE, REPONSE, CORRECTION, CLOTURE, REOUVERTURE = "demande", "reponse", "correction", "cloture", "reouverture"
"""What each message is."""
OUVERTE, CORRIGEE, CLOSE = "ouverte", "corrigee", "close"
SITUATIONS: Mapping[str, str] = MappingProxyType({OUVERTE: "à corriger", CORRIGEE: "dite corrigée", CLOSE: "close"})
"""What a request has come to, in the words of the pages."""
_AFTER = {CORRECTION: CORRIGEE, CLOTURE: CLOSE, REOUVERTURE: OUVERTE}
_FROM = {
    REPONSE: (OUVERTE, CORRIGEE),
    CORRECTION: (OUVERTE,),
    CLOTURE: (OUVERTE, CORRIGEE),
    REOUVERTURE: (CORRIGEE, CLOSE),
}
LONGEST = 5_000
"""The letters of a message, at most."""


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody said of a request: an answer, that it is corrected, that it is closed, that it is not."""

    genre: str
    texte: str
    qui: str
    quand: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """A request: what it is about (the path of a fact as of state `etat`, or a clause, or neither), and for whom.

    `pour` is the party that is asked, empty for everybody; `par` is who asks, as the journal names them.
    """

    id: str
    chemin: str
    clause: str
    etat: int
    pour: str
    texte: str
    qui: str
    par: str
    quand: datetime
    situation: str
    messages: tuple[Message, ...] = field(default=())

    @property
    def is_open(self) -> bool:
        """Whether it is still to be closed."""
        return self.situation != CLOSE


class GoneOnError(Exception):
    """The request is not any more what was shown: somebody answered or closed it meanwhile."""


def ask(
    db: Connection,
    about: RowMapping,
    visitor: Visitor,
    texte: str,
    *,
    chemin: str = "",
    clause: str = "",
    pour: str = "",
) -> str:
    """Ask for a correction: the id of the request."""
    name = new_id()
    db.execute(
        insert(demandes).values(
            id=name, dossier=about["id"], chemin=chemin, clause=clause, etat=about["dernier_etat"], pour=pour,
            texte=texte, qui=visitor.nom, par=visitor.par,
        )
    )  # fmt: skip
    told(db, about["id"], visitor, DEMANDE, {"demande": name, "chemin": chemin, "clause": clause})
    return name


def say(db: Connection, request: Request, about: RowMapping, visitor: Visitor, genre: str, texte: str) -> None:
    """Say something of a request.

    Raises:
        GoneOnError: where it has come to something else by now.
    """
    here = update(demandes).where(demandes.c.id == request.id, demandes.c.situation.in_(_FROM[genre]))
    if not db.execute(here.values(situation=_AFTER.get(genre, demandes.c.situation))).rowcount:
        raise GoneOnError
    db.execute(
        insert(demandes).values(
            id=new_id(), dossier=about["id"], genre=genre, sur=request.id, etat=about["dernier_etat"], texte=texte,
            qui=visitor.nom, par=visitor.par, quand=now(),
        )
    )  # fmt: skip
    told(db, about["id"], visitor, f"demande-{genre}", {"demande": request.id})


def requests(db: Connection, dossier: str, visitor: Visitor, *, only_open: bool = False) -> list[Request]:
    """The requests of a dossier that a visitor sees, the last one first: a party sees its own, and what it asked."""
    asked = select(demandes).where(demandes.c.dossier == dossier, demandes.c.sur.is_(None))
    if visitor.partie:  # an invitation to answer for both parties has none, and sees what is asked of both
        asked = asked.where(or_(demandes.c.pour.in_(("", visitor.partie)), demandes.c.par == visitor.par))
    if only_open:
        asked = asked.where(demandes.c.situation != CLOSE)
    rows = db.execute(asked.order_by(demandes.c.quand.desc(), demandes.c.id)).mappings().all()
    answers = select(demandes).where(demandes.c.sur.in_([row["id"] for row in rows])).order_by(demandes.c.quand)
    return _with_answers(rows, db.execute(answers).mappings())


def request_of(db: Connection, dossier: str, visitor: Visitor, name: str) -> Request:
    """One of them.

    Raises:
        LookupError: where the visitor sees none of this name in this dossier.
    """
    for one in requests(db, dossier, visitor):
        if one.id == name:
            return one
    raise LookupError(name)


def may_close(visitor: Visitor, request: Request) -> bool:
    """Those who draft close a request, and who asked it."""
    return visitor.may(Right.REDIGER) or (visitor.may(Right.REPONDRE) and visitor.par == request.par)


def _with_answers(rows: Iterable[RowMapping], answers: Iterable[RowMapping]) -> list[Request]:
    by_request: dict[str, list[Message]] = {}
    for row in answers:
        by_request.setdefault(row["sur"], []).append(Message(row["genre"], row["texte"], row["qui"], row["quand"]))
    return [
        Request(
            row["id"], row["chemin"], row["clause"], row["etat"], row["pour"], row["texte"], row["qui"], row["par"],
            row["quand"], row["situation"], tuple(by_request.get(row["id"], ())),
        )
        for row in rows
    ]  # fmt: skip

"""The secret address by which a diary reads the calendar: it opens nothing else, and is taken back at any moment.

It has the rights of the account that made it, as they are when it is read. The base keeps a hash of it alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, insert, select, update

from engine.bureau.access.rights import Right, Visitor
from engine.bureau.access.sessions import hashed, new_secret
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import comptes, jetons, now

USAGE = "agenda"
_ACCOUNT = "compte:"


def subscribed(db: Connection, visitor: Visitor, name: str) -> str:
    """A new secret address of an account, by what it is called; it is known now, and never again."""
    secret = new_secret()
    account = visitor.par.removeprefix(_ACCOUNT)
    db.execute(
        insert(jetons).values(id=new_id(), empreinte=hashed(secret), compte=account, nom=name[:200], usage=USAGE)
    )
    return secret


def subscriptions(db: Connection, visitor: Visitor) -> Sequence[RowMapping]:
    """The addresses of an account that are still read, the last one first."""
    theirs = jetons.c.compte == visitor.par.removeprefix(_ACCOUNT), jetons.c.usage == USAGE
    asked = select(jetons).where(*theirs, jetons.c.revoque_le.is_(None)).order_by(jetons.c.cree_le.desc())
    return db.execute(asked).mappings().all()


def ended(db: Connection, visitor: Visitor, name: str) -> None:
    """Take back an address of an account: whoever reads it is refused from now on."""
    theirs = jetons.c.id == name, jetons.c.compte == visitor.par.removeprefix(_ACCOUNT), jetons.c.usage == USAGE
    db.execute(update(jetons).where(*theirs).values(revoque_le=now()))


def may_read(db: Connection, secret: str) -> bool:
    """Whether an address was not taken back, and its account still reads every dossier."""
    asked = select(comptes.c.role).join(jetons, jetons.c.compte == comptes.c.id)
    valid = jetons.c.usage == USAGE, jetons.c.revoque_le.is_(None), comptes.c.actif
    role = db.execute(asked.where(jetons.c.empreinte == hashed(secret), *valid)).scalar()
    return role is not None and Visitor(role).may(Right.TOUT_LIRE)

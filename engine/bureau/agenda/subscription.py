"""The secret address by which a diary reads the calendar: it opens nothing else, and is taken back at any moment.

It has the rights of the account that made it, as they are when it is read. The base keeps a hash of it alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from engine.bureau.access.rights import Right, Visitor
from engine.bureau.access.tokens import AGENDA, bearer, given, listed, revoked


def subscribed(db: Connection, visitor: Visitor, name: str) -> str:
    """A new secret address of an account, by what it is called; it is known now, and never again."""
    return given(db, visitor.compte, name[:200], AGENDA)


def subscriptions(db: Connection, visitor: Visitor) -> Sequence[RowMapping]:
    """The addresses of an account that are still read, the last one first."""
    return listed(db, visitor.compte, AGENDA)


def ended(db: Connection, visitor: Visitor, name: str) -> bool:
    """Take back an address of an account: whoever reads it is refused from now on. Whether there was one."""
    return revoked(db, visitor.compte, name=name, usage=AGENDA)


def may_read(db: Connection, secret: str) -> bool:
    """Whether an address was not taken back, and its account still reads every dossier."""
    return bearer(db, secret, AGENDA).may(Right.TOUT_LIRE)

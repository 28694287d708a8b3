"""Tokens of an account: for programs that call /api, for an agenda, for one sign-in. Each is shown once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, insert, or_, select, update

from engine.bureau.access.rights import NOBODY, Visitor
from engine.bureau.access.sessions import hashed, new_secret
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import comptes, jetons, now

API, AGENDA, CONNEXION = "api", "agenda", "connexion"
"""What a token is for: it serves nothing else."""


def given(db: Connection, compte: str, nom: str, usage: str = API, lasts: timedelta | None = None) -> str:
    """A new token of an account: its secret, which is never known again; it lasts until it is revoked, or so long."""
    secret = new_secret()
    until = now() + lasts if lasts else None
    db.execute(
        insert(jetons).values(
            id=new_id(), empreinte=hashed(secret), compte=compte, nom=nom, usage=usage, expire_le=until
        )
    )
    return secret


def bearer(db: Connection, secret: str, usage: str = API) -> Visitor:
    """Who a token stands for: its account, with the account's role; nobody where it serves no more."""
    asked = (
        select(jetons.c.id, comptes.c.role, comptes.c.nom)
        .join(comptes, comptes.c.id == jetons.c.compte)
        .where(jetons.c.empreinte == hashed(secret), jetons.c.usage == usage, comptes.c.actif, _serves(now()))
    )
    found = db.execute(asked).mappings().first()
    return Visitor(found["role"], found["nom"], f"jeton:{found['id']}") if found else NOBODY


def used(db: Connection, secret: str, usage: str) -> str:
    """The account of a token that serves once; empty where it served already, or serves no more."""
    once = update(jetons).where(jetons.c.empreinte == hashed(secret), jetons.c.usage == usage, _serves(now()))
    # Whoever is first takes it: another request, at the same moment, finds nothing to change.
    if not db.execute(once.values(revoque_le=now())).rowcount:
        return ""
    return str(db.execute(select(jetons.c.compte).where(jetons.c.empreinte == hashed(secret))).scalar_one())


def listed(db: Connection, compte: str, usage: str = API) -> Sequence[RowMapping]:
    """The tokens of an account that still serve, the last one first."""
    asked = select(jetons).where(jetons.c.compte == compte, jetons.c.usage == usage, _serves(now()))
    return db.execute(asked.order_by(jetons.c.cree_le.desc())).mappings().all()


def revoked(db: Connection, compte: str, *, name: str = "", usage: str = API) -> bool:
    """Revoke a token of an account by its name, or all those of a usage; whether there was one."""
    asked = update(jetons).where(jetons.c.compte == compte, jetons.c.usage == usage, jetons.c.revoque_le.is_(None))
    if name:
        asked = asked.where(jetons.c.id == name)
    return db.execute(asked.values(revoque_le=now())).rowcount > 0


def _serves(moment: datetime) -> ColumnElement[bool]:
    return and_(jetons.c.revoque_le.is_(None), or_(jetons.c.expire_le.is_(None), jetons.c.expire_le > moment))

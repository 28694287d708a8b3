"""Limits on attempts, kept in the base: every process of the desk counts the same ones."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy import Engine, case, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from starlette.exceptions import HTTPException

from engine.bureau.storage.connect import writing
from engine.bureau.storage.tables import now, tentatives

WINDOW = timedelta(minutes=15)
MOST = {"couple": 8, "compte": 60, "adresse": 60, "lien": 60}
"""Attempts in a window: on an account from an address, on an account, from an address; at opening links."""


def counted(base: Engine, kind: str, *about: str) -> None:
    """Count an attempt before it is judged, so that a hundred at once are a hundred.

    What it is about (an address, an account) is kept as a hash: people type their password in any field.

    Raises:
        HTTPException: 429, where there were too many.
    """
    name, since = _name(kind, about), now() - WINDOW
    over = tentatives.c.depuis < since
    more = update(tentatives).where(tentatives.c.cle == name).values(
        compte=case((over, 1), else_=tentatives.c.compte + 1), depuis=case((over, now()), else_=tentatives.c.depuis)
    )  # fmt: skip
    with writing(base) as db:
        if not db.execute(more).rowcount:
            db.execute(delete(tentatives).where(over))
            try:
                with db.begin_nested():
                    db.execute(insert(tentatives).values(cle=name, compte=1))
            except IntegrityError:
                db.execute(more)
        count = db.execute(select(tentatives.c.compte).where(tentatives.c.cle == name)).scalar_one()
    if count > MOST[kind]:
        raise HTTPException(429, headers={"Retry-After": str(int(WINDOW.total_seconds()))})


def succeeded(base: Engine, kind: str, *about: str) -> None:
    """Count from zero again: whoever tried was right."""
    with writing(base) as db:
        db.execute(delete(tentatives).where(tentatives.c.cle == _name(kind, about)))


def _name(kind: str, about: tuple[str, ...]) -> str:
    return hashlib.sha256("\x00".join((kind, *about)).encode()).hexdigest()

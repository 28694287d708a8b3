"""The keys with which the desk signs what it gives out: drawn once, kept in the base, shared by all its processes."""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from typing import Any

from itsdangerous import BadSignature, Signer, URLSafeTimedSerializer
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from engine.bureau.storage.tables import cles


def signed(db: Connection, usage: str) -> str:
    """A new secret, signed: a made up one is refused before anything is looked for. In a transaction that writes."""
    return _signer(_drawn(db, usage), usage).sign(secrets.token_urlsafe(24)).decode()


def is_signed(db: Connection, usage: str, secret: str) -> bool:
    """Whether the desk made this secret."""
    if not (key := _kept(db, usage)):
        return False
    try:
        _signer(key, usage).unsign(secret)
    except BadSignature:
        return False
    return True


def sealed(db: Connection, usage: str, values: Any) -> str:
    """Values sealed into a text that a browser keeps. In a transaction that writes."""
    return str(URLSafeTimedSerializer(_drawn(db, usage), salt=usage).dumps(values))


def unsealed(db: Connection, usage: str, text: str, seconds: int) -> Any:
    """What was sealed, None where the desk did not seal it, or longer than so many seconds ago."""
    if not (key := _kept(db, usage)):
        return None
    try:
        return URLSafeTimedSerializer(key, salt=usage).loads(text, max_age=seconds)
    except BadSignature:
        return None


def _signer(key: bytes, usage: str) -> Signer:
    return Signer(key, salt=usage, digest_method=hashlib.sha256)


def _kept(db: Connection, usage: str) -> bytes:
    return bytes(db.execute(select(cles.c.valeur).where(cles.c.usage == usage)).scalar() or b"")


def _drawn(db: Connection, usage: str) -> bytes:
    if not _kept(db, usage):
        with suppress(IntegrityError), db.begin_nested():  # another process may draw it at the same moment
            db.execute(insert(cles).values(usage=usage, valeur=secrets.token_bytes(32)))
    return _kept(db, usage)

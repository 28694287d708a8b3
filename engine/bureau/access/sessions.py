"""Sessions: a cookie that nobody guesses, of which the base keeps a hash."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import Connection, RowMapping, delete, insert, select
from starlette.requests import Request
from starlette.responses import Response

from engine.bureau.settings import Settings
from engine.bureau.storage.tables import now, seances

LASTS = timedelta(hours=12)
_COOKIE = "cpom_seance"


def hashed(secret: str) -> str:
    """What the base keeps of a secret drawn at random: it is long enough for a plain hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_secret() -> str:
    """A secret that nobody guesses, as it stands in a cookie or in an address."""
    return secrets.token_urlsafe(32)


def cookie_name(settings: Settings) -> str:
    """The name of the cookie; `__Host-` over HTTPS, where no other site of the domain can set it."""
    return f"__Host-{_COOKIE}" if settings.secure else _COOKIE


def cookie_of(request: Request, settings: Settings) -> str:
    """The secret that a browser holds of its session, empty where it has none."""
    return request.cookies.get(cookie_name(settings), "")


def opened(db: Connection, *, compte: str = "", invitation: str = "", moyen: str = "", jeton_oidc: str = "") -> str:
    """A new session, of an account or of an invitation: the secret that its cookie holds."""
    secret = new_secret()
    db.execute(delete(seances).where(seances.c.expire_le < now()))
    db.execute(
        insert(seances).values(
            empreinte=hashed(secret),
            compte=compte or None,
            invitation=invitation or None,
            csrf=new_secret(),
            expire_le=now() + LASTS,
            moyen=moyen,
            jeton_oidc=jeton_oidc or None,
        )
    )
    return secret


def session_of(db: Connection, secret: str) -> RowMapping | None:
    """The session of a secret, None where it has none, or where it expired."""
    asked = select(seances).where(seances.c.empreinte == hashed(secret), seances.c.expire_le > now())
    return db.execute(asked).mappings().first() if secret else None


def closed(db: Connection, secret: str) -> None:
    """End a session."""
    db.execute(delete(seances).where(seances.c.empreinte == hashed(secret)))


def set_cookie(response: Response, secret: str, settings: Settings) -> None:
    """Give a browser its session; an empty secret takes it back."""
    name = cookie_name(settings)
    if not secret:
        response.delete_cookie(name, path="/", secure=settings.secure, httponly=True, samesite="lax")
        return
    response.set_cookie(
        name, secret, max_age=int(LASTS.total_seconds()), path="/", secure=settings.secure, httponly=True,
        samesite="lax",
    )  # fmt: skip

"""Sessions: a cookie that nobody guesses, of which the base keeps a hash; what each form carries against forgery."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select
from starlette.requests import Request
from starlette.responses import Response

from engine.bureau.access.rights import INVITE, INVITE_QUI_REMET, NOBODY, Visitor
from engine.bureau.settings import Settings
from engine.bureau.storage.tables import comptes, invitations, now, seances

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


def opened(db: Connection, *, compte: str = "", invitation: str = "", jeton_oidc: str = "") -> str:
    """A new session, of an account or of an invitation: the secret that its cookie holds."""
    secret = new_secret()
    db.execute(
        insert(seances).values(
            empreinte=hashed(secret),
            compte=compte or None,
            invitation=invitation or None,
            csrf=new_secret(),
            expire_le=now() + LASTS,
            jeton_oidc=jeton_oidc or None,
        )
    )
    return secret


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


def visitor_of(db: Connection, request: Request, settings: Settings) -> Visitor:
    """Who a browser is, by its cookie."""
    if not (secret := request.cookies.get(cookie_name(settings), "")):
        return NOBODY
    asked = select(seances).where(seances.c.empreinte == hashed(secret), seances.c.expire_le > now())
    if (session := db.execute(asked).mappings().first()) is None:
        return NOBODY
    if session["compte"]:
        return _account(db, session["compte"], session["csrf"])
    return _guest(db, session["invitation"], session["csrf"])


def _account(db: Connection, compte: str, csrf: str) -> Visitor:
    found = db.execute(select(comptes).where(comptes.c.id == compte, comptes.c.actif)).mappings().first()
    return Visitor(found["role"], found["nom"], f"compte:{compte}", csrf=csrf) if found else NOBODY


def _guest(db: Connection, invitation: str, csrf: str) -> Visitor:
    asked = select(invitations).where(
        invitations.c.id == invitation, invitations.c.revoquee_le.is_(None), invitations.c.expire_le > now()
    )
    if (found := db.execute(asked).mappings().first()) is None:
        return NOBODY
    role = INVITE_QUI_REMET if found["peut_remettre"] else INVITE
    return Visitor(role, found["nom"], f"invitation:{invitation}", found["dossier"], found["partie"], csrf)


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing of where they differ."""
    return bool(one) and hmac.compare_digest(one.encode(), other.encode())

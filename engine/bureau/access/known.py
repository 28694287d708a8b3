"""Who a request comes from: the token of a program, or the session of a browser."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select
from starlette.exceptions import HTTPException
from starlette.requests import Request

from engine.bureau.access.peer import is_trusted
from engine.bureau.access.rights import INVITE, INVITE_QUI_REMET, NOBODY, Visitor
from engine.bureau.access.sessions import cookie_of, session_of
from engine.bureau.access.tokens import bearer
from engine.bureau.settings import Settings
from engine.bureau.storage.tables import comptes, invitations, now

BY_PROXY = "mandataire"


def visitor_of(db: Connection, request: Request, settings: Settings) -> Visitor:
    """Who opens an address. Under /api a token alone is believed: a browser sends none by itself.

    Raises:
        HTTPException: 403, where somebody who is not the trusted proxy says who signs in.
    """
    if request.url.path.startswith("/api/"):
        kind, _, secret = request.headers.get("authorization", "").partition(" ")
        return bearer(db, secret.strip()) if kind.lower() == "bearer" else NOBODY
    said = said_by_proxy(request, settings)
    if (session := session_of(db, cookie_of(request, settings))) is None:
        return NOBODY
    if session["invitation"]:
        return _guest(db, session["invitation"], session["csrf"])
    return _account(db, session, said)


def said_by_proxy(request: Request, settings: Settings) -> str:
    """The mail of whoever the trusted proxy signed in, empty where it says nothing.

    Raises:
        HTTPException: 403, where somebody else says it.
    """
    said = request.headers.get(settings.entete_compte, "").strip() if settings.entete_compte else ""
    if said and not is_trusted(request, settings):
        raise HTTPException(403, "mandataire")
    return said.casefold()


def _account(db: Connection, session: RowMapping, said: str) -> Visitor:
    asked = select(comptes).where(comptes.c.id == session["compte"], comptes.c.actif)
    found = db.execute(asked).mappings().first()
    # A session that the proxy opened lasts while the proxy says the same person.
    if found is None or ((said or session["moyen"] == BY_PROXY) and said != found["courriel"]):
        return NOBODY
    return Visitor(found["role"], found["nom"], f"compte:{found['id']}", csrf=session["csrf"])


def _guest(db: Connection, invitation: str, csrf: str) -> Visitor:
    asked = select(invitations).where(
        invitations.c.id == invitation, invitations.c.revoquee_le.is_(None), invitations.c.expire_le > now()
    )
    if (found := db.execute(asked).mappings().first()) is None:
        return NOBODY
    role = INVITE_QUI_REMET if found["peut_remettre"] else INVITE
    return Visitor(role, found["nom"], f"invitation:{invitation}", found["dossier"], found["partie"], csrf)

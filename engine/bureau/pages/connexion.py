"""Signing in and out."""

from __future__ import annotations

from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.access.sessions import closed, cookie_name, set_cookie
from engine.bureau.routing import Call, Page


def connexion(call: Call) -> Response:
    """The page where one signs in."""
    return call.page("connexion.html")


def deconnexion(call: Call) -> Response:
    """End the session of this browser."""
    with call.begin() as db:
        closed(db, call.request.cookies.get(cookie_name(call.settings), ""))
    answer = call.go("/connexion")
    set_cookie(answer, "", call.settings)
    return answer


PAGES = [
    Page("/connexion", connexion, Right.PUBLIC),
    Page("/deconnexion", deconnexion, Right.ENTRER, ("POST",)),
]

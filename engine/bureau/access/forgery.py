"""What each form carries, so that no other site sends one in somebody's name: signed in or not yet."""

from __future__ import annotations

import hmac
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from engine.bureau.access.rights import Visitor
from engine.bureau.settings import Settings

_COOKIE = "cpom_formulaire"


def token_before(request: Request, settings: Settings) -> str:
    """What the forms carry of a browser that is not signed in: what its cookie holds, or something new."""
    return request.cookies.get(_name(settings), "") or secrets.token_urlsafe(32)


def keep_token(response: Response, visitor: Visitor, settings: Settings) -> None:
    """Give it to the browser, where the page that it shows may hold a form."""
    if not visitor.role and response.media_type == "text/html":
        response.set_cookie(
            _name(settings), visitor.csrf, path="/", secure=settings.secure, httponly=True, samesite="lax"
        )


def refuse_forged(request: Request, given: str, visitor: Visitor) -> None:
    """Refuse a form that another site made: it does not know the token, and the browser says where it comes from.

    Raises:
        HTTPException: 403.
    """
    if visitor.by_token:
        return  # no browser adds a token to a request by itself
    from_elsewhere = request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    if from_elsewhere or not same(given, visitor.csrf):
        raise HTTPException(403, "formulaire")


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that tells nothing of where they differ."""
    return bool(one) and hmac.compare_digest(one.encode(), other.encode())


def _name(settings: Settings) -> str:
    return f"__Host-{_COOKIE}" if settings.secure else _COOKIE

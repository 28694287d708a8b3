"""Where one arrives: the dossiers, or the only one that an invitation opens."""

from __future__ import annotations

from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.routing import Call, Page


def accueil(call: Call) -> Response:
    """The list of dossiers, the dossier of a guest, or the page where one signs in."""
    if not call.visitor.role:
        return call.go("/connexion")
    return call.go(f"/dossiers/{call.visitor.dossier}" if call.visitor.is_guest else "/dossiers")


PAGES = [Page("/", accueil, Right.PUBLIC)]

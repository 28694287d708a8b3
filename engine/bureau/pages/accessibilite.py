"""What the desk owes to everybody: its declaration of accessibility (article 47 of law 2005-102, RGAA)."""

from __future__ import annotations

from importlib import metadata

from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.routing import Call, Page


def accessibilite(call: Call) -> Response:
    """The declaration: the state of conformity, how it was checked, whom to write to, where to complain."""
    said = call.settings
    return call.page(
        "accessibilite.html", organisme=said.organisme, contact=said.contact, version=metadata.version("cpom")
    )


PAGES = [Page("/accessibilite", accessibilite, Right.PUBLIC)]

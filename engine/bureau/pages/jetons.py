"""The tokens of an account, by which its programs call /api: made, shown once, revoked."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.access.tokens import given, listed, revoked
from engine.bureau.routing import Call, Page


def jetons(call: Call) -> Response:
    """The tokens of an account; a new one is shown here, and never again."""
    account, name, secret, wrong = _account(call), call.said("nom").strip(), "", ""
    if call.request.method == "POST":
        if name:
            with call.begin() as db:
                secret = given(db, account, name[:200])
        else:
            wrong = "Donnez un nom à ce jeton : celui du programme qui s’en servira."
    with call.read() as db:
        found = listed(db, account)
    return call.page("jetons.html", 422 if wrong else 200, jetons=found, secret=secret, tort=wrong)


def revoquer_jeton(call: Call) -> Response:
    """Revoke a token: the programs that bear it are refused from now on."""
    account = _account(call)
    with call.begin() as db:
        if not revoked(db, account, name=call.part("jeton")):
            raise HTTPException(404)
    return call.go("/jetons")


def _account(call: Call) -> str:
    kind, _, name = call.visitor.par.partition(":")
    if kind != "compte":
        raise HTTPException(403)
    return name


PAGES = [
    Page("/jetons", jetons, Right.TOUT_LIRE, ("GET", "POST")),
    Page("/jetons/{jeton}/revoquer", revoquer_jeton, Right.TOUT_LIRE, ("POST",)),
]

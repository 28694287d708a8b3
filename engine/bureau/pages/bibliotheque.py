"""The library of a dossier: which one it stays on, what that of today would change, and moving to it."""

from __future__ import annotations

from markupsafe import Markup
from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.dossiers.moving import move, moved
from engine.bureau.libraries import current, told
from engine.bureau.pages.vie import moving
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import state
from engine.bureau.states.situations import writes


def bibliotheque(call: Call) -> Response:
    """The two libraries, and what the second would change."""
    about = call.about
    today, _ = current(call.base, call.settings)
    with call.read() as db:
        own, new, last = told(db, about["bibliotheque"]), told(db, today), state(db, about["id"])
    found = move(call.base, about, last, today, call.jour) if today != about["bibliotheque"] else None
    corps = Markup(found.comparaison.corps()) if found and found.comparaison else ""  # noqa: S704 - it escapes
    return call.page(
        "dossier/bibliotheque.html", dossier=about, sienne=own, du_jour=new, vers=today, change=found, corps=corps,
        etat=last, peut=writes(about["situation"], call.visitor) and call.visitor.may(Right.REDIGER),
    )  # fmt: skip


def changer_de_bibliotheque(call: Call) -> Response:
    """Move the dossier, from the state and to the library that the page showed."""
    about = call.about
    today, _ = current(call.base, call.settings)
    with call.read() as db:
        last = state(db, about["id"])
    if call.said("vers") != today or call.said("etat") != str(last.numero):
        raise RefusedError(409, "situation")
    if today != about["bibliotheque"]:
        found = move(call.base, about, last, today, call.jour)
        if found.comparaison is None:
            raise RefusedError(409, "bibliotheque", found.empeche)
        with moving(call) as db:
            moved(db, about, last, today, found.apres, call.visitor)
    return call.go(f"/dossiers/{about['id']}/bibliotheque")


PAGES = [
    Page("/dossiers/{dossier}/bibliotheque", bibliotheque, Right.TOUT_LIRE),
    Page("/dossiers/{dossier}/bibliotheque", changer_de_bibliotheque, Right.REDIGER, ("POST",)),
]

"""Two states of a dossier, or of two dossiers, article by article: what differs, and why."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.dossiers.listing import listed
from engine.bureau.negotiation.sides import Side, compared, sides
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import history
from engine.bureau.tasks.queue import asked
from engine.bureau.templating import attached

_AT_ONCE = ("html", "txt", "json")
"""The formats that are written while one waits; the others are tasks."""


def comparer(call: Call) -> Response:
    """The two states side by side, the choice of others, and what differs."""
    cherche = call.request.query_params.get("cherche", "")
    found = []
    both = _sides(call)
    with call.read() as db:
        states = history(db, call.about["id"])
        if cherche and call.visitor.may(Right.TOUT_LIRE):
            found = [row for row in listed(db, cherche=cherche).rows if row["id"] != call.about["id"]]
    corps, constats = "", tuple[cpom.Constat, ...]()
    try:
        corps = Markup(compared(call.base, both, call.jour).corps())  # noqa: S704 - it escapes what it prints
    except cpom.Erreur as error:
        constats = error.constats
    return call.page(
        "negociation/comparer.html", dossier=call.about, cotes=both, etats=states[::-1], corps=corps,
        demande=_said(both), constats=constats, cherche=cherche, trouves=found,
    )  # fmt: skip


def comparer_fichier(call: Call) -> Response:
    """The comparison as a file to keep."""
    if (wanted := call.part("format")) not in _AT_ONCE:
        raise HTTPException(404)
    both = _sides(call)
    try:
        content = compared(call.base, both, call.jour).ecrire(wanted)
    except cpom.Erreur:
        raise HTTPException(404) from None  # the page says why
    return attached(content, f"comparaison {both[0].nom} {both[1].nom}.{wanted}")


def comparer_word(call: Call) -> Response:
    """Ask for the comparison as tracked changes in a DOCX, which takes some seconds."""
    one, two = _sides(call)
    with call.begin() as db:
        task = asked(
            db, "comparaison", call.visitor, dossier=call.about["id"], a=one.etat.numero, b=two.etat.numero,
            autre=two.dossier["id"],
        )  # fmt: skip
    return call.go(f"/taches/{task}")


def _sides(call: Call) -> tuple[Side, Side]:
    asked_for = {**call.request.query_params, **{name: call.said(name) for name in ("a", "b", "autre") if call.form}}
    numbers = {name: _number(asked_for.get(name, "")) for name in ("a", "b")}
    with call.read() as db:
        return sides(db, call.about, call.visitor, **numbers, autre=asked_for.get("autre", ""))


def _number(said: str) -> int | None:
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise HTTPException(404)
    return int(said)


def _said(both: tuple[Side, Side]) -> str:
    """The two sides as an address says them."""
    one, two = both
    said = {"a": one.etat.numero, "b": two.etat.numero}
    return urlencode(said if one.dossier is two.dossier else {**said, "autre": two.dossier["id"]})


PAGES = [
    Page("/dossiers/{dossier}/comparer", comparer, Right.LIRE),
    Page("/dossiers/{dossier}/comparer", comparer_word, Right.LIRE, ("POST",)),
    Page("/dossiers/{dossier}/comparer/{format}", comparer_fichier, Right.LIRE),
]

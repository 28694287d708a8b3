"""Documents that came back: received, gone through change by change, applied; each stays as it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.negotiation.choices import Change, changes_of, posted
from engine.bureau.negotiation.rereadings import (
    REVISIONS,
    ChosenElsewhereError,
    Rereading,
    applied,
    asked_of_remarks,
    chosen,
    content_of,
    finished,
    received_back,
    rereadings,
    returned,
)
from engine.bureau.negotiation.returned import KINDS, Returned, read_apart
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import state
from engine.bureau.templating import attached
from engine.bureau.uploads.received import received

_ELSEWHERE = (
    "Quelqu’un d’autre a choisi entre-temps, et vos choix n’ont pas été gardés : ils sont affichés ici. Relisez-les, "
    "puis enregistrez à nouveau."
)
_ALL = {"tout-prendre": "prendre", "tout-laisser": "laisser"}


def retours(call: Call) -> Response:
    """The documents that came back, and the form to send another."""
    with call.read() as db:
        return call.page("negociation/retours.html", dossier=call.about, relectures=rereadings(db, call.about["id"]))


def retour_recevoir(call: Call) -> Response:
    """Keep a document, and go through it."""
    file = received(call, "fichier", KINDS)
    with call.begin() as db:
        name = received_back(db, call.about["id"], file, call.visitor)
    return call.go(f"/dossiers/{call.about['id']}/relectures/{name}")


def retour(call: Call) -> Response:
    """What was changed in a document, and what was chosen of it so far."""
    return _page(call, _one(call))


def retour_fichier(call: Call) -> Response:
    """The document, as it was sent."""
    one = _one(call)
    with call.read() as db:
        return attached(content_of(db, call.about["id"], one.id), one.nom)


def retour_choisir(call: Call) -> Response:
    """Keep choices, apply what is accepted, or say that the document was gone through."""
    one, action = _one(call), call.said("action")
    where = f"/dossiers/{call.about['id']}/relectures/{one.id}"
    if action in ("terminer", "rouvrir"):
        with call.begin() as db:
            finished(db, one, call.visitor, done=action == "terminer")
        return call.go(where)
    if action == "revisions":
        if call.said("revisions") not in REVISIONS:
            raise HTTPException(400)
        with call.begin() as db:
            chosen(db, one, one.version, revisions=call.said("revisions"))
        return call.go(where)
    if action not in ("garder", "appliquer", *_ALL):
        raise HTTPException(400)
    file = _file(call, one)
    changes = changes_of(read_apart(call.base, file))
    mine = posted(changes, call.form, one.chosen)
    if action in _ALL:
        mine |= {
            each.key: [_ALL[action], ""] for each in changes if _ALL[action] in each.choix and each.key not in mine
        }
    one = replace(one, choix={**one.choix, "changements": mine, "dits": []})
    try:
        with call.begin() as db:
            chosen(db, one, _number(call.said("version")), choix=dict(one.choix))
    except ChosenElsewhereError:
        return _page(call, one, 409, faute=_ELSEWHERE)
    return (
        _apply(call, replace(one, version=one.version + 1), file, changes) if action == "appliquer" else call.go(where)
    )


def _apply(call: Call, one: Rereading, file: Returned, changes: Sequence[Change]) -> Response:
    try:
        made, said = applied(call.base, call.about, one, file, call.visitor)
    except RefusedError as refused:
        return _page(call, one, 422, faute="Ces choix rendraient la description fausse.", constats=refused.constats)
    requests = asked_of_remarks(call.base, call.about, changes, one, call.visitor)
    wrote = made.numero if made.numero != call.about["dernier_etat"] else one.etat
    with call.begin() as db:
        kept = {**one.choix, "demandes": requests, "dits": said["constats"], "clauses": said["clauses"]}
        chosen(db, one, one.version, choix=kept, etat=wrote)
    return call.go(f"/dossiers/{call.about['id']}/relectures/{one.id}#resultat")


def _one(call: Call) -> Rereading:
    with call.read() as db:
        found = next((one for one in rereadings(db, call.about["id"]) if one.id == call.part("retour")), None)
    if found is None:
        raise HTTPException(404)
    return found


def _file(call: Call, one: Rereading) -> Returned:
    with call.read() as db:
        content, last = content_of(db, call.about["id"], one.id), state(db, call.about["id"])
    return returned(call.about, one, content, last.texte, call.jour)


def _number(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise HTTPException(400)
    return int(said)


def _page(call: Call, one: Rereading, status: int = 200, *, faute: str = "", constats: Sequence[str] = ()) -> Response:
    read: dict[str, Any] = {}
    changes: list[Change] = []
    try:
        read = read_apart(call.base, _file(call, one))
        if wrong := [
            f"{each['message']} {each['conseil']}" for each in read["constats"] if each["gravite"] == "erreur"
        ]:
            raise RefusedError(422, "fichier-refuse", wrong)
        changes = changes_of(read)
    except RefusedError as refused:
        read, status, faute, constats = {}, 422, "Ce document ne peut pas être relu.", refused.constats
    attached_to = {each.said["rang"] for each in changes if each.genre == "mots"}
    return call.page(
        "negociation/retour.html", status, dossier=call.about, relecture=one, lu=read, changements=changes,
        choisis=one.chosen, faute=faute, constats=constats, dits=one.choix.get("dits", []),
        demandes=one.choix.get("demandes", {}), clauses=one.choix.get("clauses", []),
        revisions_seules=[each for each in read.get("revisions", ()) if each["rang"] not in attached_to],
        restent=sum(1 for each in changes if each.choix and each.key not in one.chosen),
    )  # fmt: skip


PAGES = [
    Page("/dossiers/{dossier}/relectures", retours, Right.REDIGER),
    Page("/dossiers/{dossier}/relectures", retour_recevoir, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/relectures/{retour}", retour, Right.REDIGER, apart=True),
    Page("/dossiers/{dossier}/relectures/{retour}", retour_choisir, Right.REDIGER, ("POST",), apart=True),
    Page("/dossiers/{dossier}/relectures/{retour}/fichier", retour_fichier, Right.REDIGER),
]

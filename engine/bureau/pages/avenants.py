"""The avenants of a signed contract: prepared in a dossier of their own, read as they are drafted, written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.libraries import library
from engine.bureau.negotiation.avenants import NATURE, SAID, Signed, drafted, prepared, rank_of, signed_of
from engine.bureau.opening import opened
from engine.bureau.pages.documents import MOTEURS
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import Next, State, appended, state
from engine.bureau.states.situations import writes
from engine.bureau.tasks.queue import asked

_DAYS = ("date", "effet", "transfert", "decision", "deliberation", "deliberation_gestionnaire")
_NOTHING = "avenant-sans-objet"
"""The finding of an avenant that changes nothing yet: where every one begins, which the page tells in its own words."""


def avenant(call: Call) -> Response:
    """The avenant that this dossier makes of a signed contract; those that may be made of this one, once signed."""
    return _page(call)


def avenant_preparer(call: Call) -> Response:
    """Open the dossier where the signed contract becomes another."""
    with call.read() as db:
        signed = signed_of(db, call.about["id"])
    if signed is None:
        raise HTTPException(404)
    name = prepared(call.base, call.settings, call.about, signed, call.visitor, call.jour)
    return call.go(f"/dossiers/{name}/avenant")


def avenant_dire(call: Call) -> Response:
    """Write in the description what is said of the avenant; then ask for its documents, where they are wanted."""
    signed, last = _signed(call), _last(call)
    rank = rank_of(call.base, signed, call.jour)
    said = {key: call.said(key).strip() for key in SAID}
    shown = call.said("etat")

    def make(now: State) -> Next | None:
        dossier = opened(call.base, call.about, now.texte, call.jour)
        before = cpom.reponses(dossier)
        paths = {key: f"avenants[{rank}].{key}" for key in SAID}
        changed = {paths[key]: text or None for key, text in said.items() if text != before.de(paths[key])}
        if not changed:
            return None
        made = dossier.avec(changed)
        changes = [{"chemin": path, "avant": before.de(path), "apres": text or ""} for path, text in changed.items()]
        return Next(made, NATURE, changes, said["motif"])

    try:
        made = appended(call.base, call.about["id"], make, call.visitor)
    except cpom.Erreur as error:
        return _page(call, 422, dit=said, constats=error.constats)
    if call.said("action") != "ecrire":
        return call.go(f"/dossiers/{call.about['id']}/avenant")
    if shown != str(last.numero):
        return _page(call, 409, faute="Quelqu’un a changé ce dossier entre-temps : relisez l’avenant, puis écrivez-le.")
    engine = call.said("moteur")
    with call.begin() as db:
        task = asked(
            db, "avenant", call.visitor, dossier=call.about["id"], etat=made.numero,
            moteur=engine if engine in MOTEURS else "weasyprint",
        )  # fmt: skip
    return call.go(f"/taches/{task}")


def avenant_seul(call: Call) -> Response:
    """Ask for an avenant that changes no contract."""
    if call.said("genre") not in _alone(call):
        raise HTTPException(400)
    try:
        day = call.said("date").strip()
        faits = dict(line.split("=", 1) for line in call.said("faits").splitlines() if line.strip())
        wanted: dict[str, Any] = {
            "acte": call.said("genre"),
            "date": _day(day).isoformat() if day else "",
            "convention": _count(call.said("convention")),
            "annee": _count(call.said("annee")),
            "faits": {path.strip(): text.strip() for path, text in faits.items()},
        }
    except ValueError:
        return _page(call, 422, faute="Une date s’écrit 02/03/2026, un fait « chemin=valeur », un par ligne.")
    with call.begin() as db:
        task = asked(db, "avenant-seul", call.visitor, dossier=call.about["id"], moteur="weasyprint", **wanted)
    return call.go(f"/taches/{task}")


def _day(said: str) -> date:
    """« 02/03/2026 », or 2026-03-02."""
    return datetime.strptime(said, "%d/%m/%Y").date() if "/" in said else date.fromisoformat(said)


def _count(said: str) -> int | None:
    return int(said) if said.strip() else None


def _last(call: Call) -> State:
    with call.read() as db:
        return state(db, call.about["id"])


def _signed(call: Call) -> Signed:
    with call.read() as db:
        found = signed_of(db, call.about["origine"])
    if found is None:
        raise HTTPException(404)
    return found


def _alone(call: Call) -> Mapping[str, str]:
    return cpom.genres_d_avenant(library(call.base, call.about["bibliotheque"]), seuls=True)


def _page(
    call: Call, status: int = 200, *, dit: dict[str, str] | None = None, faute: str = "",
    constats: tuple[cpom.Constat, ...] = (),
) -> Response:  # fmt: skip
    about, last = call.about, _last(call)
    with call.read() as db:
        before, own = signed_of(db, about["origine"]), signed_of(db, about["id"])
    made = None
    if before:
        rank = rank_of(call.base, before, call.jour)
        answers = cpom.reponses(opened(call.base, about, last.texte, call.jour))
        dit = dit or {key: answers.de(f"avenants[{rank}].{key}") for key in SAID}
        try:
            made = drafted(call.base, before, (about["id"], about["bibliotheque"]), last.texte, call.jour)
        except cpom.Erreur as error:
            constats = constats or error.constats
    constats = constats or (made.constats if made else ())
    return call.page(
        "negociation/avenant.html", status, dossier=about, etat=last, avenant=made, avant=before, signe=own, dit=dit,
        mots=SAID, jours=_DAYS, moteurs=MOTEURS, faute=faute,
        constats=[one for one in constats if one.code != _NOTHING], rien=any(one.code == _NOTHING for one in constats),
        genres=cpom.genres_d_avenant(library(call.base, about["bibliotheque"])), seuls=_alone(call),
        en_redaction=writes(about["situation"], call.visitor),
    )  # fmt: skip


PAGES = [
    Page("/dossiers/{dossier}/avenant", avenant, Right.REDIGER),
    Page("/dossiers/{dossier}/avenant", avenant_dire, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/avenant/nouveau", avenant_preparer, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/avenant/seul", avenant_seul, Right.REDIGER, ("POST",)),
]

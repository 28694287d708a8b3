"""The contract of a dossier as it is written: whole on a page, or what changed of it; where its words come from."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.opening import opened
from engine.bureau.preview.anchors import effects, sources
from engine.bureau.preview.answer import changed, packed
from engine.bureau.preview.fragments import apercu, fragments
from engine.bureau.preview.parties import question_at
from engine.bureau.preview.reasons import law, left_out, reasons
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import State, state
from models import chemins


def contrat(call: Call) -> Response:
    """The whole contract, with what is found and missing: the draft, for who only reads it."""
    asked, dossier = _read(call)
    return call.page(
        "contrat/contrat.html", dossier=call.about, etat=asked, apercu=apercu(dossier, call.visitor), lu=dossier
    )


def contrat_change(call: Call) -> Response:
    """What changed for a page that has pieces of it, told by their hashes."""
    _, dossier = _read(call)
    seen = {name: said for name, said in call.form.items() if isinstance(said, str) and name != "csrf"}
    return packed(call, changed(call.about, apercu(dossier, call.visitor), seen))


def passage(call: Call) -> Response:
    """Where a piece comes from: the questions whose answers enter its words, why it is there, what the law changed."""
    asked, dossier = _read(call)
    piece = next((one for one in _pieces(dossier) if one.id == call.part("passage")), None)
    if piece is None:
        raise HTTPException(404)
    found = sources(dossier, piece)
    if call.wants_json():
        return packed(call, {"faits": [chemin for one in found for chemin, _ in one.faits]})
    why = reasons(dossier, piece)
    return call.page(
        "contrat/passage.html", dossier=call.about, etat=asked, fragment=piece, sources=found, pourquoi=why
    )


def fait(call: Call) -> Response:
    """Where an answer goes: the pieces whose words come from it, the clauses that it keeps or leaves out."""
    asked, dossier = _read(call)
    chemin = call.request.query_params.get("chemin", "")
    question = question_at(dossier, chemin) if chemins.is_of_one_fact(chemin) else None
    if question is None:
        raise HTTPException(404)
    found = effects(dossier, _pieces(dossier), chemin)
    if call.wants_json():
        decided = {True: "garde", False: "ecarte"}
        return packed(
            call,
            {
                "passages": [one.id for one in found.fragments],
                "clauses": {one.clause: decided[one.gardee] for one in found.decisions},
            },
        )
    return call.page(
        "contrat/fait.html", dossier=call.about, etat=asked, chemin=chemin, question=question, effets=found
    )


def droit(call: Call) -> Response:
    """What the law of the day changed of the words of the model, and the clauses that this contract has not."""
    asked, dossier = _read(call)
    try:
        return call.page(
            "contrat/droit.html",
            dossier=call.about,
            etat=asked,
            droit=law(dossier),
            ecartees=left_out(dossier),
            lu=dossier,
        )
    except cpom.Refus:
        raise HTTPException(404) from None  # nothing of it could be read: the page of the contract says why


def feuille(_: Call) -> Response:
    """The style sheet of a contract within a page, which names nothing of any contract."""
    headers = {"Cache-Control": "public, max-age=3600"}
    return Response(cpom.style_des_passages(".contrat"), media_type="text/css; charset=utf-8", headers=headers)


def _read(call: Call) -> tuple[State, cpom.Dossier]:
    """The last state of the dossier, or the one that the address names (`etat`)."""
    wanted = call.request.query_params.get("etat", "")
    if wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        raise HTTPException(404)
    try:
        with call.read() as db:
            found = state(db, call.about["id"], int(wanted) if wanted else None)
    except LookupError:
        raise HTTPException(404) from None
    return found, opened(call.base, call.about, found.texte, call.jour)


def _pieces(dossier: cpom.Dossier) -> list[cpom.Passage]:
    try:
        return fragments(dossier)
    except cpom.Refus:
        raise HTTPException(404) from None


PAGES = [
    Page("/contrat.css", feuille, Right.PUBLIC),
    Page("/dossiers/{dossier}/contrat", contrat, Right.LIRE),
    Page("/dossiers/{dossier}/contrat", contrat_change, Right.LIRE, ("POST",)),
    Page("/dossiers/{dossier}/contrat/passages/{passage}", passage, Right.LIRE),
    Page("/dossiers/{dossier}/contrat/fait", fait, Right.LIRE),
    Page("/dossiers/{dossier}/contrat/droit", droit, Right.LIRE),
]

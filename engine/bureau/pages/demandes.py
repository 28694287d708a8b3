"""Requests for correction: the list, asking, answering, saying that it is corrected, closing."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.demandes.followed import followed
from engine.bureau.demandes.requests import (
    CLOTURE,
    CORRECTION,
    LONGEST,
    REOUVERTURE,
    REPONSE,
    SITUATIONS,
    GoneOnError,
    ask,
    may_close,
    request_of,
    requests,
    say,
)
from engine.bureau.demandes.subjects import Subject, subject
from engine.bureau.opening import opened
from engine.bureau.preview.fragments import fragments
from engine.bureau.preview.parties import party_words
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import state

PARTIES = ("", "gestionnaire", "departement")
_NAMES = {
    REPONSE: "a répondu",
    CORRECTION: "dit que c’est corrigé",
    CLOTURE: "a clos cette demande",
    REOUVERTURE: "a rouvert cette demande",
}


def demandes(call: Call) -> Response:
    """The requests of a dossier; and the form to ask for one, about the fact or the clause that the address names."""
    asked = call.request.query_params
    return _page(call, chemin=asked.get("chemin", ""), clause=asked.get("clause", ""))


def demander(call: Call) -> Response:
    """Ask for a correction."""
    chemin, clause, texte = call.said("chemin"), call.said("clause"), call.said("texte").strip()
    if (wrong := _wrong(texte)) or call.said("pour") not in PARTIES:
        return _page(
            call, 422, chemin=chemin, clause=clause, texte=texte, faute=wrong or "Dites à qui vous le demandez."
        )
    if subject(_opened(call), chemin, clause) is None:
        raise HTTPException(404)
    with call.begin() as db:
        name = ask(db, call.about, call.visitor, texte, chemin=chemin, clause=clause, pour=call.said("pour"))
    return call.go(f"/dossiers/{call.about['id']}/demandes#demande-{name}")


def repondre(call: Call) -> Response:
    """Answer a request, say that it is corrected, close it or open it again."""
    genre, texte = call.said("genre"), call.said("texte").strip()
    with call.read() as db:
        try:
            request = request_of(db, call.about["id"], call.visitor, call.part("demande"))
        except LookupError:
            raise HTTPException(404) from None
    if genre not in _NAMES:
        raise HTTPException(400)
    if genre in (CLOTURE, REOUVERTURE) and not may_close(call.visitor, request):
        raise HTTPException(403)
    if (genre == REPONSE or texte) and (wrong := _wrong(texte)):
        return _page(call, 422, sur=request.id, texte=texte, faute=wrong)
    try:
        with call.begin() as db:
            say(db, request, call.about, call.visitor, genre, texte)
    except GoneOnError:
        return _page(
            call, 409, sur=request.id, texte=texte, faute="Quelqu’un a répondu entre-temps : relisez, puis renvoyez."
        )
    return call.go(f"/dossiers/{call.about['id']}/demandes#demande-{request.id}")


def _wrong(texte: str) -> str:
    if not texte:
        return "Écrivez votre message."
    return f"Un message ne dépasse pas {LONGEST} caractères." if len(texte) > LONGEST else ""


def _opened(call: Call) -> cpom.Dossier:
    with call.read() as db:
        text = state(db, call.about["id"]).texte
    return opened(call.base, call.about, text, call.jour)


def _page(
    call: Call,
    status: int = 200,
    *,
    chemin: str = "",
    clause: str = "",
    texte: str = "",
    sur: str = "",
    faute: str = "",
) -> Response:
    """The list; `texte` is what somebody wrote and that could not be taken, about the request `sur` or a new one."""
    dossier = _opened(call)
    about = subject(dossier, chemin, clause)
    answer = cpom.reponses(dossier).de(chemin) if about and chemin else ""
    if about is None:
        raise HTTPException(404)
    with call.read() as db:
        found = requests(db, call.about["id"], call.visitor)
        where = followed(db, call.about["id"], found)
    pour = call.said("pour") if faute and not sur else _asked_by_default(call, about)
    return call.page(
        "demandes/demandes.html", status, dossier=call.about, chemin=chemin, clause=clause, sujet=about, pour=pour,
        reponse=answer,
        ouvertes=[one for one in found if one.is_open], closes=[one for one in found if not one.is_open], noms=_NAMES,
        situations=SITUATIONS, suivies=where, texte=texte, sur=sur, faute=faute, plus_long=LONGEST,
        sujets={one.id: subject(dossier, one.chemin, one.clause) for one in found},
        parties={"": "tout le monde"} | dict(party_words(dossier)),
        articles=_articles(dossier) if any(one.clause for one in found) else {},
        peut_clore={one.id: may_close(call.visitor, one) for one in found},
    )  # fmt: skip


def _articles(dossier: cpom.Dossier) -> dict[str, str]:
    """Where each clause is on the page of the contract; nothing of a contract that cannot be shown."""
    try:
        return {clause: one.id for one in reversed(fragments(dossier)) for clause in one.clauses}
    except cpom.Refus:
        return {}


def _asked_by_default(call: Call, about: Subject) -> str:
    """Whom one asks: the party of the question, or the other one where it is a gestionnaire who tells a mistake."""
    return "departement" if call.visitor.partie == "gestionnaire" else about.pour


PAGES = [
    Page("/dossiers/{dossier}/demandes", demandes, Right.LIRE),
    Page("/dossiers/{dossier}/demandes", demander, Right.REPONDRE, ("POST",)),
    Page("/dossiers/{dossier}/demandes/{demande}", repondre, Right.REPONDRE, ("POST",)),
]

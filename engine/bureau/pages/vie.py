"""What a dossier goes through: handed in, taken back, sent to signature, closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.dossiers.life import MovedOnError, closed, handed_in, renamed, reopened
from engine.bureau.opening import opened
from engine.bureau.pages.documents import MOTEURS
from engine.bureau.preview.parties import for_whom, missing_for
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import State, state
from engine.bureau.states.situations import REDACTION, SITUATIONS, HeldError, writes
from engine.bureau.tasks.queue import asked


def remettre(call: Call) -> Response:
    """What is still missing of theirs; then hand in."""
    about = call.about
    if call.request.method == "POST":
        with moving(call) as db:
            handed_in(db, about["id"], call.visitor, _shown(call))
        return call.go(f"/dossiers/{about['id']}")
    last, read = _read(call)
    wrong = [one for one in for_whom(read, call.visitor) if one.gravite == "erreur"]
    mine = missing_for(read, call.visitor)
    return call.page("dossier/remettre.html", dossier=about, etat=last, manquants=mine, erreurs=wrong)


def rouvrir(call: Call) -> Response:
    """Take the dossier back to drafting."""
    with moving(call) as db:
        reopened(db, call.about["id"], call.visitor, call.said("situation"), call.said("motif").strip())
    return call.go(f"/dossiers/{call.about['id']}")


def renommer(call: Call) -> Response:
    """Give the dossier another name."""
    if title := call.said("titre").strip()[:200]:
        with call.begin() as db:
            renamed(db, call.about["id"], call.visitor, title)
    return call.go(f"/dossiers/{call.about['id']}")


def clore(call: Call) -> Response:
    """Close the dossier."""
    with moving(call) as db:
        closed(db, call.about["id"], call.visitor, call.said("motif").strip())
    return call.go(f"/dossiers/{call.about['id']}")


def envoyer_a_la_signature(call: Call) -> Response:
    """What stands in the way of a final contract; then freeze it, which a task does."""
    about = call.about
    if not writes(about["situation"], call.visitor):
        raise HeldError(about["situation"])
    if call.request.method == "POST":
        engine = call.said("moteur")
        with call.begin() as db:
            task = asked(
                db, "signature", call.visitor, dossier=about["id"], etat=_shown(call),
                moteur=engine if engine in MOTEURS else "weasyprint", avec_reserves=bool(call.said("avec_reserves")),
            )  # fmt: skip
        return call.go(f"/taches/{task}")
    last, read = _read(call)
    try:
        refus, reserves = read.redaction(definitif=True, avec_reserves=True).refus, read.redaction(definitif=True).refus
    except cpom.Refus as wrong:
        refus = reserves = " ".join(one.message for one in wrong.constats)
    return call.page(
        "dossier/signature.html", dossier=about, etat=last, refus=refus, reserves=reserves, moteurs=MOTEURS,
        a_verifier=[one for one in read.constats if one.reserve],
    )  # fmt: skip


def _read(call: Call) -> tuple[State, cpom.Dossier]:
    with call.read() as db:
        last = state(db, call.about["id"])
    return last, opened(call.base, call.about, last.texte, call.jour)


def _shown(call: Call) -> int:
    """The state that the page showed, which is what is handed in or frozen."""
    said = call.said("etat")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


@contextmanager
def moving(call: Call) -> Iterator[Connection]:
    """A transaction that changes a dossier as a page showed it, refused where it is not so any more."""
    try:
        with call.begin() as db:
            yield db
    except MovedOnError:
        raise RefusedError(409, "situation") from None


def next_steps(call: Call) -> dict[str, Any]:
    """What the page of a dossier offers of all this."""
    about = call.about
    return {
        "situations": SITUATIONS,
        "peut_remettre": about["situation"] == REDACTION and call.visitor.may(Right.REMETTRE, about["id"]),
        "peut_envoyer": writes(about["situation"], call.visitor) and call.visitor.may(Right.REDIGER),
        "en_redaction": about["situation"] == REDACTION,
    }


PAGES = [
    Page("/dossiers/{dossier}/remettre", remettre, Right.REMETTRE, ("GET", "POST")),
    Page("/dossiers/{dossier}/rouvrir", rouvrir, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/renommer", renommer, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/clore", clore, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/signature", envoyer_a_la_signature, Right.REDIGER, ("GET", "POST")),
]

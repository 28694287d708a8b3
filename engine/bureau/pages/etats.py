"""The states of a dossier: who changed what, when, by which link; each read, kept, compared, brought back."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.libraries import library
from engine.bureau.opening import opened
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import Next, State, appended, first_broken, read_through, state
from engine.bureau.states.listing import A_PAGE, NATURES, entries, link
from engine.bureau.states.situations import writes
from engine.bureau.states.whole import changes_between
from engine.bureau.templating import attached

_AT_ONCE = 200
"""A journal this long is verified each time it is shown; a longer one where somebody asks."""


def etats(call: Call) -> Response:
    """The journal, the last state first, and whether its chain is whole."""
    about, asked = call.about, call.request.query_params
    before = _number(asked["avant"]) if "avant" in asked else None
    verified = about["dernier_etat"] <= _AT_ONCE or "verifier" in asked
    with call.read() as db:
        shown = entries(db, about["id"], before)
        broken = first_broken(read_through(db, about["id"]), about["dernier_etat"]) if verified else None
    rest = shown[-1].etat["numero"] if len(shown) == A_PAGE and shown[-1].etat["numero"] > 1 else None
    return call.page(
        "etats/etats.html", dossier=about, entrees=shown, suite=rest, verifie=verified, rompu=broken,
        libelles=_labels(call), premiere=before is None,
    )  # fmt: skip


def etat(call: Call) -> Response:
    """A state: its text, what it changed, what can be done with it."""
    one = _state(call)
    with call.read() as db:
        lien = link(db, one.par)
    can_restore = (
        call.visitor.may(Right.REDIGER)
        and one.numero < call.about["dernier_etat"]
        and writes(call.about["situation"], call.visitor)
    )
    return call.page(
        "etats/etat.html", dossier=call.about, etat=one, nature=NATURES.get(one.nature, one.nature), lien=lien,
        libelles=_labels(call), peut_restaurer=can_restore,
    )  # fmt: skip


def description(call: Call) -> Response:
    """The text of a state, byte for byte as `cpom` reads it."""
    one = _state(call)
    return attached(one.texte.encode(), f"{call.about['titre']} - état {one.numero}.yaml")


def restaurer(call: Call) -> Response:
    """Bring back a state, as a new one: those in between stay."""
    about, one = call.about, _state(call)
    books = library(call.base, about["bibliotheque"])
    there = opened(call.base, about, one.texte, call.jour)

    def brought_back(last: State) -> Next:
        changed = changes_between(last.texte, one.texte, books, call.jour)
        return Next(there, "restauration", changed, f"Retour à l’état {one.numero}.")

    appended(call.base, about["id"], brought_back, call.visitor)
    return call.go(f"/dossiers/{about['id']}/etats")


def _state(call: Call) -> State:
    try:
        with call.read() as db:
            return state(db, call.about["id"], _number(call.part("numero")))
    except LookupError:
        raise HTTPException(404) from None


def _number(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 10):
        raise HTTPException(404)
    return int(said)


def _labels(call: Call) -> Mapping[str, str]:
    """What each question asks, by its path without ranks."""
    books = library(call.base, call.about["bibliotheque"])
    if call.about["modele"] not in books.noms_des_modeles:
        return {}
    return {one.chemin: one.libelle for one in books.modele(call.about["modele"]).questions}


PAGES = [
    Page("/dossiers/{dossier}/etats", etats, Right.LIRE),
    Page("/dossiers/{dossier}/etats/{numero}", etat, Right.LIRE),
    Page("/dossiers/{dossier}/etats/{numero}/description.yaml", description, Right.TOUT_LIRE),
    Page("/dossiers/{dossier}/etats/{numero}/restaurer", restaurer, Right.REDIGER, ("POST",)),
]

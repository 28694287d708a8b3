"""The list of dossiers, and the page of one of them, from where everything is reached."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.demandes.requests import requests
from engine.bureau.dossiers.life import events, words_of
from engine.bureau.dossiers.listing import listed
from engine.bureau.libraries import told
from engine.bureau.opening import opened
from engine.bureau.pages.vie import next_steps
from engine.bureau.preview.parties import for_whom, missing_for
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import state
from engine.bureau.states.situations import SITUATIONS


def liste(call: Call) -> Response:
    """Every dossier: its state, its last change, what is missing and found."""
    asked = call.request.query_params
    cherche, situation = asked.get("cherche", ""), asked.get("situation", "")
    number = int(said) if (said := asked.get("page", "1")).isascii() and said.isdigit() and len(said) < 7 else 1
    with call.read() as db:
        listing = listed(db, cherche=cherche, situation=situation if situation in SITUATIONS else "", page=number)
    kept = urlencode({name: one for name, one in (("cherche", cherche), ("situation", situation)) if one})
    return call.page(
        "dossiers/liste.html", listing=listing, cherche=cherche, situation=situation, situations=SITUATIONS, garde=kept
    )


def dossier(call: Call) -> Response:
    """A dossier: what is missing and who knows it, what was found, and the way to each of its pages."""
    about = call.about
    with call.read() as db:
        last, happened = state(db, about["id"]), events(db, about["id"])
        books = told(db, about["bibliotheque"])
        waiting = len(requests(db, about["id"], call.visitor, only_open=True))
    read = opened(call.base, about, last.texte, call.jour)
    return call.page(
        "dossier/dossier.html", dossier=about, etat=last, manquants=missing_for(read, call.visitor),
        constats=for_whom(read, call.visitor), evenements=happened,
        mots_de_l_evenement=words_of, bibliotheque=books, demandes=waiting, **next_steps(call),
    )  # fmt: skip


PAGES = [
    Page("/dossiers", liste, Right.TOUT_LIRE),
    Page("/dossiers/{dossier}", dossier, Right.LIRE),
]

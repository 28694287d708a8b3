"""The documents of a whole programmation: what is asked of a batch, and those that were made."""

from __future__ import annotations

from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.pages.programmations import named
from engine.bureau.programmations.batches import KEPT, made
from engine.bureau.programmations.listing import Wanted, counts, every, wanted
from engine.bureau.routing import Call, Page
from engine.bureau.states.situations import SITUATIONS
from engine.bureau.storage.connect import new_id
from engine.bureau.tasks.queue import asked as ask_for

_USUAL = ("docx", "pdf")


def lots(call: Call) -> Response:
    """The batches of a programmation; a form asks for another, which a task makes."""
    with call.read() as db:
        about = named(db, call)
        situations, years = counts(db, about["id"])
        before = made(db, about["id"])
    wrong, chosen = "", list(_USUAL)
    if call.request.method == "POST":
        chosen = [one for one in cpom.FORMATS if one in call.form.getlist("format")]
        asked = wanted({name: call.said(name) for name in ("annee", "situation")})
        with call.read() as db:
            names = every(db, about["id"], asked)
        if not chosen:
            wrong = "Choisissez au moins un format."
        elif not names:
            wrong = "Aucun contrat ne répond à ce choix : changez l’année ou la situation."
        else:
            return call.go(f"/taches/{_asked(call, about['id'], _title(about['titre'], asked), names, chosen)}")
    return call.page(
        "programmations/lots.html", 422 if wrong else 200, programmation=about, faites=before, formats=cpom.FORMATS,
        choisis=chosen, annees=years, situations=SITUATIONS, comptes=situations, faux=wrong, gardees=KEPT,
        peut=call.visitor.may(Right.REDIGER), dits=call.form,
    )  # fmt: skip


def _asked(call: Call, programmation: str, title: str, names: list[str], formats: list[str]) -> str:
    with call.begin() as db:
        return ask_for(
            db, "lot", call.visitor, programmation=programmation, dossiers=names, formats=formats, titre=title,
            definitif=call.said("definitif") == "oui", avec_reserves=call.said("avec_reserves") == "oui",
            moteur="typst" if call.said("moteur") == "typst" else "weasyprint", jour=call.jour.isoformat(),
            travail=new_id(),
        )  # fmt: skip


def _title(title: str, asked: Wanted) -> str:
    return ", ".join(filter(None, (title, asked.annee, SITUATIONS.get(asked.situation, ""))))


PAGES = [
    Page("/programmations/{programmation}/lots", lots, Right.TOUT_LIRE),
    Page("/programmations/{programmation}/lots", lots, Right.REDIGER, ("POST",)),
]

"""The calendar of all dossiers, and the secret address by which a diary subscribes to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.agenda.deadlines import as_calendar, deadlines, of_programmations, wanted, who_acts
from engine.bureau.agenda.subscription import ended, may_read, subscribed, subscriptions
from engine.bureau.routing import Call, Page
from engine.bureau.states.situations import SITUATIONS

_BEFORE = timedelta(days=60)
_MOST = 2_000
"""The deadlines that a diary is given, the first ones: one that holds thousands of contracts reads a programmation."""


def calendrier(call: Call) -> Response:
    """The deadlines of every dossier, by day, those of a period, of a programmation, of whoever acts."""
    asked = wanted(call.request.query_params, call.jour)
    with call.read() as db:
        days = deadlines(db, asked)
        who, titles, theirs = who_acts(db), of_programmations(db), subscriptions(db, call.visitor)
    return call.page(
        "calendrier/calendrier.html", listing=days, voulu=asked, qui=who, programmations=titles, situations=SITUATIONS,
        abonnements=theirs, garde=urlencode({"du": "", **asked.query()}),
    )  # fmt: skip


def abonnement(call: Call) -> Response:
    """Make a secret address of the calendar as it was shown, and say it once."""
    asked = wanted({"programmation": call.said("programmation"), "qui": call.said("qui")}, call.jour)
    kept = {name: one for name, one in asked.query().items() if name in ("programmation", "qui")}
    with call.begin() as db:
        title = of_programmations(db).get(asked.programmation, "")
        secret = subscribed(db, call.visitor, ", ".join(filter(None, (title, asked.qui))) or "tous les contrats")
    query = f"?{urlencode(kept)}" if kept else ""
    address = f"{call.settings.public_url}/agenda/{secret}.ics{query}"
    return call.page("calendrier/abonnement.html", adresse=address)


def fin_d_abonnement(call: Call) -> Response:
    """Take back a secret address."""
    with call.begin() as db:
        there_was = ended(db, call.visitor, call.part("abonnement"))
    if not there_was:
        raise HTTPException(404)
    return call.go("/calendrier")


def agenda(call: Call) -> Response:
    """The calendar, for the diary that knows the secret."""
    asked = wanted(call.request.query_params, call.jour)
    with call.read() as db:
        if not may_read(db, call.part("secret")):
            raise HTTPException(404)
        title = of_programmations(db).get(asked.programmation, "") or "contrats"
        content = as_calendar(db, replace(asked, du=call.jour - _BEFORE, au=None), title, _MOST)
    return Response(content, media_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-cache"})


PAGES = [
    Page("/calendrier", calendrier, Right.TOUT_LIRE),
    Page("/calendrier/abonnements", abonnement, Right.TOUT_LIRE, ("POST",)),
    Page("/calendrier/abonnements/{abonnement}/fin", fin_d_abonnement, Right.TOUT_LIRE, ("POST",)),
    Page("/agenda/{secret}.ics", agenda, Right.PUBLIC),
]

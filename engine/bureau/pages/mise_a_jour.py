"""A later table of a programmation: sent in, what it changes, and what is taken of it."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.pages.programmations import named
from engine.bureau.programmations.changes import A_REPRENDRE
from engine.bureau.programmations.reports import report
from engine.bureau.programmations.sources import completed, kept, sent, sources
from engine.bureau.refusals import RefusedError, refusal_of
from engine.bureau.routing import Call, Page
from engine.bureau.tasks.queue import asked as ask_for


def mise_a_jour(call: Call) -> Response:
    """Send in a table that changed, or any file of the programmation; a task says what that changes."""
    with call.read() as db:
        about = named(db, call)
        files = sources(db, about["id"])
    if call.request.method != "POST":
        return call.page("programmations/mise_a_jour.html", programmation=about, fichiers=sorted(files), refus=None)
    try:
        new = completed(files, sent(call, "fichiers"))
    except RefusedError as why:
        said = {"programmation": about, "fichiers": sorted(files), "refus": refusal_of(why)}
        return call.page("programmations/mise_a_jour.html", why.status_code, **said)
    with call.begin() as db:
        kept(db, about["id"], new, call.visitor.nom)
        task = ask_for(db, "mise_a_jour", call.visitor, programmation=about["id"])
    return call.go(f"/taches/{task}")


def reprendre(call: Call) -> Response:
    """Take what is ticked of a report of changes, or all that nobody changed since."""
    with call.read() as db:
        about = named(db, call)
        try:
            told = report(db, about["id"], call.part("rapport"))
        except LookupError:
            raise HTTPException(404) from None
    if told["genre"] != "changements":
        raise HTTPException(404)
    if call.said("action") == "tout":
        new = [one["nom"] for one in told["nouveaux"]]
        taken = {
            one["dossier"]: [fact["chemin"] for fact in one["faits"] if fact["sort"] == A_REPRENDRE]
            for one in told["changes"]
        }
    else:
        new = [one["nom"] for one in told["nouveaux"] if call.said(f"nouveau:{one['nom']}")]
        taken = {
            one["dossier"]: [
                fact["chemin"] for fact in one["faits"] if call.said(f"fait:{one['dossier']}:{fact['chemin']}")
            ]
            for one in told["changes"]
        }
    with call.begin() as db:
        task = ask_for(
            db, "reprise", call.visitor, programmation=about["id"], rapport=call.part("rapport"), nouveaux=new,
            faits={name: paths for name, paths in taken.items() if paths},
        )  # fmt: skip
    return call.go(f"/taches/{task}")


PAGES = [
    Page("/programmations/{programmation}/mise-a-jour", mise_a_jour, Right.REDIGER, ("GET", "POST")),
    Page("/programmations/{programmation}/rapports/{rapport}/reprendre", reprendre, Right.REDIGER, ("POST",)),
]

"""A task that lasts: how far it is, what came of it, its files; it may be stopped, or asked for again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, select
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from engine.bureau.access.rights import Right
from engine.bureau.routing import Call, Page
from engine.bureau.storage.tables import fichiers, taches
from engine.bureau.tasks.catalogue import KINDS
from engine.bureau.tasks.queue import ATTENTE, ECHOUEE, asked, stopped
from engine.bureau.tasks.task import EN_COURS
from engine.bureau.templating import attached

WORDS: Mapping[str, str] = {
    ATTENTE: "en attente",
    EN_COURS: "en cours",
    "faite": "faite",
    ECHOUEE: "échouée",
}


def tache(call: Call) -> Response:
    """A task, as a page that refreshes itself while it lasts, or as JSON for a script."""
    row, results = found(call)
    told = row["avancement"]
    going = row["situation"] in (ATTENTE, EN_COURS)
    message = str(told.get("message", "")) if going else row["message"]
    if call.wants_json():
        return JSONResponse(
            {
                "tache": row["id"],
                "situation": row["situation"],
                "mots": WORDS[row["situation"]],
                "message": message,
                "fait": told.get("fait"),
                "sur": told.get("sur"),
                "vers": told.get("vers"),
                "fichiers": [
                    {"nom": one.nom, "adresse": f"/taches/{row['id']}/fichiers/{one.id}"} for one in results
                ],
            },
            headers={"Cache-Control": "no-store"},
        )  # fmt: skip
    return call.page(
        "taches/tache.html",
        tache=row,
        titre=KINDS[row["genre"]].titre if row["genre"] in KINDS else row["genre"],
        mots=WORDS[row["situation"]],
        message=message,
        dure=going,
        suivie=going and "fixe" not in call.request.query_params,
        fichiers=results,
        peut=_may_act(call, row),
    )


def tache_fichier(call: Call) -> Response:
    """A file that a task made, to keep."""
    _, results = found(call)
    if (one := next((one for one in results if one.id == call.part("fichier")), None)) is None:
        raise HTTPException(404)
    with call.read() as db:
        content = db.execute(select(fichiers.c.contenu).where(fichiers.c.id == one.id)).scalar_one()
    return attached(content, one.nom)


def tache_arreter(call: Call) -> Response:
    """Stop a task."""
    row = _to_act_on(call)
    with call.begin() as db:
        stopped(db, row["id"], call.visitor.nom)
    return call.go(f"/taches/{row['id']}")


def tache_recommencer(call: Call) -> Response:
    """Ask again for a task that failed."""
    row = _to_act_on(call)
    if row["situation"] != ECHOUEE:
        return call.go(f"/taches/{row['id']}")
    about = {"dossier": row["dossier"] or "", "programmation": row["programmation"] or ""}
    with call.begin() as db:
        again = asked(db, row["genre"], call.visitor, **about, **row["arguments"])
    return call.go(f"/taches/{again}")


def found(call: Call) -> tuple[RowMapping, Sequence[Any]]:
    """The task that the address names, and its files; 404 where whoever asks may not read what it is about."""
    with call.read() as db:
        row = db.execute(select(taches).where(taches.c.id == call.part("tache"))).mappings().first()
        if row is None or not _may_read(call, row):
            raise HTTPException(404)
        return row, _files(db, row)


def _files(db: Connection, row: RowMapping) -> Sequence[Any]:
    names = row["avancement"].get("fichiers", [])
    asked_for = select(fichiers.c.id, fichiers.c.nom).where(fichiers.c.id.in_(names), fichiers.c.retire_le.is_(None))
    found = {one.id: one for one in db.execute(asked_for)}
    return [found[name] for name in names if name in found]


def _may_read(call: Call, row: RowMapping) -> bool:
    if call.visitor.is_guest:  # theirs: what others ask for about the dossier may hold what is not
        return bool(row["dossier"] == call.visitor.dossier and row["par"] == call.visitor.par)
    return call.visitor.may(Right.TOUT_LIRE)


def _may_act(call: Call, row: RowMapping) -> bool:
    """Whoever asked for it, and those who draft."""
    return row["par"] == call.visitor.par or call.visitor.may(Right.REDIGER)


def _to_act_on(call: Call) -> RowMapping:
    row, _ = found(call)
    if not _may_act(call, row):
        raise HTTPException(403)
    return row


PAGES = [
    Page("/taches/{tache}", tache, Right.ENTRER),
    Page("/taches/{tache}/fichiers/{fichier}", tache_fichier, Right.ENTRER),
    Page("/taches/{tache}/arreter", tache_arreter, Right.ENTRER, ("POST",)),
    Page("/taches/{tache}/recommencer", tache_recommencer, Right.ENTRER, ("POST",)),
]

"""Documents for programs: asked for, followed, fetched; and the programmations that dossiers come from."""

from __future__ import annotations

from sqlalchemy import func, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.api import words
from engine.bureau.api.dossiers import told
from engine.bureau.api.operations import ROOT, Operation
from engine.bureau.libraries import library
from engine.bureau.pages.programmations import named
from engine.bureau.pages.taches import found, tache_fichier
from engine.bureau.programmations.listing import Wanted, contracts
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call
from engine.bureau.states.journal import state
from engine.bureau.storage.tables import dossiers, programmations
from engine.bureau.tasks.queue import asked as ask_for


def ecrire(call: Call, said: words.DocumentVoulu) -> words.Tache:
    """Demande un document, qu'une tâche écrit ; suivez-la jusqu'à « faite », puis lisez son fichier."""
    about = call.about
    others: list[str] = []
    if said.document:
        try:
            others = list(library(call.base, about["bibliotheque"]).modele(about["modele"]).documents)
        except cpom.Refus:
            others = []
        if said.document not in others:
            raise RefusedError(422, "api-envoi", [f"« document » : {', '.join(others) or 'ce modèle n’en a pas'}."])
    with call.begin() as db:
        try:
            of = state(db, about["id"], said.etat)
        except LookupError:
            raise HTTPException(404) from None
        arguments = {**said.model_dump(), "etat": of.numero}
        name = ask_for(db, "document", call.visitor, dossier=about["id"], **arguments)
    return words.Tache(id=name, situation="attente", message="", fait=None, sur=None, fichiers=[])


def suivre(call: Call) -> words.Tache:
    """Où en est une tâche, et les fichiers qu'elle a écrits."""
    row, results = found(call)
    far = row["avancement"]
    files = [words.Fichier(nom=one.nom, adresse=f"{ROOT}/taches/{row['id']}/fichiers/{one.id}") for one in results]
    return words.Tache(
        id=row["id"], situation=row["situation"], message=row["message"] or str(far.get("message", "")),
        fait=far.get("fait"), sur=far.get("sur"), fichiers=files,
    )  # fmt: skip


def fichier(call: Call) -> Response:
    """Le fichier qu'une tâche a écrit."""
    return tache_fichier(call)


def lister_les_programmations(call: Call) -> words.Programmations:
    """Les programmations du bureau."""
    many = func.count(dossiers.c.id).label("contrats")
    asked = (
        select(programmations, many)
        .outerjoin(dossiers, dossiers.c.programmation == programmations.c.id)
        .group_by(programmations.c.id)
        .order_by(programmations.c.cree_le.desc(), programmations.c.id)
    )
    with call.read() as db:
        rows = db.execute(asked).mappings().all()
    return words.Programmations(
        programmations=[
            words.Programmation(id=row["id"], titre=row["titre"], cree_le=row["cree_le"], contrats=row["contrats"])
            for row in rows
        ]
    )


def contrats(call: Call, asked: words.Recherche) -> words.Dossiers:
    """Les dossiers d'une programmation."""
    with call.read() as db:
        about = named(db, call)
        wanted = Wanted(cherche=asked.cherche, situation=asked.situation, page=asked.page)
        listing = contracts(db, about["id"], wanted, call.jour)
    return words.Dossiers(
        dossiers=[told(one) for one in listing.rows], total=listing.total, page=listing.page, pages=listing.last
    )


OPERATIONS = [
    Operation(
        "POST", "/dossiers/{dossier}/documents", ecrire, Right.REDIGER, "Demander un document",
        envoi=words.DocumentVoulu, donne=words.Tache, statut=202,
    ),
    Operation("GET", "/taches/{tache}", suivre, Right.TOUT_LIRE, "Une tâche", donne=words.Tache),
    Operation(
        "GET", "/taches/{tache}/fichiers/{fichier}", fichier, Right.TOUT_LIRE, "Un fichier d'une tâche",
        genre="application/octet-stream",
    ),
    Operation(
        "GET", "/programmations", lister_les_programmations, Right.TOUT_LIRE, "Les programmations",
        donne=words.Programmations,
    ),
    Operation(
        "GET", "/programmations/{programmation}", contrats, Right.TOUT_LIRE, "Les contrats d'une programmation",
        demande=words.Recherche, donne=words.Dossiers,
    ),
]  # fmt: skip

"""The documents of a dossier: asked for, written by a task, kept, downloaded."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.dossiers.files import DOCUMENT, FIGE, content_of, shown
from engine.bureau.libraries import library
from engine.bureau.routing import Call, Page
from engine.bureau.tasks.queue import asked, lately
from engine.bureau.templating import attached

FORMATS = {
    "docx": "Word (DOCX)",
    "odt": "LibreOffice (ODT)",
    "pdf": "PDF",
    "xlsx": "Annexes chiffrées (XLSX)",
    "html": "Page HTML",
    "txt": "Texte brut",
    "json": "JSON",
}
MOTEURS = {"weasyprint": "WeasyPrint", "typst": "Typst, plus rapide"}
AVANCEMENTS = {"attente": "en attente", "en_cours": "en train de s’écrire", "faite": "écrit", "echouee": "non écrit"}
"""How far a document that was asked for is."""


def documents(call: Call) -> Response:
    """What can be written, and what was."""
    about = call.about
    with call.read() as db:
        files = shown(db, about["id"], (DOCUMENT, FIGE), call.visitor)
        tasks = lately(db, "document", about["id"], call.visitor)
    return call.page(
        "dossier/documents.html", dossier=about, formats=FORMATS, moteurs=MOTEURS, fichiers=files, fige=FIGE,
        autres=_others(call), demandes=tasks, avancements=AVANCEMENTS,
    )  # fmt: skip


def ecrire_document(call: Call) -> Response:
    """Ask for a document; a draft where a guest asks."""
    about = call.about
    wanted, other, engine = call.said("format"), call.said("document"), call.said("moteur") or "weasyprint"
    if wanted not in FORMATS or engine not in MOTEURS or (other and other not in _others(call)):
        raise HTTPException(400)
    final = bool(call.said("definitif")) and not call.visitor.is_guest
    with call.begin() as db:
        task = asked(
            db, "document", call.visitor, dossier=about["id"], format=wanted, document=other, moteur=engine,
            definitif=final, avec_reserves=final and bool(call.said("avec_reserves")), etat=about["dernier_etat"],
        )  # fmt: skip
    return call.go(f"/taches/{task}")


def fichier_du_dossier(call: Call) -> Response:
    """A file of the dossier, to keep."""
    with call.read() as db:
        found = content_of(db, call.about["id"], call.part("fichier"), call.visitor)
    if found is None:
        raise HTTPException(404)
    return attached(found["contenu"], found["nom"])


def _others(call: Call) -> dict[str, str]:
    """The other documents of the model, with their titles."""
    try:
        return dict(library(call.base, call.about["bibliotheque"]).modele(call.about["modele"]).documents)
    except cpom.Refus:
        return {}


PAGES = [
    Page("/dossiers/{dossier}/documents", documents, Right.LIRE),
    Page("/dossiers/{dossier}/documents", ecrire_document, Right.LIRE, ("POST",)),
    Page("/dossiers/{dossier}/fichiers/{fichier}", fichier_du_dossier, Right.LIRE),
]

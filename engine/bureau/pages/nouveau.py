"""Opening a dossier: from a model and the answers that decide the rest, from a file, from last period's contract."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.dossiers.creating import New, created
from engine.bureau.dossiers.files import named_files
from engine.bureau.dossiers.life import told
from engine.bureau.dossiers.listing import listed
from engine.bureau.dossiers.renewing import RENOUVELLEMENT, renewed
from engine.bureau.dossiers.starting import deciding, started
from engine.bureau.form.fields import help_of, offered
from engine.bureau.libraries import current
from engine.bureau.opening import opened
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import state
from engine.bureau.uploads.isolated import isolated
from engine.bureau.uploads.received import received

FACT = "f:"
"""What the name of a field begins with, before the path of its fact."""


def nouveau(call: Call) -> Response:
    """The ways to open a dossier."""
    cherche = call.request.query_params.get("cherche", "")
    found = None
    if cherche:
        with call.read() as db:
            found = listed(db, cherche=cherche)
    return call.page("dossiers/nouveau.html", modeles=_modeles(call), cherche=cherche, trouves=found)


def d_un_fichier(call: Call) -> Response:
    """A dossier from a description, or from a document that carries one; or the one of the period after it."""
    file = received(call, "fichier", ("yaml", "docx", "odt", "pdf"))
    _, books = current(call.base, call.settings)
    after = bool(call.said("suivante"))
    found = isolated(
        "engine.bureau.dossiers.apart:description", file.contenu, name=file.nom, bibliotheque=str(books.etal),
        jour=call.jour.isoformat(), suivante=after,
    )  # fmt: skip
    if not found["modele"]:
        raise RefusedError(422, "sans-modele", [*books.noms_des_modeles])
    title = call.said("titre").strip() or PurePath(file.nom).stem
    nature = RENOUVELLEMENT if after else "import"
    made = created(
        call.base, call.settings, New(title[:200], found["texte"], nature, f"De « {file.nom} »."), call.visitor,
        call.jour,
    )  # fmt: skip
    detail = {"constats": found["constats"], **(found["repris"] or {})}
    with call.begin() as db:
        told(db, made, call.visitor, nature, {**detail, "de": file.nom})
    return call.go(f"/dossiers/{made}")


def renouveler(call: Call) -> Response:
    """A dossier for the period after a contract of the desk, with its facts and the files that it names."""
    old = call.about
    with call.read() as db:
        last = state(db, old["id"])
        files = named_files(db, old["id"])
    try:
        after = renewed(opened(call.base, old, last.texte, call.jour))
    except cpom.Erreur as error:
        raise RefusedError(409, "renouvellement", [f"{one.message} {one.conseil}" for one in error.constats]) from None
    title = call.said("titre").strip() or f"{old['titre']}, période suivante"
    new = New(
        title[:200], after.texte, RENOUVELLEMENT, f"Du dossier « {old['titre']} », état {last.numero}.",
        origine=old["id"], nommes=files,
    )  # fmt: skip
    made = created(call.base, call.settings, new, call.visitor, call.jour)
    with call.begin() as db:
        told(db, made, call.visitor, RENOUVELLEMENT, {**after.told(), "de": old["titre"], "dossier": old["id"]})
    return call.go(f"/dossiers/{made}")


def du_modele(call: Call) -> Response:
    """The first answers of a dossier of a model; then the dossier."""
    name = call.request.query_params.get("modele", "") or call.said("modele")
    _, library = current(call.base, call.settings)
    if name not in library.noms_des_modeles:
        raise HTTPException(404)
    model = library.modele(name)
    title = call.said("titre").strip()
    wrong: dict[str, str] = {}
    said = {field[len(FACT) :]: text for field, text in call.form.items() if field.startswith(FACT)}
    answers = {path: str(text).strip() for path, text in said.items() if str(text).strip()}
    if call.request.method == "POST":
        text, wrong = started(model, answers, library, call.jour)
        if not title:
            wrong = {"titre": "Donnez un nom à ce dossier : celui de l’organisme, par exemple.", **wrong}
        if not wrong:
            made = created(call.base, call.settings, New(title[:200], text), call.visitor, call.jour)
            return call.go(f"/dossiers/{made}")
    return call.page(
        "dossiers/du_modele.html", 422 if wrong else 200, modele=model, questions=deciding(model), titre=title,
        reponses=answers, faux=wrong, offertes=offered, aide_de=help_of,
    )  # fmt: skip


def _modeles(call: Call) -> Mapping[str, cpom.Modele]:
    return current(call.base, call.settings)[1].modeles


PAGES = [
    Page("/dossiers/nouveau", nouveau, Right.REDIGER),
    Page("/dossiers/nouveau/fichier", d_un_fichier, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/renouveler", renouveler, Right.REDIGER, ("POST",)),
    Page("/dossiers/nouveau/modele", du_modele, Right.REDIGER, ("GET", "POST")),
]

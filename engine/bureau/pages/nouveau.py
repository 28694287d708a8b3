"""Opening a dossier: from a model, and the few answers that decide what it asks."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.dossiers.creating import New, created
from engine.bureau.dossiers.starting import deciding, started
from engine.bureau.libraries import current
from engine.bureau.routing import Call, Page

FACT = "f:"
"""What the name of a field begins with, before the path of its fact."""


def nouveau(call: Call) -> Response:
    """The ways to open a dossier."""
    return call.page("dossiers/nouveau.html", modeles=_modeles(call))


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
        reponses=answers, faux=wrong,
    )  # fmt: skip


def _modeles(call: Call) -> Mapping[str, cpom.Modele]:
    return current(call.base, call.settings)[1].modeles


PAGES = [
    Page("/dossiers/nouveau", nouveau, Right.REDIGER),
    Page("/dossiers/nouveau/modele", du_modele, Right.REDIGER, ("GET", "POST")),
]

"""The files of a dossier: a form or annexes that come back filled in, those that its description names."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.dossiers.files import ANNEXE, NATURES, RETOUR, added, names_of, replaced, shown, taken_away
from engine.bureau.dossiers.life import told
from engine.bureau.dossiers.taking import ANNEXES, FORMULAIRE, blank, taken
from engine.bureau.opening import NOMME, in_the_way, is_safe
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import state
from engine.bureau.states.situations import HeldError, writes
from engine.bureau.templating import attached
from engine.bureau.uploads.received import received

_IMAGES = ("png", "jpeg")


def fichiers(call: Call) -> Response:
    """What can be taken away and given back, and the files of the dossier."""
    about = call.about
    with call.read() as db:
        files = shown(db, about["id"], (NOMME, ANNEXE, RETOUR), call.visitor)
    can = writes(about["situation"], call.visitor) and call.visitor.may(Right.REPONDRE, about["id"])
    return call.page(
        "dossier/fichiers.html", dossier=about, fichiers=files, natures=NATURES, nomme=NOMME, peut=can,
        retirables=_may_take_away(call),
    )  # fmt: skip


def a_remplir(call: Call) -> Response:
    """The questionnaire or the annexes to fill in elsewhere, with what is answered already."""
    about, kind, wanted = call.about, call.part("genre"), call.part("format")
    if (kind, wanted) not in ((FORMULAIRE, "xlsx"), (FORMULAIRE, "docx"), (ANNEXES, "xlsx")):
        raise HTTPException(404)
    with call.read() as db:
        text = state(db, about["id"]).texte
    try:
        content = blank(call, about, text, kind, wanted)
    except cpom.Erreur as error:
        raise RefusedError(422, "formulaire-impossible", [one.message for one in error.constats]) from None
    return attached(content, f"{about['titre']} - {kind}.{wanted}")


def reprendre(call: Call) -> Response:
    """Take a form, or a workbook of annexes, that came back."""
    about, kind = call.about, call.part("genre")
    if kind not in (FORMULAIRE, ANNEXES):
        raise HTTPException(404)
    _refuse_held(call)
    file = received(call, "fichier", ("xlsx", "docx") if kind == FORMULAIRE else ("xlsx", "ods"))
    with call.begin() as db:
        added(db, about["id"], ANNEXE, file.nom, file.contenu, who=call.visitor.nom)
    found = taken(call, file, kind)
    return call.page("dossier/repris.html", dossier=about, repris=found, fichier=file.nom)


def joindre(call: Call) -> Response:
    """Attach a file that the description names, under that name: it takes the place of the one that had it."""
    _refuse_held(call)
    file = received(call, "fichier", _IMAGES if call.visitor.is_guest else (*_IMAGES, "docx"))
    name = call.said("nom").strip() or file.nom
    suffix = {"jpeg": (".jpg", ".jpeg")}.get(file.genre, (f".{file.genre}",))
    if not is_safe(name) or PurePosixPath(name).suffix.lower() not in suffix:
        raise RefusedError(422, "nom-de-fichier")
    with call.begin() as db:
        if in_the_way(name, names_of(db, call.about["id"])):
            raise RefusedError(422, "nom-de-fichier")
        replaced(db, call.about["id"], name, file.contenu, call.visitor.nom)
        told(db, call.about["id"], call.visitor, "fichier", {"nom": name})
    return call.go(f"/dossiers/{call.about['id']}/fichiers")


def retirer(call: Call) -> Response:
    """Take away a file: it is kept, and serves no more."""
    if not _may_take_away(call):
        raise HTTPException(403)
    _refuse_held(call)
    with call.begin() as db:
        if (name := taken_away(db, call.about["id"], call.part("fichier"))) is None:
            raise HTTPException(404)
        told(db, call.about["id"], call.visitor, "retrait", {"nom": name})
    return call.go(f"/dossiers/{call.about['id']}/fichiers")


def _may_take_away(call: Call) -> bool:
    return call.visitor.may(Right.REDIGER) and writes(call.about["situation"], call.visitor)


def _refuse_held(call: Call) -> None:
    if not writes(call.about["situation"], call.visitor):
        raise HeldError(call.about["situation"])


PAGES = [
    Page("/dossiers/{dossier}/fichiers", fichiers, Right.LIRE),
    Page("/dossiers/{dossier}/fichiers", joindre, Right.REPONDRE, ("POST",)),
    Page("/dossiers/{dossier}/fichiers/{fichier}/retirer", retirer, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/a-remplir/{genre}.{format}", a_remplir, Right.LIRE),
    Page("/dossiers/{dossier}/reprendre/{genre}", reprendre, Right.REPONDRE, ("POST",)),
]

"""The questionnaire of a dossier: a page a section, beside the contract, saved whole or as it is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.demandes.followed import open_requests
from engine.bureau.form.fields import field_id, shown
from engine.bureau.form.posted import Posted, posted
from engine.bureau.form.saved import Conflict, Saved
from engine.bureau.form.saving import saved
from engine.bureau.form.sheet import Sheet, address, groups, section_at, with_saved
from engine.bureau.opening import keep_read, opened
from engine.bureau.preview.fragments import apercu
from engine.bureau.preview.parties import for_whom
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import Next, State, appended, history, state
from engine.bureau.states.situations import writes


def questionnaire(call: Call) -> Response:
    """The section of a question (`?chemin=`), or else the first one that waits for answers."""
    lu = _opened(call, _last(call).texte)
    sections = _sections(call, lu)
    asked = call.request.query_params
    chemin = asked.get("chemin", "") or asked.get("champ", "")
    if chemin and (found := section_at(sections, chemin)):
        section, near = found
        sheet = _sheet(call, lu, section.nom)
        item = next((one for one in groups(section.contenu) if _holds(one.chemin, near)), None) if sheet.apart else None
        return call.go(f"{address(call.about['id'], section.nom, item.chemin if item else '')}#{quote(field_id(near))}")
    first = next((one for one in sections if one.repondues < one.posees), sections[0])
    return call.go(address(call.about["id"], first.nom))


def section(call: Call) -> Response:
    """A section, with its answers."""
    last = _last(call)
    return _page(call, last, _sheet(call, _opened(call, last.texte), call.part("section")))


def enregistrer_la_section(call: Call) -> Response:
    """Save a section that is posted whole, and show it again, or the next one."""
    done = _saved(call)
    sheet = _sheet(call, done.made.dossier, call.part("section"))
    if not done.made.whole:
        return _page(call, done.last, with_saved(sheet, done.made), 409 if done.made.conflits else 422)
    return call.go(_next(call, sheet, done.made))


def reponses(call: Call) -> Response:
    """Save answers as they are typed, and tell what became of each; or go back to the page that they come from."""
    done = _saved(call)
    if not call.wants_json():
        return call.go(f"/dossiers/{call.about['id']}/questionnaire")
    return JSONResponse(_told(done), headers={"Cache-Control": "no-store"})


@dataclass(frozen=True, slots=True)
class _Done:
    """A form that was saved: what became of it, the last state, the states of others since its page was shown."""

    made: Saved
    last: State
    elsewhere: bool


def _saved(call: Call) -> _Done:
    form, name = posted(call.form.multi_items()), call.about["id"]
    kept: list[tuple[Saved, bool]] = []

    def make(last: State) -> Next | None:
        before, after = _since(call, form, last)
        current = _opened(call, last.texte)
        made = saved(form, before, after, current, lambda text: cpom.reponses(_opened(call, text)), call.visitor)
        kept.append((made, any(one.par != call.visitor.par for one in after)))
        if not made.changements:
            return None
        keep_read(call.base, call.about, made.dossier, call.jour)
        return Next(made.dossier, "reponses", made.changements)

    last = appended(call.base, name, make, call.visitor)
    made, elsewhere = kept[-1]
    return _Done(made, last, elsewhere)


def _since(call: Call, form: Posted, last: State) -> tuple[State, list[State]]:
    """The state that the page showed, and those that came after it."""
    with call.read() as db:
        try:
            before = state(db, call.about["id"], form.etat)
        except LookupError:
            raise HTTPException(400) from None
        return before, [one for one in history(db, call.about["id"], form.etat) if one.numero <= last.numero]


def _told(done: _Done) -> dict[str, Any]:
    """What the script of the page is told (static/enregistrer.js)."""
    said = cpom.reponses(done.made.dossier)
    return {
        "etat": done.last.numero,
        "enregistre": done.made.enregistre,
        "conflits": [
            {
                "chemin": one.chemin,
                "mien": one.mien,
                "autre": _as_shown(said, one),
                "qui": one.qui,
                "retire": one.retire,
            }
            for one in done.made.conflits
        ],
        "erreurs": [
            {"chemin": one.chemin, "message": one.message, "conseil": one.conseil} for one in done.made.erreurs
        ],
        "questions_changees": done.made.decide or done.elsewhere,
    }


def _as_shown(said: cpom.Reponses, one: Conflict) -> str:
    asked = said.question(one.chemin)
    return shown(asked.genre, one.autre).strip() if asked else one.autre


def _last(call: Call) -> State:
    with call.read() as db:
        return state(db, call.about["id"])


def _opened(call: Call, text: str) -> cpom.Dossier:
    return opened(call.base, call.about, text, call.jour)


def _sections(call: Call, lu: cpom.Dossier) -> tuple[cpom.Rubrique, ...]:
    try:
        return cpom.rubriques(lu, call.visitor.partie or None)  # type: ignore[arg-type]
    except cpom.Refus:
        raise HTTPException(409, "description") from None


def _sheet(call: Call, lu: cpom.Dossier, name: str) -> Sheet:
    sections = _sections(call, lu)
    found: dict[str, list[cpom.Constat]] = {}
    for constat in for_whom(lu, call.visitor):
        found.setdefault(constat.chemin, []).append(constat)
    asked = next((one for one in sections if one.nom == name), None)
    if asked is None:  # what decides of it left it out, or it is of another model
        raise HTTPException(404, "section")
    element = call.request.query_params.get("element", "")
    item = next((one for one in groups(asked.contenu) if element and one.chemin == element), None)
    with call.read() as db:
        waiting = open_requests(db, call.about["id"], call.visitor)
    return Sheet(call.about["id"], sections, asked, call.visitor, found, item, corrections=waiting)


def _page(call: Call, last: State, sheet: Sheet, status: int = 200) -> Response:
    lu = _opened(call, last.texte)
    return call.page(
        "questionnaire/section.html",
        status,
        dossier=call.about,
        etat=last,
        feuille=sheet,
        apercu=apercu(lu, call.visitor),
        ecrit=writes(call.about["situation"], call.visitor),
        enregistre="enregistre" in call.request.query_params,
    )


def _next(call: Call, sheet: Sheet, made: Saved) -> str:
    """Where a form that was kept leads: to the item that it added, to the next section, or to its own page again."""
    added = next((one for one in reversed(made.changements) if one.get("operation") == "ajouter"), None)
    if added:
        item = f"{added['liste']}[{added['rang']}]"
        there = address(sheet.dossier, sheet.section.nom, item) if sheet.apart else sheet.adresse
        return f"{there}#{quote(field_id(item))}"
    here = sheet.of(sheet.apres) if call.said("suite") and sheet.apres else sheet.adresse
    return str(URL(here).include_query_params(enregistre="1"))


def _holds(element: str, chemin: str) -> bool:
    return "[" in element and (chemin == element or chemin.startswith(f"{element}."))


PAGES = [
    Page("/dossiers/{dossier}/questionnaire", questionnaire, Right.REPONDRE),
    Page("/dossiers/{dossier}/questionnaire/{section:path}", section, Right.REPONDRE),
    Page("/dossiers/{dossier}/questionnaire/{section:path}", enregistrer_la_section, Right.REPONDRE, ("POST",)),
    Page("/dossiers/{dossier}/reponses", reponses, Right.REPONDRE, ("POST",)),
]

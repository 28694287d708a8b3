"""The clauses of a contract: the list, and the page where the words of one are changed, left out or given back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.negotiation.clauses import ClashError, Edit, Make, WrongError, name_for, tried, written
from engine.bureau.opening import opened
from engine.bureau.preview.fragments import fragments
from engine.bureau.routing import Call, Page
from engine.bureau.states.journal import State, state

_CLASH = (
    "Quelqu’un d’autre a changé cette clause entre-temps. Vos mots sont gardés dans cette page : comparez-les à ceux "
    "du contrat, plus bas, puis enregistrez à nouveau."
)
_NO_MOTIF = "Dites pourquoi la clause change : qui l’a demandé, et quand."


def clauses(call: Call) -> Response:
    """Every clause that the contract has, or that the parties left out of it."""
    dossier, _ = _opened(call)
    listed = [one for one in dossier.decisions if one.gardee or one.negociee]
    return call.page("negociation/clauses.html", dossier=call.about, clauses=listed)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page says of words that were sent: these, why they were refused, what is wrong with them, their effect."""

    dit: dict[str, str] | None = None
    faute: str = ""
    constats: tuple[cpom.Constat, ...] | None = None
    fait: cpom.Dossier | None = None
    nom: str = ""


def clause(call: Call) -> Response:
    """The words of a clause in this contract, to be changed."""
    dossier, last = _opened(call)
    return _page(call, dossier, last, _Told())


def clause_changer(call: Call) -> Response:
    """Show what other words give, or write them; leave the clause out; give it back to the model."""
    dossier, last = _opened(call)
    nom, action, motif = call.part("clause"), call.said("action"), call.said("motif").strip()
    now, shown = _clause(dossier, nom), _shown(call, last)
    said = {"texte": call.said("texte"), "titre": call.said("titre"), "motif": motif}
    if action not in (makes := _makes(nom, said)):
        raise HTTPException(400)
    if action in ("enregistrer", "supprimer") and not motif:
        return _page(call, dossier, shown, _Told(said, _NO_MOTIF), 422)
    try:
        if action == "voir":
            made, wrong = tried(dossier, makes[action])
            return _page(call, dossier, shown, _Told(said, "", _found(made, nom, wrong), made, nom))
        written(call.base, call.about, call.jour, Edit(nom, shown, makes[action], motif), call.visitor)
    except ClashError:
        return _page(call, dossier, last, _Told(said, _CLASH), 409)
    except (WrongError, cpom.Refus) as error:
        return _page(call, dossier, shown, _Told(said, constats=error.constats), 422)
    where = f"/dossiers/{call.about['id']}/clauses"
    return call.go(where if now.negociee == "ajoutée" and action != "enregistrer" else f"{where}/{nom}")


def clause_ajoutee(call: Call) -> Response:
    """The form of a clause that this contract has and its model has not."""
    dossier, _ = _opened(call)
    return _new_page(call, dossier, _Told())


def clause_ajouter(call: Call) -> Response:
    """Show what it gives, or write it."""
    dossier, last = _opened(call)
    said = {name: call.said(name).strip() for name in ("titre", "texte", "motif", "apres")}
    expected = {"texte": "Écrivez ses mots.", "motif": "Dites pourquoi elle est ajoutée : qui l’a demandé, et quand."}
    if faute := next((words for name, words in expected.items() if not said[name]), ""):
        return _new_page(call, dossier, _Told(said, faute), 422)
    nom = name_for(dossier, said["titre"])

    def make(one: cpom.Dossier) -> cpom.Dossier:
        return cpom.ajouter(one, nom, **said)

    try:
        made, wrong = tried(dossier, make)
        if call.said("action") == "voir":
            return _new_page(call, dossier, _Told(said, "", _found(made, nom, wrong), made, nom))
        written(call.base, call.about, call.jour, Edit(nom, last, make, said["motif"]), call.visitor)
    except (ClashError, WrongError, cpom.Refus) as error:
        constats = () if isinstance(error, ClashError) else error.constats
        return _new_page(call, dossier, _Told(said, _CLASH if not constats else "", constats), 422)
    return call.go(f"/dossiers/{call.about['id']}/clauses/{nom}")


def _makes(nom: str, said: dict[str, str]) -> dict[str, Make]:
    """What each button does."""
    titre, texte, motif = said["titre"], said["texte"], said["motif"]
    adapted: Make = partial(cpom.adapter, nom=nom, texte=texte, titre=titre, motif=motif)
    return {
        "voir": partial(cpom.adapter, nom=nom, texte=texte, titre=titre, motif=motif or "(à dire)"),
        "enregistrer": adapted,
        "supprimer": partial(cpom.supprimer, nom=nom, motif=motif),
        "retablir": partial(cpom.retablir, nom=nom),
        "reunir": partial(cpom.reunir, nom=nom),
        "garder": partial(cpom.reunir, nom=nom, preferer="adaptation"),
        "prendre": partial(cpom.reunir, nom=nom, preferer="modele"),
    }


def _opened(call: Call) -> tuple[cpom.Dossier, State]:
    with call.read() as db:
        last = state(db, call.about["id"])
    return opened(call.base, call.about, last.texte, call.jour), last


def _shown(call: Call, last: State) -> State:
    """The state that the form was shown from."""
    number = call.said("etat")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise HTTPException(400)
    try:
        with call.read() as db:
            return last if int(number) == last.numero else state(db, call.about["id"], int(number))
    except LookupError:
        raise HTTPException(400) from None


def _clause(dossier: cpom.Dossier, nom: str) -> cpom.ClauseDuContrat:
    try:
        return cpom.clause_du_contrat(dossier, nom)
    except KeyError:
        raise HTTPException(404) from None


def _found(made: cpom.Dossier, nom: str, wrong: tuple[cpom.Constat, ...]) -> tuple[cpom.Constat, ...]:
    """What is to be known of the words of a clause, and what they make wrong elsewhere."""
    try:
        own = cpom.clause_du_contrat(made, nom).constats
    except KeyError:
        own = ()
    return tuple(dict.fromkeys((*wrong, *own)))


def _preview(dossier: cpom.Dossier, told: _Told) -> dict[str, Markup]:
    """What words give: the passages that they make, and what differs from the contract; nothing of what is wrong."""
    if told.fait is None or told.fait.erreurs:
        return {"passages": Markup(), "differences": Markup()}
    pieces = "\n".join(one.html for one in fragments(told.fait) if told.nom in one.clauses)
    compared = cpom.comparer(dossier, told.fait)
    body = compared.corps() if compared.parties else ""
    return {"passages": Markup(pieces), "differences": Markup(body)}  # noqa: S704 - both escape what they print


def _page(call: Call, dossier: cpom.Dossier, shown: State, told: _Told, status: int = 200) -> Response:
    now = _clause(dossier, call.part("clause"))
    return call.page(
        "negociation/clause.html", status, dossier=call.about, clause=now, etat=shown, faute=told.faute,
        dit=told.dit or {"texte": now.texte, "titre": now.titre, "motif": now.motif},
        constats=now.constats if told.constats is None else told.constats, **_preview(dossier, told),
    )  # fmt: skip


def _new_page(call: Call, dossier: cpom.Dossier, told: _Told, status: int = 200) -> Response:
    places = [one for one in dossier.decisions if one.gardee and not one.clause.startswith(("visas/", "preambule"))]
    return call.page(
        "negociation/clause_ajoutee.html", status, dossier=call.about, faute=told.faute, places=places,
        dit=told.dit or {"texte": "", "titre": "", "motif": "", "apres": call.request.query_params.get("apres", "")},
        constats=told.constats or (), **_preview(dossier, told),
    )  # fmt: skip


PAGES = [
    Page("/dossiers/{dossier}/clauses", clauses, Right.REDIGER),
    Page("/dossiers/{dossier}/clauses-ajoutees", clause_ajoutee, Right.REDIGER),
    Page("/dossiers/{dossier}/clauses-ajoutees", clause_ajouter, Right.REDIGER, ("POST",)),
    Page("/dossiers/{dossier}/clauses/{clause:path}", clause, Right.REDIGER),
    Page("/dossiers/{dossier}/clauses/{clause:path}", clause_changer, Right.REDIGER, ("POST",)),
]

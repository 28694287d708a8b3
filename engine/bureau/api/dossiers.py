"""Dossiers for programs: listed, opened, read, written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import RowMapping, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

import cpom
from engine.bureau.access.rights import Right
from engine.bureau.api import words
from engine.bureau.api.operations import Operation
from engine.bureau.dossiers.creating import New, created
from engine.bureau.dossiers.listing import listed
from engine.bureau.libraries import current, library
from engine.bureau.opening import opened
from engine.bureau.refusals import RefusedError
from engine.bureau.routing import Call
from engine.bureau.states.journal import Next, State, appended, history, state
from engine.bureau.states.situations import SITUATIONS
from engine.bureau.states.whole import changes_between
from engine.bureau.storage.tables import dossiers

_Changes = Callable[[State, cpom.Dossier], list[dict[str, Any]]]
"""What the journal says that a new text changes of a state."""


def modeles(call: Call) -> words.Modeles:
    """Les modèles dont on peut ouvrir un dossier."""
    _, books = current(call.base, call.settings)
    found = [
        words.Modele(nom=name, intitule=one.intitule, documents=dict(one.documents))
        for name, one in books.modeles.items()
    ]
    return words.Modeles(modeles=found)


def lister(call: Call, asked: words.Recherche) -> words.Dossiers:
    """Les dossiers, cherchés par leur titre et leur situation."""
    if asked.situation and asked.situation not in SITUATIONS:
        raise RefusedError(422, "api-envoi", [f"« situation » : {', '.join(SITUATIONS)}."])
    with call.read() as db:
        found = listed(db, cherche=asked.cherche, situation=asked.situation, page=asked.page)
    return words.Dossiers(
        dossiers=[told(one) for one in found.rows], total=found.total, page=found.page, pages=found.last
    )


def ouvrir(call: Call, said: words.NouveauDossier) -> words.Dossier:
    """Ouvre un dossier, d'une description ou d'un modèle."""
    if (said.description is None) == (said.modele is None):
        raise RefusedError(422, "api-envoi", ["donnez « description », ou bien « modele »."])
    text = said.description if said.description is not None else f"modele: {said.modele}\n"
    _, books = current(call.base, call.settings)
    with _refusing():
        read = _described(cpom.lire(text, bibliotheque=books, jour=call.jour))
        text = _with(read, said.faits).yaml() if said.faits else text
    name = created(call.base, call.settings, New(said.titre.strip(), text), call.visitor, call.jour)
    return _now(call, name)


def lire(call: Call) -> words.Dossier:
    """Un dossier, et ce que dit son dernier état."""
    return told(call.about)


def description(call: Call, asked: words.QuelEtat) -> Response:
    """Le texte YAML de la description, à l'octet près."""
    text = _state(call, asked.etat).texte
    return Response(text.encode(), media_type="application/yaml", headers={"Cache-Control": "no-store"})


def remplacer(call: Call, said: words.Description) -> words.Dossier:
    """Met un texte entier à la place de la description ; refusé si quelqu'un l'a changée depuis l'état lu."""
    about = call.about
    with _refusing():
        read = _described(opened(call.base, about, said.description, call.jour))
    if read.modele != about["modele"]:
        wrong = f"modele : ce dossier est du modèle « {about['modele']} », et cette description de « {read.modele} »."
        raise RefusedError(422, "api-description", [wrong])
    books = library(call.base, about["bibliotheque"])

    def changes(last: State, after: cpom.Dossier) -> list[dict[str, Any]]:
        return changes_between(last.texte, after.yaml(), books, call.jour)

    return _written(call, said.etat, lambda _: said.description, changes, "import", said.motif)


def repondre(call: Call, said: words.Faits) -> words.Dossier:
    """Écrit des faits dans la description, chacun à sa place ; refusé si quelqu'un l'a changée depuis l'état lu."""
    about = call.about

    def text(last: State) -> str:
        with _refusing():
            return _with(opened(call.base, about, last.texte, call.jour), said.faits).yaml()

    def changes(last: State, after: cpom.Dossier) -> list[dict[str, Any]]:
        before = opened(call.base, about, last.texte, call.jour)
        old, new = cpom.reponses(before), cpom.reponses(after)
        return [{"chemin": path, "avant": old.de(path), "apres": new.de(path)} for path in said.faits]

    return _written(call, said.etat, text, changes, "reponses", said.motif)


def lister_les_etats(call: Call) -> words.Etats:
    """Le journal : chaque état, ce qu'il change, et son empreinte."""
    with call.read() as db:
        found = history(db, call.about["id"])
    states = [
        words.Etat(
            numero=one.numero, quand=one.quand, qui=one.qui, nature=one.nature, motif=one.motif,
            changements=list(one.changements), precedente=one.precedente, empreinte=one.empreinte,
        )
        for one in found
    ]  # fmt: skip
    return words.Etats(etats=states)


def constats(call: Call, asked: words.QuelEtat) -> words.Constats:
    """Ce qui est à corriger et à savoir d'un état."""
    of, read = _read(call, asked.etat)
    found = [
        words.Constat(
            code=one.code, gravite=one.gravite, message=one.message, conseil=one.conseil, source=one.source,
            chemin=one.chemin, ligne=one.ligne, reserve=one.reserve,
        )
        for one in read.constats
    ]  # fmt: skip
    return words.Constats(etat=of.numero, entier=read.entier, constats=found)


def manquants(call: Call, asked: words.QuelEtat) -> words.Manquants:
    """Les faits qui manquent à un état, et qui les connaît."""
    of, read = _read(call, asked.etat)
    found = [
        words.Manquant(chemin=one.chemin, libelle=one.libelle, qui=qui)
        for qui, facts in read.manquants.items()
        for one in facts
    ]
    return words.Manquants(etat=of.numero, manquants=found)


def echeances(call: Call, asked: words.QuelEtat) -> words.Echeances:
    """Le calendrier d'un état, vide tant que la date d'effet ou la durée manquent."""
    of, read = _read(call, asked.etat)
    found = [
        words.Echeance(
            jour=one.jour, ouvrable=one.ouvrable, libelle=one.libelle, qui=one.qui, article=one.article,
            source=one.source, remarque=one.remarque,
        )
        for one in read.calendrier
    ]  # fmt: skip
    return words.Echeances(etat=of.numero, echeances=found)


def _written(
    call: Call, numero: int, text: Callable[[State], str], changes: _Changes, nature: str, motif: str
) -> words.Dossier:
    """Add a state to the one that the program has read, or refuse it where that is the last no more."""
    about = call.about

    def made(last: State) -> Next:
        if last.numero != numero:
            raise RefusedError(409, "api-etat", etat=str(last.numero))
        after = opened(call.base, about, text(last), call.jour)
        return Next(after, nature, changes(last, after), motif)

    appended(call.base, about["id"], made, call.visitor)
    return _now(call, about["id"])


def _with(read: cpom.Dossier, facts: Mapping[str, words.Valeur]) -> cpom.Dossier:
    """A description with these facts, which are right.

    Raises:
        cpom.Refus: where the model has no such fact, or where what is given is none.
    """
    try:
        after = read.avec(facts)
    except (ValueError, TypeError) as error:
        raise RefusedError(422, "api-envoi", [str(error)]) from None
    before = {(one.code, one.message) for one in read.erreurs}
    if wrong := [one for one in after.controles if one.gravite == "erreur" and (one.code, one.message) not in before]:
        raise cpom.Refus(wrong)
    return after


def _described(read: cpom.Dossier) -> cpom.Dossier:
    """A description that is one: of a model, and in YAML from its first line to its last. Its facts may be wrong.

    Raises:
        cpom.Refus: where it is not.
    """
    broken = [one for one in read.controles if one.gravite == "erreur" and one.code.startswith("yaml-")]
    if broken or not read.modele:
        raise cpom.Refus(broken or read.erreurs)
    return read


@contextmanager
def _refusing() -> Iterator[None]:
    """What `cpom` refuses, told to the program with each finding.

    Raises:
        RefusedError: 422.
    """
    try:
        yield
    except cpom.Erreur as error:
        wrong = [f"{one.chemin or one.code} : {one.message} {one.conseil}".strip() for one in error.constats]
        raise RefusedError(422, "api-description", wrong) from None


def _now(call: Call, name: str) -> words.Dossier:
    with call.read() as db:
        return told(db.execute(select(dossiers).where(dossiers.c.id == name)).mappings().one())


def told(row: RowMapping) -> words.Dossier:
    """A row of the table of dossiers, as JSON says it."""
    return words.Dossier(
        id=row["id"], titre=row["titre"], modele=row["modele"], situation=row["situation"],
        programmation=row["programmation"], contrat=row["contrat"], etat=row["dernier_etat"], cree_le=row["cree_le"],
        modifie_le=row["modifie_le"], manquants=row["manque"], erreurs=row["erreurs"],
    )  # fmt: skip


def _state(call: Call, numero: int | None) -> State:
    try:
        with call.read() as db:
            return state(db, call.about["id"], numero)
    except LookupError:
        raise HTTPException(404) from None


def _read(call: Call, numero: int | None) -> tuple[State, cpom.Dossier]:
    of = _state(call, numero)
    return of, opened(call.base, call.about, of.texte, call.jour)


_ONE = "/dossiers/{dossier}"
OPERATIONS = [
    Operation("GET", "/modeles", modeles, Right.TOUT_LIRE, "Les modèles", donne=words.Modeles),
    Operation(
        "GET", "/dossiers", lister, Right.TOUT_LIRE, "Les dossiers", demande=words.Recherche, donne=words.Dossiers
    ),
    Operation(
        "POST", "/dossiers", ouvrir, Right.REDIGER, "Ouvrir un dossier", envoi=words.NouveauDossier,
        donne=words.Dossier, statut=201,
    ),
    Operation("GET", _ONE, lire, Right.LIRE, "Un dossier", donne=words.Dossier),
    Operation(
        "GET", f"{_ONE}/description", description, Right.LIRE, "La description", demande=words.QuelEtat,
        genre="application/yaml",
    ),
    Operation(
        "PUT", f"{_ONE}/description", remplacer, Right.REDIGER, "Remplacer la description", envoi=words.Description,
        donne=words.Dossier, refus=(409, 503),
    ),
    Operation(
        "PATCH", f"{_ONE}/faits", repondre, Right.REPONDRE, "Répondre", envoi=words.Faits, donne=words.Dossier,
        refus=(409, 503),
    ),
    Operation("GET", f"{_ONE}/etats", lister_les_etats, Right.LIRE, "Les états", donne=words.Etats),
    Operation(
        "GET", f"{_ONE}/constats", constats, Right.LIRE, "Les constats", demande=words.QuelEtat, donne=words.Constats
    ),
    Operation(
        "GET", f"{_ONE}/manquants", manquants, Right.LIRE, "Les faits qui manquent", demande=words.QuelEtat,
        donne=words.Manquants,
    ),
    Operation(
        "GET", f"{_ONE}/echeances", echeances, Right.LIRE, "Le calendrier", demande=words.QuelEtat,
        donne=words.Echeances,
    ),
]  # fmt: skip

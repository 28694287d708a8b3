"""Programmations: their list, one sent in, the table of its contracts, the reports of what was done to it."""

from __future__ import annotations

from urllib.parse import urlencode

from sqlalchemy import Connection, RowMapping, func, insert, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.bureau.access.rights import Right
from engine.bureau.libraries import library
from engine.bureau.programmations.listing import SORTS, Wanted, coming, contracts, counts, invited, wanted
from engine.bureau.programmations.reports import report
from engine.bureau.programmations.sources import SOURCE, kept, sent, with_its_head
from engine.bureau.refusals import RefusedError, refusal_of
from engine.bureau.routing import Call, Page
from engine.bureau.states.situations import SITUATIONS
from engine.bureau.storage.connect import new_id
from engine.bureau.storage.tables import dossiers, fichiers, programmations, taches
from engine.bureau.tasks.catalogue import KINDS
from engine.bureau.tasks.queue import asked as ask_for
from engine.bureau.templating import attached


def liste_des_programmations(call: Call) -> Response:
    """Every programmation, the last one first."""
    count = func.count().label("contrats")
    many = select(dossiers.c.programmation, count).group_by(dossiers.c.programmation).subquery()
    asked = select(programmations, func.coalesce(many.c.contrats, 0).label("contrats")).outerjoin(
        many, many.c.programmation == programmations.c.id
    )
    with call.read() as db:
        rows = db.execute(asked.order_by(programmations.c.cree_le.desc())).mappings().all()
    return call.page("programmations/liste.html", programmations=rows)


def nouvelle_programmation(call: Call) -> Response:
    """Send in a programmation: its head, its table and what they name; a task makes the dossiers."""
    if call.request.method != "POST":
        return call.page("programmations/nouvelle.html", refus=None)
    try:
        files = with_its_head(sent(call, "fichiers"))
    except RefusedError as why:
        return call.page("programmations/nouvelle.html", why.status_code, refus=refusal_of(why))
    name = new_id()
    with call.begin() as db:
        db.execute(insert(programmations).values(id=name, titre="Programmation", cree_par=call.visitor.nom))
        kept(db, name, files, call.visitor.nom)
        task = ask_for(db, "programmation", call.visitor, programmation=name)
    return call.go(f"/taches/{task}")


def programmation(call: Call) -> Response:
    """The table of the contracts of a programmation."""
    asked = wanted(call.request.query_params)
    with call.read() as db:
        about = named(db, call)
        listing = contracts(db, about["id"], asked, call.jour)
        names = [row["id"] for row in listing.rows]
        following, guests = coming(db, names, call.jour), invited(db, names)
        by_situation, years = counts(db, about["id"])
        under_way = _tasks(db, about["id"])
        who = _parties(call, db, about["id"])
    return call.page(
        "programmations/programmation.html", programmation=about, listing=listing, voulu=asked, tris=SORTS,
        suivantes=following, invites=guests, situations=SITUATIONS, comptes=by_situation, annees=years, qui=who,
        taches=under_way, genres=KINDS, garde=urlencode(asked.query()), trie=lambda by: _sorted(asked, by),
    )  # fmt: skip


def compte_rendu(call: Call) -> Response:
    """What came of an import, of a batch, of what was sent."""
    with call.read() as db:
        about = named(db, call)
        try:
            found = report(db, about["id"], call.part("rapport"))
        except LookupError:
            raise HTTPException(404) from None
    template = f"programmations/rapport_{found['genre']}.html"
    return call.page(template, programmation=about, rapport=found, adresse=call.request.url.path)


def fichier_de_programmation(call: Call) -> Response:
    """A file of a programmation, as it was sent."""
    with call.read() as db:
        about = named(db, call)
        theirs = fichiers.c.id == call.part("fichier"), fichiers.c.programmation == about["id"]
        row = db.execute(select(fichiers).where(*theirs, fichiers.c.nature == SOURCE)).mappings().first()
    if row is None:
        raise HTTPException(404)
    return attached(row["contenu"], row["nom"])


def named(db: Connection, call: Call) -> RowMapping:
    """The programmation that the address names.

    Raises:
        HTTPException: 404, where there is none.
    """
    name = call.part("programmation")
    found = db.execute(select(programmations).where(programmations.c.id == name)).mappings().first()
    if found is None:
        raise HTTPException(404)
    return found


def _tasks(db: Connection, name: str) -> list[RowMapping]:
    """What was asked for lately of a programmation, the last first."""
    asked = select(taches).where(taches.c.programmation == name).order_by(taches.c.demandee_le.desc()).limit(5)
    return list(db.execute(asked).mappings())


def _parties(call: Call, db: Connection, name: str) -> list[str]:
    """Who knows the facts of the contracts, as their model calls them."""
    one = select(dossiers.c.modele, dossiers.c.bibliotheque).where(dossiers.c.programmation == name).limit(1)
    if (found := db.execute(one).first()) is None:
        return []
    return sorted(set(library(call.base, found.bibliotheque).modele(found.modele).repondants.values()))


def _sorted(asked: Wanted, by: str) -> str:
    """The address of the same table sorted by a column; the other way round where it is already."""
    other = f"-{by}" if asked.tri == by else by
    return urlencode({**asked.query(), "tri": other})


PAGES = [
    Page("/programmations", liste_des_programmations, Right.TOUT_LIRE),
    Page("/programmations/nouvelle", nouvelle_programmation, Right.REDIGER, ("GET", "POST")),
    Page("/programmations/{programmation}", programmation, Right.TOUT_LIRE),
    Page("/programmations/{programmation}/rapports/{rapport}", compte_rendu, Right.TOUT_LIRE),
    Page("/programmations/{programmation}/fichiers/{fichier}", fichier_de_programmation, Right.TOUT_LIRE),
]

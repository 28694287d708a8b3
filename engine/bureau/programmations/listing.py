"""The table of the contracts of a programmation: a page of them, narrowed and sorted in the base; none is opened."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, not_, select

from engine.bureau.dossiers.listing import A_PAGE, Listing
from engine.bureau.states.situations import SITUATIONS
from engine.bureau.storage.tables import dossiers, echeances, folded, invitations, now

SORTS: Mapping[str, str] = MappingProxyType(
    {
        "modifie": "dernier changement",
        "titre": "contrat",
        "annee": "année prévue",
        "manque": "faits manquants",
        "erreurs": "erreurs",
        "echeance": "prochaine échéance",
    }
)
"""What the table is sorted by, in the words of its page; with « - » before, the other way round."""
_FALLING = ("modifie", "manque", "erreurs")
"""Those of which the greatest comes first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the table: words of the title, a situation, a year, whose facts are missing, and so on.

    `manque` is who knows the missing facts (« le gestionnaire ») or « * »; `erreurs` and `invite` are « oui » or
    « non »; empty means whatever.
    """

    cherche: str = ""
    situation: str = ""
    annee: str = ""
    manque: str = ""
    erreurs: str = ""
    invite: str = ""
    tri: str = "modifie"
    page: int = 1

    def query(self) -> dict[str, str]:
        """The words of an address that asks for the same; without the page."""
        told = {name: str(getattr(self, name)) for name in self.__slots__ if name != "page"}
        return {name: value for name, value in told.items() if value and (name, value) != ("tri", "modifie")}


def wanted(said: Mapping[str, str]) -> Wanted:
    """What an address asks for; what it says wrong is left aside."""
    number, sort = said.get("page", "1"), said.get("tri", "")

    def among(name: str, known: Container[str]) -> str:
        return found if (found := said.get(name, "")) in known else ""

    return Wanted(
        cherche=said.get("cherche", "")[:200],
        situation=among("situation", SITUATIONS),
        annee=found if (found := said.get("annee", "")).isdecimal() else "",
        manque=said.get("manque", "")[:80],
        erreurs=among("erreurs", ("oui", "non")),
        invite=among("invite", ("oui", "non")),
        tri=sort if sort.removeprefix("-") in SORTS else "modifie",
        page=int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1,
    )


def contracts(db: Connection, programmation: str, asked: Wanted, today: date) -> Listing:
    """A page of the contracts of a programmation."""
    total = db.execute(_narrowed(select(func.count()).select_from(dossiers), programmation, asked)).scalar_one()
    at = min(max(1, asked.page), max(1, -(-total // A_PAGE)))
    rows = _narrowed(select(dossiers), programmation, asked)
    rows = rows.order_by(*_order(asked, today)).limit(A_PAGE).offset((at - 1) * A_PAGE)
    return Listing(db.execute(rows).mappings().all(), total, at)


def every(db: Connection, programmation: str, asked: Wanted) -> list[str]:
    """The dossiers of all the pages of a table, in the order of their contracts."""
    rows = _narrowed(select(dossiers.c.id), programmation, asked).order_by(dossiers.c.contrat, dossiers.c.id)
    return list(db.execute(rows).scalars())


def coming(db: Connection, names: Sequence[str], today: date) -> dict[str, Any]:
    """The next deadline of each of these dossiers."""
    asked = select(echeances).where(echeances.c.dossier.in_(names), echeances.c.jour >= today)
    found: dict[str, Any] = {}
    for row in db.execute(asked.order_by(echeances.c.jour, echeances.c.rang)):
        found.setdefault(row.dossier, row)
    return found


def invited(db: Connection, names: Sequence[str]) -> set[str]:
    """Those of these dossiers that somebody is invited to."""
    asked = select(invitations.c.dossier).where(invitations.c.dossier.in_(names), *_valid())
    return set(db.execute(asked).scalars())


def counts(db: Connection, programmation: str) -> tuple[dict[str, int], list[str]]:
    """How many contracts are in each situation, and the years that are planned."""
    theirs = dossiers.c.programmation == programmation
    by = select(dossiers.c.situation, func.count().label("contrats")).where(theirs).group_by(dossiers.c.situation)
    return {row.situation: row.contrats for row in db.execute(by)}, _years(db, theirs)


def _years(db: Connection, theirs: ColumnElement[bool]) -> list[str]:
    """The years that contracts are named by, each found in the index from the one before it: few are read."""
    years: list[str] = []
    after = ""
    while True:
        following = select(dossiers.c.contrat).where(theirs, dossiers.c.contrat >= after).order_by(dossiers.c.contrat)
        if (name := db.execute(following.limit(1)).scalar()) is None:
            return years
        year = name.partition("/")[0]
        years += [year] if year.isdecimal() else []
        after = f"{year}0"  # what comes after « 2026/ »
        if after <= name:
            return years


def _narrowed(asked: Select[Any], programmation: str, wanted: Wanted) -> Select[Any]:
    asked = asked.where(dossiers.c.programmation == programmation)
    for word in folded(wanted.cherche).split():
        asked = asked.where(dossiers.c.cherche.contains(word, autoescape=True))
    if wanted.situation:
        asked = asked.where(dossiers.c.situation == wanted.situation)
    if wanted.annee:
        asked = asked.where(dossiers.c.contrat.startswith(f"{wanted.annee}/", autoescape=True))
    if wanted.manque == "*":
        asked = asked.where(dossiers.c.manque > 0)
    elif wanted.manque:
        asked = asked.where(dossiers.c.resume[("manquants", wanted.manque)].as_integer() > 0)
    if wanted.erreurs:
        asked = asked.where(dossiers.c.erreurs > 0 if wanted.erreurs == "oui" else dossiers.c.erreurs == 0)
    if wanted.invite:
        there = exists().where(invitations.c.dossier == dossiers.c.id, *_valid())
        asked = asked.where(there if wanted.invite == "oui" else not_(there))
    return asked


def _valid() -> tuple[ColumnElement[bool], ...]:
    return invitations.c.revoquee_le.is_(None), invitations.c.expire_le > now()


def _order(wanted: Wanted, today: date) -> tuple[ColumnElement[Any], ...]:
    name = wanted.tri.removeprefix("-")
    falls = (name in _FALLING) != wanted.tri.startswith("-")
    if name == "echeance":
        following = select(func.min(echeances.c.jour)).where(echeances.c.jour >= today)
        by: Any = following.where(echeances.c.dossier == dossiers.c.id).scalar_subquery()
        return by.is_(None), by.desc() if falls else by.asc(), dossiers.c.id
    columns: Mapping[str, ColumnElement[Any]] = {
        "modifie": dossiers.c.modifie_le, "titre": dossiers.c.cherche, "annee": dossiers.c.contrat,
        "manque": dossiers.c.manque, "erreurs": dossiers.c.erreurs,
    }  # fmt: skip
    return (columns[name].desc() if falls else columns[name].asc(), dossiers.c.id)

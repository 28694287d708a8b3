"""The deadlines of the last states of dossiers, narrowed in the base; no contract is opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

import cpom
from engine.bureau.storage.tables import dossiers, echeances, programmations

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deadlines are asked for: of a programmation, of whoever acts, from a day to another (both of them in)."""

    programmation: str = ""
    qui: str = ""
    du: date | None = None
    au: date | None = None
    page: int = 1

    def query(self) -> dict[str, str]:
        """The words of an address that asks for the same; without the page."""
        told = {"programmation": self.programmation, "qui": self.qui}
        days = {"du": self.du, "au": self.au}
        return {name: one for name, one in told.items() if one} | {
            name: day.isoformat() for name, day in days.items() if day
        }


@dataclass(frozen=True, slots=True)
class Days:
    """A page of deadlines, by day: its rows, how many there are in all, which page it is (from 1)."""

    rows: Sequence[RowMapping]
    total: int
    page: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // A_PAGE))


def wanted(said: Mapping[str, str], today: date) -> Wanted:
    """What an address asks for; without a first day, from today on; what it says wrong is left aside."""
    number = said.get("page", "1")
    return Wanted(
        said.get("programmation", "")[:32],
        said.get("qui", "")[:200],
        _day(said.get("du", "")) or (None if said.get("du") == "" else today),
        _day(said.get("au", "")),
        int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1,
    )


def deadlines(db: Connection, asked: Wanted) -> Days:
    """A page of the deadlines that are asked for, the first day first."""
    total = db.execute(_narrowed(select(func.count()).select_from(echeances), asked)).scalar_one()
    at = min(max(1, asked.page), max(1, -(-total // A_PAGE)))
    return Days(_rows(db, asked, A_PAGE, (at - 1) * A_PAGE), total, at)


def as_calendar(db: Connection, asked: Wanted, title: str, most: int) -> bytes:
    """The first deadlines that are asked for, as a calendar (iCalendar)."""
    return cpom.agenda(title, map(_of_its_contract, _rows(db, asked, most, 0)))


def _of_its_contract(row: RowMapping) -> cpom.EcheanceDeContrat:
    values = ("jour", "libelle", "genre", "qui", "article", "source", "ouvrable", "remarque")
    return cpom.EcheanceDeContrat(row["titre"], row["dossier"], cpom.Echeance(*(row[name] for name in values)))


def who_acts(db: Connection) -> list[str]:
    """Everybody who has a deadline, as contracts call them: each found in the index from the one before."""
    found: list[str] = []
    last = ""
    while following := db.execute(select(func.min(echeances.c.qui)).where(echeances.c.qui > last)).scalar():
        found.append(following)
        last = following
    return found


def of_programmations(db: Connection) -> Mapping[str, str]:
    """The titles of programmations, by what names them."""
    asked = select(programmations.c.id, programmations.c.titre).order_by(programmations.c.titre)
    return {row.id: row.titre for row in db.execute(asked)}


def _rows(db: Connection, asked: Wanted, most: int, after: int) -> Sequence[RowMapping]:
    found = _narrowed(select(echeances, dossiers.c.titre, dossiers.c.situation), asked, named=True)
    order = echeances.c.jour, echeances.c.dossier, echeances.c.rang
    return db.execute(found.order_by(*order).limit(most).offset(after)).mappings().all()


def _narrowed(found: Select[Any], asked: Wanted, *, named: bool = False) -> Select[Any]:
    if named or asked.programmation:
        found = found.join(dossiers, dossiers.c.id == echeances.c.dossier)
    if asked.programmation:
        found = found.where(dossiers.c.programmation == asked.programmation)
    if asked.qui:
        found = found.where(echeances.c.qui == asked.qui)
    if asked.du:
        found = found.where(echeances.c.jour >= asked.du)
    if asked.au:
        found = found.where(echeances.c.jour <= asked.au)
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

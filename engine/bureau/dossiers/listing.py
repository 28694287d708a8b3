"""The table of dossiers: a page of them, searched and sorted in the database; none is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select

from engine.bureau.storage.tables import dossiers, folded

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the table: its rows, how many there are in all, which page it is (from 1)."""

    rows: Sequence[RowMapping]
    total: int
    page: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // A_PAGE))


def listed(db: Connection, *, cherche: str = "", situation: str = "", page: int = 1) -> Listing:
    """The dossiers whose title or model has these words, in this situation, the last one changed first."""
    asked = _narrowed(select(dossiers), cherche, situation)
    total = db.execute(_narrowed(select(func.count()).select_from(dossiers), cherche, situation)).scalar_one()
    at = min(max(1, page), max(1, -(-total // A_PAGE)))
    rows = db.execute(
        asked.order_by(dossiers.c.modifie_le.desc(), dossiers.c.id).limit(A_PAGE).offset((at - 1) * A_PAGE)
    )
    return Listing(rows.mappings().all(), total, at)


def _narrowed(asked: Select[Any], cherche: str, situation: str) -> Select[Any]:
    for word in folded(cherche).split():
        asked = asked.where(dossiers.c.cherche.contains(word, autoescape=True))
    return asked.where(dossiers.c.situation == situation) if situation else asked

"""Two states compared: of one dossier, or of two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, Engine, RowMapping, select
from starlette.exceptions import HTTPException

import cpom
from engine.bureau.access.rights import Right, Visitor
from engine.bureau.dossiers.uncommented import uncommented
from engine.bureau.opening import opened
from engine.bureau.states.journal import State, state
from engine.bureau.storage.tables import dossiers


@dataclass(frozen=True, slots=True)
class Side:
    """A state of a dossier, and how a comparison calls it."""

    dossier: RowMapping
    etat: State
    nom: str

    def opened(self, base: Engine, day: date) -> cpom.Dossier:
        """Its description, under this name."""
        return opened(base, self.dossier, self.etat.texte, day, self.nom)


def sides(
    db: Connection, about: RowMapping, visitor: Visitor, *, a: int | None, b: int | None, autre: str = ""
) -> tuple[Side, Side]:
    """The two sides: states `a` and `b` of a dossier, or its state `a` and the state `b` of `autre`.

    Without a number it is the last state; of one dossier, `a` is the one before the last.

    Raises:
        HTTPException: 404 where there is no such state, or where the visitor may not read the other dossier.
    """
    other = about
    if autre and autre != about["id"]:
        found = db.execute(select(dossiers).where(dossiers.c.id == autre)).mappings().first()
        if found is None or not visitor.may(Right.LIRE, autre):
            raise HTTPException(404)
        other = found
    elif a is None:
        a = max(1, about["dernier_etat"] - 1)
    try:
        first, second = state(db, about["id"], a), state(db, other["id"], b)
    except LookupError:
        raise HTTPException(404) from None
    if visitor.is_guest:
        first, second = (replace(side, texte=uncommented(side.texte)) for side in (first, second))
    one, two = f"état {first.numero}", f"état {second.numero}"
    if other is not about:
        one, two = f"{about['titre']}, {one}", f"{other['titre']}, {two}"
    return Side(about, first, one), Side(other, second, two)


def compared(base: Engine, both: tuple[Side, Side], day: date) -> cpom.Comparaison:
    """What differs between both, and why.

    Raises:
        cpom.Erreur: where one of both descriptions cannot be read whole.
    """
    return cpom.comparer(*(one.opened(base, day) for one in both))

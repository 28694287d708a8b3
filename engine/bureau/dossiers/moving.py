"""A dossier moved from its library to that of today: what that changes, then the move, which is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Engine, RowMapping, update

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.dossiers.life import MovedOnError, told
from engine.bureau.opening import opened
from engine.bureau.states.journal import State
from engine.bureau.states.situations import open_to
from engine.bureau.states.summed import resume_of, summed
from engine.bureau.storage.tables import dossiers
from engine.errors import InputError

BIBLIOTHEQUE = "bibliotheque"
"""What the event of a move is called."""


@dataclass(frozen=True, slots=True)
class Move:
    """What a dossier becomes in another library: the two, and what differs (None: `empeche` says why it cannot go).

    `constats` and `questions` are what the other library finds and asks that its own did not: messages, labels.
    """

    avant: cpom.Dossier
    apres: cpom.Dossier
    comparaison: cpom.Comparaison | None
    empeche: tuple[str, ...]

    @property
    def constats(self) -> list[cpom.Constat]:
        """What is found by the other library alone."""
        known = {(one.code, one.message) for one in self.avant.constats}
        return [one for one in self.apres.constats if (one.code, one.message) not in known]

    @property
    def manquants(self) -> list[cpom.Manquant]:
        """The facts that are missing in the other library alone."""
        known = {one.chemin for facts in self.avant.manquants.values() for one in facts}
        return [one for facts in self.apres.manquants.values() for one in facts if one.chemin not in known]

    @property
    def changes_nothing(self) -> bool:
        """Whether no word of the contract differs, and nothing more is found nor asked."""
        return bool(self.comparaison and self.comparaison.identiques and not self.constats and not self.manquants)


def move(base: Engine, about: RowMapping, of: State, to: str, day: date) -> Move:
    """What a state of a dossier becomes in the library that a hash names; nothing is written."""
    before = opened(base, about, of.texte, day)
    after = opened(base, {**about, "bibliotheque": to}, of.texte, day)  # type: ignore[arg-type]
    try:
        compared = cpom.comparer(before, after)
        _ = compared.parties, after.constats  # a clause that cannot be rendered is found where it is
    except InputError as error:
        return Move(before, after, None, tuple(f"{one.message} {one.hint}".strip() for one in error.findings))
    return Move(before, after, compared, ())


def moved(db: Connection, about: RowMapping, of: State, to: str, after: cpom.Dossier, visitor: Visitor) -> None:
    """Move a dossier to a library, as it was shown: `of` is the state that was seen in it, `after` what it becomes.

    Raises:
        MovedOnError: where somebody changed or moved the dossier in between, or where it may not change any more.
    """
    asked = update(dossiers).where(
        dossiers.c.id == about["id"], dossiers.c.bibliotheque == about["bibliotheque"],
        dossiers.c.dernier_etat == of.numero, dossiers.c.situation.in_(open_to(visitor)),
    )  # fmt: skip
    if not db.execute(asked.values(bibliotheque=to)).rowcount:
        raise MovedOnError
    summed(db, about["id"], resume_of(after))
    titles = [*after.bibliotheque.titres]
    told(db, about["id"], visitor, BIBLIOTHEQUE, {"de": about["bibliotheque"], "vers": to, "titres": titles})

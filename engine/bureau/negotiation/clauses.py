"""The words of a clause changed for one contract: tried, told with what is wrong of them, written as a state."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, RowMapping

import cpom
from engine.bureau.access.rights import Visitor
from engine.bureau.opening import opened
from engine.bureau.states.journal import Next, State, appended

NATURE = "adaptation"
"""The nature of a state that changes the clauses of a contract."""
Make = Callable[[cpom.Dossier], cpom.Dossier]
"""What is done to a description."""


class ClashError(Exception):
    """Somebody else changed the same clause since it was shown: nothing was written."""


class WrongError(Exception):
    """What would be wrong in the contract once changed: nothing was written."""

    def __init__(self, constats: tuple[cpom.Constat, ...]) -> None:
        super().__init__()
        self.constats = constats


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a clause (`nom`) that was shown as of the state `vu`: what is done, and why."""

    nom: str
    vu: State
    make: Make
    motif: str


def tried(dossier: cpom.Dossier, make: Make) -> tuple[cpom.Dossier, tuple[cpom.Constat, ...]]:
    """The description once changed, and the errors that it did not have before.

    Raises:
        cpom.Refus: where the model forbids it, or where the YAML cannot be changed so.
    """
    made = make(dossier)
    known = {(one.code, one.path) for one in dossier.erreurs}
    return made, tuple(one for one in made.erreurs if (one.code, one.path) not in known)


def written(base: Engine, about: RowMapping, day: date, edit: Edit, visitor: Visitor) -> State:
    """Write a change as a state.

    Raises:
        ClashError: where the clause is not any more what was shown.
        WrongError: where something would be wrong once it is changed.
        cpom.Refus: as `tried` does.
    """

    def make(last: State) -> Next | None:
        dossier = opened(base, about, last.texte, day)
        before = _clause(dossier, edit.nom)
        if last.numero != edit.vu.numero:
            shown = _clause(opened(base, about, edit.vu.texte, day), edit.nom)
            if _said(shown) != _said(before):
                raise ClashError
        made, wrong = tried(dossier, edit.make)
        if wrong:
            raise WrongError(wrong)
        changes = _changes(before, _clause(made, edit.nom))
        return Next(made, NATURE, changes, edit.motif) if changes else None

    return appended(base, about["id"], make, visitor)


def _clause(dossier: cpom.Dossier, nom: str) -> cpom.ClauseDuContrat | None:
    try:
        return cpom.clause_du_contrat(dossier, nom)
    except KeyError:
        return None


def _said(clause: cpom.ClauseDuContrat | None) -> dict[str, str]:
    """What the parties say of a clause, by the keys of a description."""
    if clause is None or not clause.negociee:
        return {}
    said = {"titre": clause.titre, "texte": clause.texte, "motif": clause.motif}
    return {"supprimee": "oui", "motif": clause.motif} if clause.negociee == "supprimée" else said


def _changes(before: cpom.ClauseDuContrat | None, after: cpom.ClauseDuContrat | None) -> list[dict[str, Any]]:
    """What changed, as the journal tells it."""
    clause = after or before
    if clause is None:
        return []
    listed, _, rank = clause.chemin.rstrip("]").partition("[")
    if before is None or after is None:
        return [{"operation": "retirer" if before else "ajouter", "liste": listed, "rang": int(rank)}]
    was, now = _said(before), _said(after)
    return [
        {"chemin": f"{clause.chemin}.{key}", "avant": was.get(key, ""), "apres": now.get(key, "")}
        for key in ("supprimee", "titre", "texte", "motif")
        if was.get(key, "") != now.get(key, "")
    ]


def name_for(dossier: cpom.Dossier, titre: str) -> str:
    """The name of a clause to add, from its title: letters and dashes, unlike any other's."""
    letters = (
        unicodedata.normalize("NFKD", titre.replace("œ", "oe").replace("’", " "))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    name = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60] or "ajoutee"
    known = {one.clause for one in dossier.decisions}
    return next(one for one in (name, *(f"{name}-{rank}" for rank in range(2, 1_000))) if one not in known)

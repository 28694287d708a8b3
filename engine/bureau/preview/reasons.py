"""Why a contract says what it says: its clauses and the answers that decided, its figures, what the law changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cpom
from engine.bureau.preview.fragments import Fragment
from engine.bureau.preview.parties import question_at


@dataclass(frozen=True, slots=True)
class Because:
    """An answer that decided: its question in words, its path, and what it may still be, in words."""

    libelle: str
    chemin: str
    valeurs: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause kept or left out, and the answers that decided so; none, it is always there."""

    dite: cpom.ClauseExpliquee
    parce_que: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a piece of a contract is there and says this."""

    clauses: tuple[Clause, ...]
    chiffres: tuple[cpom.ChiffreExplique, ...]
    dates: tuple[cpom.DateExpliquee, ...]
    droit: Law


@dataclass(frozen=True, slots=True)
class Law:
    """What the law of the day changed of the words of the model, and what of it is to be verified.

    Names, texts that took the place of others, texts that are left out.
    """

    noms: tuple[cpom.NomExplique, ...]
    visas: tuple[cpom.VisaExplique, ...]

    def __bool__(self) -> bool:
        return bool(self.noms or self.visas)


def reasons(dossier: cpom.Dossier, piece: Fragment) -> Reasons:
    """Why a piece is there; that which opens the contract has its visas too."""
    said = _explained(dossier)
    own = said.de(*piece.clauses) if piece.clauses else None
    opens = piece.niveau == 0
    return Reasons(
        tuple(_why(dossier, one) for one in own.clauses) if own else (),
        tuple(one for one in own.chiffres if one.imprime) if own else (),
        own.dates if own else (),
        _law(own.noms if own else (), said.visas if opens else own.visas if own else ()),
    )


def law(dossier: cpom.Dossier) -> Law:
    """What the law changed in a whole contract."""
    said = _explained(dossier)
    return _law(said.noms, said.visas)


def left_out(dossier: cpom.Dossier) -> tuple[Clause, ...]:
    """The clauses that the model has and this contract has not, each with what decided so."""
    return tuple(_why(dossier, one) for one in _explained(dossier).clauses if not one.gardee)


def _why(dossier: cpom.Dossier, one: cpom.ClauseExpliquee) -> Clause:
    because = []
    for reason in one.raisons:
        asked = {fact.chemin: question_at(dossier, fact.chemin) for fact in reason.faits}
        for chemin, question in asked.items():
            words = [question.choix.get(value, value) if question else value for value in reason.valeurs]
            because.append(Because(question.libelle if question else chemin, chemin, " ou ".join(words)))
        if not asked:
            because.append(Because(reason.trait, "", " ou ".join(reason.valeurs)))
    return Clause(one, tuple(because))


def _law(names: Sequence[cpom.NomExplique], visas: Sequence[cpom.VisaExplique]) -> Law:
    return Law(
        tuple(one for one in names if one.remplace or one.doute),
        tuple(one for one in visas if one.remplace or one.omis or one.doute),
    )


@lru_cache(maxsize=32)
def _explained(dossier: cpom.Dossier) -> cpom.Explication:
    return dossier.explication()

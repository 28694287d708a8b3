"""Which party answers for a fact, and so who is told what is found of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import cpom
from engine import french
from engine.bureau.access.rights import Visitor
from models import chemins


def for_whom(dossier: cpom.Dossier, visitor: Visitor) -> tuple[cpom.Constat, ...]:
    """What is found of a description; to a guest, what is about the facts that its party knows."""
    if not visitor.partie:
        return dossier.constats
    asked = questions(dossier)
    return tuple(one for one in dossier.constats if one.path and _answers(asked, one.path) == visitor.partie)


def missing_for(dossier: cpom.Dossier, visitor: Visitor) -> dict[str, tuple[cpom.Manquant, ...]]:
    """The facts that are missing, by who knows them; to a guest, those that its party knows."""
    mine = visitor.partie
    kept = {
        qui: tuple(one for one in facts if not mine or party_of(dossier, one.chemin) == mine)
        for qui, facts in dossier.manquants.items()
    }
    return {qui: facts for qui, facts in kept.items() if facts}


def party_words(dossier: cpom.Dossier) -> Mapping[str, str]:
    """How its model calls each party that answers: « le gestionnaire », « l’État »."""
    usual = {"gestionnaire": "le gestionnaire", "departement": "l’autorité"}
    own = dossier.bibliotheque.modele(dossier.modele).repondants if dossier.modele else {}
    return usual | {str(name): french.typography(words) for name, words in own.items()}


def party_of(dossier: cpom.Dossier, chemin: str) -> str:
    """The party that answers at a path, « gestionnaire » or « departement »; of a group, its first question's."""
    return _answers(questions(dossier), chemins.lire(chemin))


def question_at(dossier: cpom.Dossier, chemin: str) -> cpom.Question | None:
    """The question whose answer is at a path, or which that path is a part of (a year); None where nothing is asked."""
    asked, path = questions(dossier), chemins.lire(chemin)
    return next((found for end in range(len(path), 0, -1) if (found := asked.get(chemins.noms(path[:end])))), None)


def questions(dossier: cpom.Dossier) -> Mapping[chemins.Noms, cpom.Question]:
    """The questions of its model, by the names of their paths whatever the items."""
    return _questions(dossier.bibliotheque, dossier.modele) if dossier.modele else {}


@lru_cache(maxsize=64)
def _questions(library: cpom.Bibliotheque, model: str) -> Mapping[chemins.Noms, cpom.Question]:
    return {chemins.noms(one.chemin): one for one in library.modele(model).questions}


def _answers(asked: Mapping[chemins.Noms, cpom.Question], path: chemins.Chemin) -> str:
    names = chemins.noms(path)
    found = next((asked[names[:end]] for end in range(len(names), 0, -1) if names[:end] in asked), None)
    inside = (one.partie for known, one in asked.items() if known[: len(names)] == names)  # a group, a list
    return found.partie if found else next(inside, "")

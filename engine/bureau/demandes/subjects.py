"""What a request is about, in words, and whom its question asks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import cpom
from engine import french

_RANK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a request is about: its words, and the party that its question asks (empty: no question)."""

    mots: str
    pour: str = ""


def subject(dossier: cpom.Dossier, chemin: str = "", clause: str = "") -> Subject | None:
    """What a path or a clause is in a contract; None where it has none of this name."""
    if chemin:
        question = _questions(dossier.bibliotheque, dossier.modele).get(_RANK.sub("[]", chemin))
        if question is None:
            return None
        libelle, qui = question
        ranks = ", ".join(f"n° {one[1:-1]}" for one in _RANK.findall(chemin))
        return Subject(f"{french.capitalise(libelle)}{f' ({ranks})' if ranks else ''}", qui)
    if clause:
        titles = {one.clause: one.intitule for one in dossier.decisions}
        return Subject(french.capitalise(titles[clause]) or f"Clause « {clause} »") if clause in titles else None
    return Subject("Le dossier")


@lru_cache(maxsize=16)
def _questions(library: cpom.Bibliotheque, modele: str) -> Mapping[str, tuple[str, str]]:
    """The label of each question of a model, and the party that answers it, by its path without ranks."""
    model = library.modele(modele)
    return {one.chemin: (one.libelle, one.partie) for one in model.questions}

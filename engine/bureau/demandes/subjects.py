"""What a request is about, in words; whom its question asks; who has changed its answer since."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from sqlalchemy import Connection, select

import cpom
from engine import french
from engine.bureau.demandes.requests import Request
from engine.bureau.storage.tables import etats

_RANK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a request is about: its words, and the party that its question asks (empty: no question)."""

    mots: str
    pour: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the answer that a request is about, since it was asked: which state, by whom, when, what it said."""

    numero: int
    qui: str
    quand: datetime
    avant: str
    apres: str


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


def changes_since(db: Connection, dossier: str, asked: Iterable[Request]) -> Mapping[str, tuple[Change, ...]]:
    """By request, the changes of its answer since it was asked, the first one first; nobody else can tell who did."""
    about = [one for one in asked if one.chemin]
    if not about:
        return MappingProxyType({})
    columns = (etats.c.numero, etats.c.qui, etats.c.quand, etats.c.changements)
    since = select(*columns).where(etats.c.dossier == dossier, etats.c.numero > min(one.etat for one in about))
    found: dict[str, tuple[Change, ...]] = {one.id: () for one in about}
    for row in db.execute(since.order_by(etats.c.numero)):
        for one in about:
            if row.numero > one.etat:
                found[one.id] += tuple(
                    Change(row.numero, row.qui, row.quand, str(each.get("avant") or ""), str(each.get("apres") or ""))
                    for each in row.changements
                    if each.get("chemin") == one.chemin
                )
    return MappingProxyType(found)


@lru_cache(maxsize=16)
def _questions(library: cpom.Bibliotheque, modele: str) -> Mapping[str, tuple[str, str]]:
    """The label of each question of a model, and the party that answers it, by its path without ranks."""
    model = library.modele(modele)
    parties = {words: name for name, words in model.repondants.items()}
    return {one.chemin: (one.libelle, parties.get(one.qui, "")) for one in model.questions}

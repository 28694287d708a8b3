"""What changes in the law between two days, told: whom each change reaches, and which articles are to be taken up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any

import cpom
from engine import french
from engine.json_text import json_text
from engine.passages import LEGEND, passages, shown
from models.records import dataclass

FORMAT = 1
"""The number of the JSON form."""
_FATES = {"ajouté": "à ajouter", "retiré": "à retirer", "déplacé": "à déplacer", "modifié": ""}


@dataclass(frozen=True)
class Suivi:
    """Contracts followed from a day to another; `detailed` asks for the articles that each would have to change."""

    bibliotheque: cpom.Bibliotheque
    start: date
    end: date
    dossiers: list[cpom.Dossier]
    detailed: bool

    @cached_property
    def changes(self) -> tuple[cpom.Changement, ...]:
        """What changes, in order."""
        return self.bibliotheque.changements(self.start, self.end)

    def clauses(self, change: cpom.Changement) -> dict[str, tuple[str, ...]]:
        """The clauses that use what changes, by model."""
        found = {model.nom: model.clauses_selon(change.cle) for model in self.bibliotheque.modeles.values()}
        return {name: clauses for name, clauses in found.items() if clauses}

    def reached(self, change: cpom.Changement) -> list[str]:
        """The contracts that would say it."""
        return [_name(dossier) for dossier in self.dossiers if dossier.touche(change)]

    @cached_property
    def articles(self) -> dict[str, tuple[cpom.ArticleTouche, ...]]:
        """The articles of each contract that would be worded otherwise."""
        if not self.detailed:
            return {}
        return {_name(one): cpom.articles_touches(one, self.start, self.end) for one in self.dossiers}


def _name(dossier: cpom.Dossier) -> str:
    """The file of a contract, be it a document."""
    return dossier.nom.removesuffix(" (description)")


def lines_of(found: Suivi) -> Iterator[str]:
    """The whole, line by line."""
    for change in found.changes:
        yield f"{french.date_in_french(change.jour)} : {change.cle} {change.phrase}"
        for model, clauses in found.clauses(change).items():
            yield f"    clauses de {model} : {', '.join(clauses)}"
        if reached := found.reached(change):
            yield f"    descriptions : {', '.join(reached)}"
    if any(found.articles.values()):
        yield ""
        yield f"Articles que ce droit dirait autrement, à reprendre par avenant s'il y a lieu ; {LEGEND}"
    for name, articles in found.articles.items():
        if articles:
            yield f"{name} :"
        for one in articles:
            yield from _article(one)


def as_text(found: Suivi) -> str:
    """The same, for a file."""
    return "".join(f"{line}\n" for line in lines_of(found))


def _article(one: cpom.ArticleTouche) -> Iterator[str]:
    fate = _FATES[one.partie.sort]
    days = [french.date_in_french(day) for day in dict.fromkeys(change.jour for change in one.depuis)]
    why = ", ".join(dict.fromkeys(change.cle for change in one.depuis))
    yield french.typography(
        f"    {one.partie.titre}{f' ({fate})' if fate else ''}, depuis le {french.enumerate_fr(days)} ({why})"
    )
    for line in one.partie.lignes:
        yield from (f"        {shown(words)}" for words in passages(line.avant, line.apres))


def as_json(found: Suivi) -> str:
    """The same, for other programs."""
    whole = {
        "format": FORMAT,
        "de": found.start.isoformat(),
        "a": found.end.isoformat(),
        "changements": [
            {
                **_change(one),
                "territoires": list(one.territoires),
                "clauses": found.clauses(one),
                "contrats": found.reached(one),
            }
            for one in found.changes
        ],
        "contrats": [
            {
                "fichier": _name(one),
                "modele": one.modele,
                "articles": [_touched(each) for each in found.articles.get(_name(one), ())],
            }
            for one in found.dossiers
        ],
    }
    return json_text(whole)


def _change(one: cpom.Changement) -> dict[str, Any]:
    return {"jour": one.jour.isoformat(), "cle": one.cle, "phrase": one.phrase}


def _touched(one: cpom.ArticleTouche) -> dict[str, Any]:
    return {
        "clause": one.partie.clause,
        "titre": one.partie.titre,
        "sort": one.partie.sort,
        "depuis": [_change(each) for each in one.depuis],
        "lignes": [
            {
                "avant": line.avant,
                "apres": line.apres,
                "mots": [{"retires": words.retires, "ajoutes": words.ajoutes} for words in line.mots],
            }
            for line in one.partie.lignes
        ],
    }

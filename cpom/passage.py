"""A contract in pieces of HTML, for a page that shows it beside what it is made of."""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from cpom.dossier import Dossier
from cpom.erreurs import Refus, refusant
from cpom.redaction import Redaction
from engine.redaction import traced_of
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Un morceau du contrat : un titre et ce qui est dessous, jusqu'au suivant ; le premier est ce qui l'ouvre.

    `id` ne change pas d'un état du contrat à l'autre, `empreinte` change avec `html`. `titre` et `niveau` sont ceux de
    son titre (vide et 0, s'il n'en a pas), `clauses` celles qui l'ont écrit, `chemins` ceux des faits dont ses mots
    viennent, donnés ou à compléter.
    """

    id: str
    empreinte: str
    html: str
    titre: str
    niveau: int
    clauses: tuple[str, ...]
    chemins: tuple[str, ...]


@lru_cache(maxsize=64)
def passages(dossier: Dossier) -> tuple[Passage, ...]:
    """Le contrat d'une description en passages de HTML, à mettre dans une page qui a déjà son titre (`h1`, `h2`).

    Ils ne demandent ni style ni script dans leurs balises, et leurs `id` commencent par « contrat- ». Les mots qui sont
    un fait disent son chemin (`data-chemin`), ceux qui en découlent disent les leurs (`data-chemins`, séparés par des
    espaces) : une question mène à ses mots, et des mots à leurs questions.

    Raises:
        Refus: si rien n'a pu être lu, ou si une clause ou un logo ne peut pas être lu.
    """
    from engine.writing.html.passages import passages_of

    if dossier._lu is None:
        raise Refus(dossier.erreurs)
    with refusant():
        made = Redaction(traced_of(dossier._lu))
        found = passages_of(made.document, MappingProxyType({nom: one.chemins for nom, one in dossier.traits.items()}))
    # What is told of a contract is the same, whether its words say where they come from or not: it is told once.
    dossier.__dict__.setdefault("manquants", made.manquants)
    if dossier.entier:
        dossier.__dict__.setdefault("constats", made.constats)
    return tuple(Passage(one.id, one.hash, one.html, one.title, one.level, one.clauses, one.facts) for one in found)


def style_des_passages(boite: str = ".contrat") -> str:
    """La feuille de style des passages, qui ne touche que ce qui est dans cette boîte (un sélecteur CSS)."""
    from engine.writing.layout.page.scoped import scoped_stylesheet

    return scoped_stylesheet(boite)

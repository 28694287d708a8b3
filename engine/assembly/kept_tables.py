"""The computed tables of a contract, worked out once for the descriptions that say the same of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from engine.assembly.assemble import grilles_of
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Modele
from engine.tables.grilles import Grilles
from models import chemins
from models.contrat import Contrat
from models.traits import Trait

_DATES = ("effet", "duree")
"""What the years of a contract come from."""


def kept_grilles(model: Modele, contrat: Contrat, traits: Mapping[str, Trait]) -> Grilles:
    """The computed tables of a contract; those of another that says the same of all that they look at serve again.

    An answer that no table looks at leaves every figure as it is: nothing is worked out again.
    """
    said = repr([getattr(contrat, name, None) for name in _looked_at(model)])
    found = _of_the_same(model, tuple(traits.values()), said)
    if not found:
        found.append(grilles_of(model, contrat, traits))
    return found[0]


@lru_cache(maxsize=64)
def _of_the_same(_: Modele, __: tuple[Trait, ...], ___: str) -> list[Grilles]:
    """The tables of a model with these traits and these facts, empty until they are made."""
    return []


@kept
def _looked_at(model: Modele) -> tuple[str, ...]:
    """The keys of a description that its tables may look at."""
    return tuple(sorted({*_DATES, *(step for path in _paths(model) for step in chemins.noms(path)[:1])}))


def _paths(model: Modele) -> Iterator[str]:
    """What its tables name, each fact from the top, or from the row that it is in."""
    for tableau in model.tableaux.values():
        repeated = tableau.series
        yield from (repeated.pour, *repeated.si)
        for line in (*tableau.rubriques, *tableau.parametres):
            yield from (line.fait or line.nom, *line.faits.values())

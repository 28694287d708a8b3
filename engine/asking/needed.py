"""Which facts of every model one of them asks.

Of an objective, those that its clauses name, since the structure is that of every model; of the rest, those that its
plan does not leave out.

A clause names a fact in a loop, in a column of a table (« action.delai »), or as the attribute that a filter looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from engine.asking.asked import Asked, asked
from engine.asking.order import unused
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Modele
from models import chemins
from models.chemins import Noms
from models.records import dataclass

KEY = "objectifs"


def needed(model: Modele, valeurs: Mapping[str, Any]) -> tuple[Asked, ...]:
    """What a contract of this model needs to know, in its order, and what a description (`valeurs`) gives besides."""
    given, named = frozenset(_given(valeurs)), _named(model)

    def kept(group: Iterable[Asked], path: Noms, *, useless: bool) -> Iterator[Asked]:
        for fact in group:
            here = (*path, fact.name)
            useless_here = useless or here in named.without
            if fact.under:
                under = tuple(kept(fact.under, here, useless=useless_here))
                if under:
                    yield replace(fact, under=under)
            elif here in given or not (useless_here or named.leaves_out(here)):
                yield fact

    return tuple(kept(asked(model), (), useless=False))


@dataclass(frozen=True, slots=True)
class _Named:
    """What a model has no use for: keys that nothing names and what its plan says (`sans`), facts of objectives."""

    without: frozenset[Noms]
    objectives: frozenset[Noms]

    def leaves_out(self, path: Noms) -> bool:
        """Whether a fact is one of objectives that no clause of the model names or asks."""
        return path[0] == KEY and path not in self.objectives


@kept
def _named(model: Modele) -> _Named:
    used = (path for clause in model.clauses.values() for path in clause.uses.faits)
    own = (path for path in model.questions if path not in model.plan.questions)
    every = (chemins.noms(path) for path in (*used, *own))
    without = (*((key,) for key in unused(model)), *map(chemins.noms, model.plan.sans))
    return _Named(frozenset(without), frozenset(path for path in every if path[0] == KEY))


def _given(value: Any) -> Iterator[Noms]:
    """Every key of a description, without the places in lists."""
    for fact, _ in chemins.written(value):
        names = chemins.noms(fact)
        yield from (names[:end] for end in range(1, len(names) + 1))

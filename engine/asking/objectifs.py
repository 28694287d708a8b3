"""Which facts of every model one of them asks.

Of an objective, those that its clauses name, since the structure is that of every model; of the rest, those that its
plan does not leave out.

A clause names a fact in a loop, in a column of a table (« action.delai »), or as the attribute that a filter looks at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from engine.asking.asked import Asked
from engine.library.modele import Modele

KEY = "objectifs"

_Path = tuple[str, ...]


def _named(model: Modele) -> set[_Path]:
    """The path of every fact of an objective that a clause names or asks."""
    used = (path for clause in model.clauses.values() for path in clause.uses.faits)
    return {tuple(path.replace("[]", "").split(".")[1:]) for path in (*used, *model.questions) if path.startswith(KEY)}


def _given(value: Any, path: _Path = ()) -> Iterator[_Path]:
    """Every key of a description, without the places in lists."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from _given(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _given(inner, path)


def used(one: Asked, model: Modele, value: Any) -> Asked:
    """Leave out of the objectives what the model does not name, unless the description (`value`) gives it."""
    if one.name != KEY:
        return one
    named, given = _named(model), set(_given(value))

    def kept(group: Asked, path: _Path) -> Iterator[Asked]:
        for fact in group.under:
            here, under = (*path, fact.name), tuple(kept(fact, (*path, fact.name)))
            if fact.under and under:
                yield replace(fact, under=under)
            elif not fact.under and (here in given or here in named):
                yield fact

    return replace(one, under=tuple(kept(one, ())))


def needed(model: Modele, questions: Iterable[Asked], valeurs: Any) -> tuple[Asked, ...]:
    """Leave out what the plan says that the model has no use for (`sans`), unless the description gives it."""
    given = set(_given(valeurs))

    def kept(group: Iterable[Asked], path: _Path) -> Iterator[Asked]:
        for fact in group:
            here = (*path, fact.name)
            if ".".join(here) in model.plan.sans and here not in given:
                continue
            under = tuple(kept(fact.under, here))
            if under or not fact.under:
                yield replace(fact, under=under)

    return tuple(kept(questions, ()))

"""Which items of two lists are the same one: by their number, by their name, by their year, or as they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from engine.merging.answers import Answers
from models.chemins import Noms

_ALIKE = 0.5
"""The part of their facts that two items of the same rank share, where one was renamed."""


def matched(answers: Answers, names: Noms, ours: Sequence[Any], theirs: Sequence[Any]) -> dict[int, int]:
    """The rank in `ours` of each item of `theirs` that is there, by its rank."""
    found: dict[int, int] = {}
    mine = [answers.meant(names, one) for one in ours]
    other = [answers.meant(names, one) for one in theirs]
    _equal(mine, other, found)
    for key in answers.keys(names, [*ours, *theirs]):
        _by_key(key, mine, other, found)
    _by_rank(mine, other, found)
    return found


def _equal(mine: Sequence[Any], other: Sequence[Any], found: dict[int, int]) -> None:
    for at, one in enumerate(other):
        free = [rank for rank, held in enumerate(mine) if held == one and rank not in found.values()]
        if free:
            found[at] = at if at in free else free[0]


def _by_key(key: Noms, mine: Sequence[Any], other: Sequence[Any], found: dict[int, int]) -> None:
    """Match the items that alone have the same answers to these questions."""

    def said(one: Any) -> tuple[Any, ...] | None:
        values = tuple(str(one.get(name)) if name in one else None for name in key) if isinstance(one, dict) else ()
        return values if values and None not in values else None

    ours = {rank: said(one) for rank, one in enumerate(mine) if rank not in found.values()}
    theirs = {at: said(one) for at, one in enumerate(other) if at not in found}
    once = [{value for value, count in Counter(some.values()).items() if count == 1} for some in (ours, theirs)]
    ranks = {value: rank for rank, value in ours.items()}
    for at, value in theirs.items():
        if value is not None and value in once[0] and value in once[1]:
            found[at] = ranks[value]


def _by_rank(mine: Sequence[Any], other: Sequence[Any], found: dict[int, int]) -> None:
    """Match what is left between the same items on both sides, where most of it is the same."""
    for at, one in enumerate(other):
        before = found.get(at - 1, -1) if at else -1
        rank = before + 1
        if at in found or rank in found.values() or rank >= len(mine):
            continue
        if _alike(mine[rank], one):
            found[at] = rank


def _alike(one: Any, other: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    both = one.keys() & other.keys()
    same = sum(one[key] == other[key] for key in both)
    return bool(both) and same > _ALIKE * min(len(one), len(other))

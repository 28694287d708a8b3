"""Where the items of a list are by now: the one that a document was made with may have another rank today."""

from __future__ import annotations

from typing import Any

from engine.errors import Path
from models import chemins
from models.champs import Fiche


def followed(path: Path, base: Fiche, current: Fiche) -> Path | None:
    """The path, in the description of today, of a fact of the one that a document was made with; None where it is gone.

    An item of a list is the one that says most of the same, its rank deciding between equals.
    """
    here: Path = ()
    for at, step in enumerate(path):
        if isinstance(step, int):
            old, new = chemins.at(base, path[: at + 1]), chemins.at(current, here)
            rank = _rank(old, step, new if isinstance(new, list) else [])
            if rank is None:
                return None
            here = (*here, rank)
        else:
            here = (*here, step)
    return here


def _rank(old: Any, rank: int, items: list[Any]) -> int | None:
    if old is None or not isinstance(old, Fiche):
        return rank
    said = _facts(old)
    common = [len(said.items() & _facts(one).items()) if isinstance(one, Fiche) else 0 for one in items]
    if not said:
        return rank
    best = max(common, default=0)
    if best * 2 < len(said):
        return rank if rank < len(items) and best and common[rank] == best else None
    return rank if rank < len(items) and common[rank] == best else common.index(best)


def _facts(item: Fiche) -> dict[Path, str]:
    return {path: str(value) for path, value, _ in chemins.given(item)}

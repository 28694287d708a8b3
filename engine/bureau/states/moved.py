"""Where a path of one state of a description leads in a later one: the items of its lists moved, or are gone.

Nothing tells an item from another but its rank: what is typed for the second must not go into the third because
somebody removed the first. So each state says the operations that made it, and they are played again here. Where a
whole text came in (an import, a state that was restored), items are found again as `cpom fusionner` finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpom import Reponses
from engine.bureau.states.journal import State
from models import chemins
from models.chemins import Chemin

Read = Callable[[str], Reponses]
"""What a text answers."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A path in the last state, None where its item is gone; `qui` last changed it since (empty: nobody)."""

    chemin: str | None
    qui: str = ""


def moved(chemin: str, before: State, after: Sequence[State], read: Read) -> Moved:
    """Follow a path from a state to the last of those that came after it."""
    found, text = Moved(chemin), before.texte
    for state in after:
        for change in state.changements:
            if found.chemin is None:
                return found
            found = _through(found, found.chemin, change, state, (text, read))
        text = state.texte
    return found


def changed_by_others(chemin: str, before: State, after: Sequence[State], read: Read, par: str) -> str:
    """Who else changed something at a path or under it since a state; empty where nobody did."""
    for at, state in enumerate(after):
        here = moved(chemin, before, after[:at], read).chemin
        if here is None:
            return ""
        if state.par == par:
            continue
        said = [one for change in state.changements for one in _touched(change)]
        text = after[at - 1].texte if at else before.texte
        if any(one == here or one.startswith((f"{here}.", f"{here}[")) for one in said) or (
            {"tout": True} in state.changements and not _the_same(here, read(text), read(state.texte))
        ):
            return state.qui
    return ""


def _touched(change: Mapping[str, Any]) -> Iterator[str]:
    """The paths that a change is about, an item that was moved aside."""
    if "chemin" in change:
        yield change["chemin"]
    elif change.get("operation") in ("ajouter", "retirer"):
        yield f"{change['liste']}[{change['rang']}]"


def _the_same(chemin: str, old: Reponses, new: Reponses) -> bool:
    there = old.vers(new, chemin)
    if there is None:
        return False
    mine, theirs = old.sous(chemin), new.sous(there)
    return {one[len(chemin) :]: said for one, said in mine.items()} == {
        one[len(there) :]: said for one, said in theirs.items()
    }


def _through(found: Moved, chemin: str, change: Mapping[str, Any], state: State, before: tuple[str, Read]) -> Moved:
    """A path after one change of a state; `before` is the text of the state before it, and what reads it."""
    if "operation" in change:
        path = operated(chemins.lire(chemin), change)
        if path is None:
            return Moved(None, state.qui)
        return replace(found, chemin=chemins.ecrit(path))
    if change.get("tout"):
        text, read = before
        old, new = read(text), read(state.texte)
        there = old.vers(new, chemin)
        if there is None or old.de(chemin) != new.de(there):
            return Moved(there, state.qui)
        return replace(found, chemin=there)
    if change.get("chemin") == chemin:
        return Moved(chemin, state.qui)
    return found


def operated(path: Chemin, change: Mapping[str, Any]) -> Chemin | None:
    """A path after an operation on a list; None where the item is the one that it removes."""
    around = chemins.lire(change["liste"])
    if path[: len(around)] != around or len(path) == len(around):
        return path
    rank, at = path[len(around)], int(change["rang"]) - 1
    assert isinstance(rank, int)  # noqa: S101 - what follows a list
    if change["operation"] == "ajouter":
        now = rank + (rank >= at)
    elif change["operation"] == "retirer":
        if rank == at:
            return None
        now = rank - (rank > at)
    else:
        now = _of_moved(rank, at, int(change["vers"]) - 1)
    return (*around, now, *path[len(around) + 1 :])


def _of_moved(rank: int, at: int, to: int) -> int:
    """The rank of an item after one was moved."""
    if rank == at:
        return to
    return rank - (at < rank <= to) + (to <= rank < at)

"""The nodes of a tree (engine/document.py): found by their kind, or written anew with others in their place."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

Node = TypeVar("Node")

REMOVED = object()
"""What stands in the place of a node that a tree is to have no more."""


_LEAVES = frozenset({str, int, float, bool, type(None)})
"""Most of what a node holds: none is a node, nor holds one."""


def nodes_of(part: Any, *kinds: type[Node]) -> Iterator[Node]:
    """The nodes of these kinds in a part of a tree, in its order; one inside another comes after it."""
    if isinstance(part, tuple):
        held: Any = part
    elif (names := _held(part.__class__)) is not None:
        if isinstance(part, kinds):
            yield part
        held = [getattr(part, name) for name in names]
    else:
        return
    for one in held:
        if one.__class__ not in _LEAVES:
            yield from nodes_of(one, *kinds)


@cache
def _held(kind: Hashable) -> tuple[str, ...] | None:
    """The names of what a node holds, None of what is no node: they are asked at each step of each walk."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


def rewritten(part: Any, change: Callable[[Any], Any]) -> Any:
    """A part of a tree where each node is what `change` makes of it, or else has its own changed."""
    if isinstance(part, tuple):
        return tuple(done for one in part if (done := rewritten(one, change)) is not REMOVED)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    done = change(part)
    if done is not part:
        return done
    return replace(part, **{field.name: rewritten(getattr(part, field.name), change) for field in fields(part)})

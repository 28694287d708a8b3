"""The nodes of a tree (engine/document.py): found by their kind, or written anew with others in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Node = TypeVar("Node")

REMOVED = object()
"""What stands in the place of a node that a tree is to have no more."""


def nodes_of(part: Any, kind: type[Node]) -> Iterator[Node]:
    """The nodes of a kind in a part of a tree, in its order; one inside another comes after it."""
    if isinstance(part, tuple):
        for one in part:
            yield from nodes_of(one, kind)
    elif is_dataclass(part) and not isinstance(part, type):
        if isinstance(part, kind):
            yield part
        for field in fields(part):
            yield from nodes_of(getattr(part, field.name), kind)


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

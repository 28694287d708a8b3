"""What the words of a clause come from: the facts of each slot, the facts and the traits that decide of each case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from jinja2 import nodes

from engine.compiling.following import follow
from engine.compiling.pieces import Control, Piece, Slot, pieces


def traced(tree: nodes.Template) -> tuple[Piece, ...]:
    """The pieces of a text, each with its origin."""
    return tuple(_traced(pieces(tree.body), follow(tree).named_by))


def _traced(parts: Iterable[Piece], names: Mapping[int, Iterable[str]]) -> Iterator[Piece]:
    for one in parts:
        match one:
            case Slot():
                yield replace(one, origin=",".join(names.get(id(one.node), ())))
            case Control():
                branches = tuple(tuple(_traced(branch, names)) for branch in one.branches)
                yield replace(one, branches=branches, origin=",".join(_deciding(one, names)))
            case _:
                yield one


def _deciding(control: Control, names: Mapping[int, Iterable[str]]) -> Iterator[str]:
    """What a case depends on; a repetition goes through a list, and decides of nothing."""
    if isinstance(control.node, nodes.If):
        tests = (control.node.test, *(one.test for one in control.node.elif_))
        yield from dict.fromkeys(name for test in tests for name in names.get(id(test), ()))

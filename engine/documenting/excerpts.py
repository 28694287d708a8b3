"""Blocks of a contract shown away from it: their references are plain words, and their anchors their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from engine.document import Block, Heading, Reference, Text


def plain(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, without a reference to a heading that is not there."""
    return (_plain(block) for block in blocks)


def _plain(node: Any) -> Any:
    if isinstance(node, Reference):
        return Text(node.text)
    if isinstance(node, tuple):
        return tuple(map(_plain, node))
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{one.name: _plain(getattr(node, one.name)) for one in fields(node)})
    return node


def under(blocks: Iterable[Block], anchor: str) -> Iterator[Block]:
    """The same blocks one level lower, under a heading of this anchor."""
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + 1, 4), anchor=f"{anchor}-{block.anchor}")
        else:
            yield block

"""Blocks of a contract shown away from it: their references are plain words, and their anchors their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from engine.document import Block, Heading, Reference, Text
from engine.nodes import rewritten


def plain(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, without a reference to a heading that is not there."""

    def change(node: Any) -> Any:
        return Text(node.text) if isinstance(node, Reference) else node

    return (rewritten(block, change) for block in blocks)


def under(blocks: Iterable[Block], anchor: str) -> Iterator[Block]:
    """The same blocks one level lower, under a heading of this anchor."""
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + 1, 4), anchor=f"{anchor}-{block.anchor}")
        else:
            yield block

"""Comments that follow a fact, moved after what is added to it.

ruamel.yaml keeps a comment with the last value before it: the title of the next section belongs to the last row of the
section before, and a row added there would come after that title.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.scalarstring import FoldedScalarString, LiteralScalarString
from ruamel.yaml.tokens import CommentToken

from models import chemins

_AFTER_VALUE = 2  # where ruamel.yaml keeps, for a key, the comment that follows its value
_AFTER_ITEM = 0


def detach(node: Any, step: str | int, column: int) -> str:
    """Take away the lines that follow a value and are not its own, to be given back after what comes next.

    Its own are the end of its line, and the comments right below that are further to the right than `column`.
    """
    node, step = _last_leaf(node, step)
    slot = _slot(node)
    held = node.ca.items.get(step)
    token = held[slot] if held and len(held) > slot else None
    if token is None:
        return ""
    lines = token.value.splitlines(keepends=True)
    own = 0 if _is_block(node[step]) else 1
    while own < len(lines) and lines[own].strip() and len(lines[own]) - len(lines[own].lstrip()) > column:
        own += 1
    kept = "".join(lines[:own])
    if kept.strip():
        token.value = kept
    else:
        held[slot] = None
    return "".join(lines[own:])


def attach(node: Any, step: str | int, lines: str) -> None:
    """Put lines after a value that has just been added."""
    if not lines:
        return
    node, step = _last_leaf(node, step)
    opening = "" if _is_block(node[step]) else "\n"
    slots = [None, None, None, None]
    token: Any = CommentToken(f"{opening}{lines}", CommentMark(0), None)
    slots[_slot(node)] = token
    node.ca.items[step] = slots


def arrange(root: Any, path: Sequence[str | int], kept: Sequence[int]) -> None:
    """Keep these items of the list at a path, in this order, each with the comments above it."""
    held, last = chemins.at(root, tuple(path[:-1])), path[-1]
    node = held[last]
    column = getattr(node.lc, "col", None) or 0
    following = "" if is_flow(node) else detach(node, len(node) - 1, column)
    above = [detach(node, at - 1, column) if at and not is_flow(node) else "" for at in range(len(node))]
    items, comments = list(node), dict(node.ca.items)
    while node:
        del node[0]
    node.ca.items.clear()
    node.extend(items[at] for at in kept)
    node.ca.items.update({new: comments[at] for new, at in enumerate(kept) if at in comments})
    if not kept:
        held[last] = ""
        attach(held, last, following)
        return
    if not is_flow(node):
        # What stood above the item that is now the first follows it: nothing of a list stands before its first item.
        ends = [*(above[at] for at in kept[1:]), following]
        ends[0] = above[kept[0]] + ends[0]
        for at, lines in enumerate(ends):
            attach(node, at, lines)


def is_flow(node: Any) -> bool:
    """Whether a group or a list is written between braces or brackets."""
    return isinstance(node, CommentedMap | CommentedSeq) and bool(node.fa.flow_style())


def _last_leaf(node: Any, step: str | int) -> tuple[Any, Any]:
    value = node[step]
    while isinstance(value, CommentedMap | CommentedSeq) and value and not is_flow(value):
        node, step = value, (next(reversed(value)) if isinstance(value, CommentedMap) else len(value) - 1)
        value = node[step]
    return node, step


def _slot(node: Any) -> int:
    return _AFTER_VALUE if isinstance(node, CommentedMap) else _AFTER_ITEM


def _is_block(value: Any) -> bool:
    return isinstance(value, LiteralScalarString | FoldedScalarString)

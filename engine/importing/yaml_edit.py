"""Facts put into a description as a person would: its comments, its order, its quotes and its indents stay.

ruamel.yaml reads the file with its comments and writes it back; what stands under a key of the first level where no
fact changes is kept to the letter. Every scalar is a text here, as in `engine.reading`: « 010001234 » stays so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, SingleQuotedScalarString

from engine.asking.yaml_text import scalar
from engine.errors import Path
from engine.importing.yaml_comments import arrange, attach, detach, is_flow
from models import chemins

Order = Callable[[tuple[str, ...]], list[str]]
"""The keys of a group, in order, by the names that lead to it (positions in lists left out)."""

_ENDLESS = 1_000_000
_DECIMAL = re.compile(r"\d,\d")
"""What a comma between braces would cut in two: between quotes everywhere, as the descriptions of the house do."""
_PLAIN_IN_BRACES = re.compile(r"\w[\w .%€/’()-]*")
_Wanted = dict[str | int, Any]
"""What to set: the steps of the paths, one inside the other, and the texts at their ends."""


class _Texts(VersionedResolver):
    """Nothing is a number, a date or an answer: every plain scalar is a text."""

    def add_version_implicit_resolver(self, *_: Any) -> None:
        """Type nothing."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        """No implicit type."""
        return {}


def edited(
    text: str, values: Mapping[Path, str], order: Order, rows: Mapping[Path, Sequence[int]] | None = None
) -> str:
    """The text of a description with other values at some paths (an empty one erases); what leads to them is made.

    New rows of a list follow those that it has; then those of `rows` keep these items alone, in this order. The text
    must be one that `parse_yaml` reads.
    """
    line_end = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    text = text if text.endswith("\n") else f"{text}\n"
    yaml = _round_trip()
    root = yaml.load(text)
    group, item, dash = _indents(root)
    yaml.indent(mapping=group, sequence=item, offset=dash)
    before = _blocks(text, root)
    _set(root, chemins.nested(values), (), order)
    for path in sorted(rows or {}, key=len, reverse=True):
        arrange(root, path, (rows or {})[path])
    dumped = io.StringIO()
    yaml.dump(root, dumped)
    after = _blocks(dumped.getvalue(), yaml.load(dumped.getvalue()))
    touched = _touched(list(after), {str(path[0]) for path in (*values, *(rows or ()))}, before)
    written = ""
    for key in after:
        apart = key not in before and not written.endswith("\n\n") and not isinstance(root[key], str)
        written += ("\n" if apart else "") + (after[key] if key in touched else before[key])
    return written.replace("\n", line_end)


def _round_trip() -> YAML:
    yaml = YAML()
    yaml.Resolver = _Texts
    yaml.preserve_quotes = True
    yaml.width = _ENDLESS
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    return yaml


def _indents(root: CommentedMap) -> tuple[int, int, int]:
    """How far a group, the text of an item and a dash stand from what holds them, where the text first shows it."""
    group = item = dash = 0
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop(0)
        for one in node.values() if isinstance(node, CommentedMap) else node:
            if not isinstance(one, CommentedMap | CommentedSeq) or is_flow(one) or not one:
                continue
            waiting.append(one)
            if isinstance(node, CommentedMap) and isinstance(one, CommentedMap):
                group = group or one.lc.col - node.lc.col
            elif isinstance(node, CommentedMap) and not item:
                dash = one.lc.col - node.lc.col
                item = one[0].lc.col - node.lc.col if isinstance(one[0], CommentedMap) else dash + 2
    return (group or 2), *((item, dash) if item else (4, 2))


def _blocks(text: str, root: CommentedMap) -> dict[str, str]:
    """The lines of each key of the first level, with what follows up to the next; the first has what precedes it."""
    lines = text.splitlines(keepends=True)
    starts = [root.lc.key(key)[0] for key in root]
    ends = [*starts[1:], len(lines)]
    starts[:1] = [0]
    return {
        str(key): _without_ends("".join(lines[start:end])) for key, start, end in zip(root, starts, ends, strict=True)
    }


def _without_ends(block: str) -> str:
    """Without the space that ruamel.yaml leaves after the dash of an empty row."""
    return block.replace("- \n", "-\n")


def _touched(keys: list[str], changed: set[str], before: Mapping[str, str]) -> set[str]:
    """The keys whose lines changed: a new one has taken the comments that followed the one before it."""
    preceding = {keys[at - 1] for at, key in enumerate(keys) if at and key not in before}
    return changed | preceding


def _set(node: Any, wanted: _Wanted, names: tuple[str, ...], order: Order) -> None:
    for step, value in wanted.items():
        below = (*names, step) if isinstance(step, str) else names
        present = step in node if isinstance(node, CommentedMap) else int(step) < len(node)
        if present and isinstance(value, dict) and isinstance(node[step], CommentedMap | CommentedSeq) and node[step]:
            _set(node[step], value, below, order)
        elif present and isinstance(value, str):
            if str(node[step]) != value:
                node[step] = _like(node[step], value, flow=is_flow(node))
        elif present:
            following = detach(node, step, _ENDLESS)
            node[step] = _made(value, below, order, flow=is_flow(node))
            attach(node, step, following)
        elif _any(value):
            made = _made(value, below, order, flow=is_flow(node) or _beside_flow(node, value))
            _add(node, step, made, order(names))


def _any(value: Any) -> bool:
    """Whether there is something to write."""
    return any(map(_any, value.values())) if isinstance(value, dict) else bool(value)


def _beside_flow(node: Any, value: Any) -> bool:
    """Whether the groups beside a new one are written between braces."""
    if not isinstance(value, dict) or any(isinstance(step, int) for step in value):
        return False
    beside = list(node.values() if isinstance(node, CommentedMap) else node)
    groups = [one for one in beside if isinstance(one, CommentedMap) and one]
    return bool(groups) and is_flow(groups[-1])


def _made(value: Any, names: tuple[str, ...], order: Order, *, flow: bool) -> Any:
    """A text, a group in the order of the model, or a list."""
    if isinstance(value, str):
        return _like("", value, flow=flow)
    made: Any
    if any(isinstance(step, int) for step in value):
        made = CommentedSeq(_made(value[at], names, order, flow=flow) for at in sorted(value))
    else:
        known = order(names)
        keys = sorted(value, key=lambda key: known.index(key) if key in known else len(known))
        made = CommentedMap(
            (key, _made(value[key], (*names, key), order, flow=flow)) for key in keys if _any(value[key])
        )
    if flow:
        made.fa.set_flow_style()
    return made


def _add(node: Any, step: str | int, made: Any, keys: list[str]) -> None:
    """Put a new key after those that the model has before it, or a new item at the end."""
    if isinstance(node, CommentedSeq):
        before: Any = len(node) - 1 if node else None
        following = detach(node, before, _column(node)) if node else ""
        node.append(made)
        attach(node, len(node) - 1, following)
        return
    present = list(node)
    earlier = set(keys[: keys.index(str(step))]) if step in keys else None
    at = max((rank for rank, key in enumerate(present, 1) if earlier is None or key in earlier), default=0)
    following = detach(node, present[at - 1], _column(node)) if at and not is_flow(node) else ""
    node.insert(at, step, made)
    attach(node, step, following)


def _column(node: Any) -> int:
    column = getattr(node.lc, "col", None)
    return _ENDLESS if column is None else int(column)


def _like(old: Any, value: str, *, flow: bool) -> Any:
    """A text with the quotes of the one that it replaces, or those that it needs."""
    if "\n" in value and not flow:
        return LiteralScalarString(value)
    if isinstance(old, SingleQuotedScalarString):
        return SingleQuotedScalarString(value)
    needs = scalar(value) != value or bool(_DECIMAL.search(value)) or (flow and not _PLAIN_IN_BRACES.fullmatch(value))
    return DoubleQuotedScalarString(value) if value and (needs or isinstance(old, DoubleQuotedScalarString)) else value

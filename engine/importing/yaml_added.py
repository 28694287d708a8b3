"""A fact that has no place yet in the text of a description, on lines of its own: no other line changes.

It comes after the keys that its model has before it, or in the item that is left to fill in. Between braces, or where a
whole branch is to be made in an item, `engine.importing.yaml_edit` makes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import yaml

from engine.asking.yaml_text import scalar
from engine.errors import InputError, Path
from engine.importing.yaml_marks import end_of, is_block, line_end, next_line, node_at, own_end, root_of
from engine.importing.yaml_splice import lines_of, on_one_line, opening_of, says_just
from engine.reading.invisibles import cleaned
from engine.reading.yaml_strict import Source, read_again

_MOST: Final = 12
"""More facts at once than this are written by `edited`, which reads the text but once."""
_Order = Callable[[tuple[str, ...]], list[str]]


def added(source: Source, facts: Mapping[Path, str], order: _Order) -> tuple[Source, dict[Path, str]]:
    """A description with those of these facts that lines of their own can say, read again; and those that remain."""
    text, done, rest = source.text, {}, dict(facts)
    if not 0 < len(facts) <= _MOST:
        return source, rest
    for path, value in facts.items():
        if value and (made := _with(text, path, value, order)):
            text, done[path] = made, rest.pop(path)
    try:
        read = read_again(source, text)
    except InputError:
        return source, dict(facts)
    return (read, rest) if done and says_just(read, source, done) else (source, dict(facts))


def _with(text: str, path: Path, value: str, order: _Order) -> str | None:
    """The text with one more fact; None where its place is to be made otherwise."""
    if not text.endswith("\n"):
        text += line_end(text)
    root = root_of(text)
    if root is None:  # another of these facts made of it what cannot be read
        return None
    deep = next(deep for deep in range(len(path), -1, -1) if node_at(root, path[:deep]) is not None)
    holder, rest = node_at(root, path[:deep]), path[deep:]
    if not rest or not all(isinstance(step, str) and scalar(step) == step for step in rest):
        return None
    if isinstance(holder, yaml.MappingNode) and is_block(holder) and holder.value:
        return _in_group(text, holder, path[:deep], rest, value, order)
    around = node_at(root, path[: deep - 1]) if deep else None
    empty = isinstance(holder, yaml.ScalarNode) and holder.start_mark.index == holder.end_mark.index
    if not empty or not is_block(around):
        return None
    if isinstance(around, yaml.MappingNode):
        at = next_line(text, holder.start_mark.index)
        return text[:at] + _branch(rest, value, around.start_mark.column + 2, line_end(text)) + text[at:]
    if len(rest) > 1 or "\n" in value:
        return None
    at = holder.start_mark.index
    return f"{text[:at]} {rest[0]}: {on_one_line(None, value, free=True)}{text[at:]}"


def _in_group(text: str, holder: Any, here: Path, rest: Path, value: str, order: _Order) -> str:
    """In a group that has keys, after those that the model has before this one."""
    names = tuple(step for step in here if isinstance(step, str))
    known = order(names)
    keys = [cleaned(key.value).strip() for key, _ in holder.value]
    earlier = known[: known.index(str(rest[0]))] if rest[0] in known else keys
    rank = max((at + 1 for at, key in enumerate(keys) if key in earlier), default=0)
    margin, end = int(holder.start_mark.column), line_end(text)
    lines = _branch(rest, value, margin, end)
    if not rank:
        at = int(holder.value[0][0].start_mark.index)
        return text[:at] + lines[margin:] + " " * margin + text[at:]
    last = end_of(text, holder.value[rank - 1][1])
    at = own_end(text, next_line(text, last - 1 if text[last - 1 : last] == "\n" else last), margin)
    apart = end if not here and len(rest) > 1 and not text[:at].endswith(end * 2) else ""
    return text[:at] + apart + lines + text[at:]


def _branch(rest: Path, value: str, margin: int, end: str) -> str:
    """The lines of a fact, under the keys that lead to it."""
    *above, last = rest
    said = "".join(f"{' ' * (margin + 2 * depth)}{key}:{end}" for depth, key in enumerate(above))
    margin += 2 * len(above)
    if "\n" in value:
        return f"{said}{' ' * margin}{last}: {opening_of(value)}{end}{lines_of(value, margin + 2, end)}"
    return f"{said}{' ' * margin}{last}: {on_one_line(None, value, free=True)}{end}"

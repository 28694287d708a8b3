"""A description without what it says at a path: its own lines go, and what held it alone; all else stays as it is.

What `edited` erases keeps its key: an adaptation that is undone must leave none.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import yaml

from engine.errors import Finding, InputError, Path, Place
from engine.reading.yaml_strict import Source, parse_yaml
from models import chemins


def without(source: Source, path: Path) -> Source:
    """The description without the value of a path, nor its key; a group or a list that held it alone goes too.

    Raises:
        InputError: where it says nothing there, or cannot lose it without harm to the rest of what it says.
    """
    while len(path) > 1 and len(chemins.at(source.data, path[:-1]) or ()) == 1:
        path = path[:-1]
    if path not in source.places and path not in source.key_places:
        raise _cannot_be_cut(source)
    made = parse_yaml(_cut(source.text, path).encode(), source.name)
    wanted = deepcopy(source.data)
    del chemins.at(wanted, path[:-1])[path[-1]]
    if made.data != wanted:
        raise _cannot_be_cut(source)
    return made


def _cut(text: str, path: Path) -> str:
    """The text without the lines, or the letters between braces, of a path."""
    held: _Held = chemins.at(_Held(yaml.compose(text, Loader=yaml.CBaseLoader)), path[:-1])
    entries = list(held.entries().items())
    rank = next(at for at, (key, _) in enumerate(entries) if key == path[-1])
    if not held.node.flow_style:
        return _without_lines(text, entries[rank][1][0].start_mark.line)
    places = [(first.start_mark.index, last.end_mark.index) for _, (first, last) in entries]
    if rank + 1 < len(places):
        return text[: places[rank][0]] + text[places[rank + 1][0] :]
    return text[: places[rank - 1][1]] + text[places[rank][1] :]


@dataclass(frozen=True, slots=True)
class _Held:
    """A group or a list as a file writes it: a path is followed into it as into what it says."""

    node: Any

    def __getitem__(self, step: str | int) -> _Held:
        return _Held(self.entries()[step][1])

    def entries(self) -> dict[str | int, tuple[Any, Any]]:
        """Where each entry begins, and its value."""
        if isinstance(self.node, yaml.MappingNode):
            return {key.value: (key, value) for key, value in self.node.value}
        return {rank: (one, one) for rank, one in enumerate(self.node.value)}


def _without_lines(text: str, first: int) -> str:
    """Without a line and those that stand under it, further to the right."""
    lines = text.splitlines(keepends=True)
    margin = len(lines[first]) - len(lines[first].lstrip(" "))
    is_item = lines[first].lstrip(" ").startswith("-")
    last = at = first + 1
    while at < len(lines):
        said = lines[at].strip()
        indent = len(lines[at]) - len(lines[at].lstrip(" "))
        of_list = said.startswith("-") and indent == margin and not is_item
        if said and indent <= margin and not of_list:
            break
        at += 1
        last = at if said else last
    if first and not lines[first - 1].strip() and not (lines[last].strip() if last < len(lines) else ""):
        first -= 1  # the empty line that parted it from what precedes
    return "".join((*lines[:first], *lines[last:]))


def _cannot_be_cut(source: Source) -> InputError:
    message = "cette description ne peut pas perdre cette partie sans changer le reste de ce qu'elle dit."
    hint = "Écrivez-la plus simplement (une clé par ligne, sans accolades), ou retirez-la vous-même."
    return InputError([Finding("description-non-completee", message, hint=hint, place=Place(source.name))])

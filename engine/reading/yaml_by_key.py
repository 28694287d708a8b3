"""The lines of each key of the first level of a file, and its tree, key by key: the same lines are read once.

Contracts say the same under most of their keys. What stands under such a key begins at the margin and ends before the
next one, and nothing in it changes how the others are read; a file that is not written so is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from marshal import dumps, loads
from typing import Any, NamedTuple

from engine.errors import Path, Place
from engine.reading.decoding import is_allowed
from engine.reading.yaml_sound import Sound, sound
from models.regexes import regex

_LONGEST, _LONGEST_PART = 1_000_000, 20_000
_AT_THE_MARGIN = regex(r"^(?:(?P<key>[A-Za-z_]\w*):(?=[ \r\n])|(?![ \r\n#]|- |-\r?\n|\Z))", re.MULTILINE)
_OTHER_BREAKS = regex(r"\r(?!\n)|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line for some and not for others: lines are counted here by their line feeds."""

Placed = Mapping[Path, tuple[int, int]]
"""The line of each thing, from that of its key, and its column."""


class Lines(NamedTuple):
    """The lines of a key of the first level in a text: where they start and end, and the number of the first."""

    key: str
    line: int
    start: int
    end: int


class _Part(NamedTuple):
    """What stands under a key: its value, and where each value and each key of it stands, from the line of the key.

    The value is written as Python writes it for itself: it is read anew for each file, which may change its own.
    """

    value: bytes
    places: Placed
    key_places: Placed


def sound_by_key(text: str, name: str, deepest: int, most: int) -> Sound | None:
    """The tree of a text, as `sound` reads it; None where it is to be read whole."""
    lines = lines_by_key(text) or []
    parts: dict[str, _Part] = {}
    for key, _, start, end in lines:
        part = _part(key, text[start:end], deepest, most) if end - start <= _LONGEST_PART else None
        if part is None:
            return None
        parts[key] = part
    root = {key: loads(part.value) for key, part in parts.items()}  # noqa: S302 - of this process
    places = PlacesByKey(name, lines, {key: one.places for key, one in parts.items()}, is_whole=True)
    key_places = PlacesByKey(name, lines, {key: one.key_places for key, one in parts.items()})
    return Sound(root, places, key_places) if root and len(places) + len(key_places) <= most else None


def sound_again(before: Sound, where: Lines, written: str, deepest: int, most: int) -> Sound | None:
    """What was read by key, where other lines are `written` for one: what stands under the others is the very same.

    None where the text that it makes is to be read whole.
    """
    root, places, key_places = before
    if not isinstance(places, PlacesByKey) or not isinstance(key_places, PlacesByKey) or not is_allowed(written):
        return None
    alone = [(one.key, one.start) for one in lines_by_key(written) or []]
    ends = where is places.lines[-1] or written.endswith("\n")
    part = _part(where.key, written, deepest, most) if ends and len(written) <= _LONGEST_PART else None
    if part is None or alone != [(where.key, 0)]:
        return None
    lines = moved(places.lines, where, written)
    places = PlacesByKey(places.name, lines, {**places.under, where.key: part.places}, is_whole=True)
    key_places = PlacesByKey(places.name, lines, {**key_places.under, where.key: part.key_places})
    root = {**root, where.key: loads(part.value)}  # noqa: S302 - of this process
    return Sound(root, places, key_places) if len(places) + len(key_places) <= most else None


def moved(lines: Sequence[Lines], where: Lines, written: str) -> Sequence[Lines]:
    """The lines of each key, where others are written for one of them."""
    rank, longer = lines.index(where), len(written) - (where.end - where.start)
    later = lines[rank + 1 :]
    down = written.count("\n") - (later[0].line - where.line) if later else 0
    below = (Lines(key, line + down, start + longer, end + longer) for key, line, start, end in later)
    return [*lines[:rank], where._replace(end=where.end + longer), *below]


class PlacesByKey(Mapping[Path, Place]):
    """The places of a file, each made when it is asked: they are where something is to be told, most often nothing.

    `under` are those under each key, whose `lines` are in the same order; with that of the whole, where it `is_whole`.
    """

    def __init__(
        self, name: str, lines: Sequence[Lines], under: Mapping[Any, Placed], *, is_whole: bool = False
    ) -> None:
        self.name, self.lines, self.under = name, lines, under
        self.head: Mapping[Path, Place] = {(): Place(name, lines[0].line, 1)} if is_whole and lines else {}

    def __getitem__(self, path: Path) -> Place:
        if not path:
            return self.head[path]
        down, column = self.under[path[0]][path]
        return Place(self.name, next(one.line for one in self.lines if one.key == path[0]) + down, column)

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple) or not path:
            return path in self.head
        return path[0] in self.under and path in self.under[path[0]]

    def __iter__(self) -> Iterator[Path]:
        yield from self.head
        for placed in self.under.values():
            yield from placed

    def __len__(self) -> int:
        return len(self.head) + sum(map(len, self.under.values()))


def keyed_lines(places: Mapping[Path, Place]) -> Sequence[Lines]:
    """The lines of each key of the first level in a file that was read by key; none in another."""
    return places.lines if isinstance(places, PlacesByKey) else ()


def lines_by_key(text: str) -> list[Lines] | None:
    """The lines of each key of the first level; None where something else is at the margin, or a key is there twice."""
    if len(text) > _LONGEST or _OTHER_BREAKS.search(text):
        return None
    firsts = [*_AT_THE_MARGIN.finditer(text)]
    starts = [one.start() for one in firsts]
    is_plain = all(one["key"] for one in firsts) and len({one["key"] for one in firsts}) == len(firsts)
    if not firsts or not is_plain or any(line[:1] not in ("", "#") for line in text[: starts[0]].splitlines()):
        return None
    found, line = [], 1 + text.count("\n", 0, starts[0])
    for one, (start, end) in zip(firsts, pairwise([*starts, len(text)]), strict=True):
        found.append(Lines(one["key"], line, start, end))
        line += text.count("\n", start, end)
    return found


@lru_cache(maxsize=512)
def _part(key: str, lines: str, deepest: int, most: int) -> _Part | None:
    """What the lines of one key say; None where they say anything else, or where something may be told of them."""
    found = sound(lines, "", deepest, most)
    if found is None or [*found.root] != [key]:
        return None
    return _Part(dumps(found.root[key]), relative(found.places), relative(found.key_places))


def copied(value: Any) -> Any:
    """The same tree of facts, which may be changed apart."""
    return loads(dumps(value))  # noqa: S302 - of this process


def relative(places: Mapping[Path, Place], steps: int = 0) -> Placed:
    """Places from the first line, without the first steps of their paths; that of the whole is no place."""
    return {path[steps:]: (place.line - 1, place.column) for path, place in places.items() if path}

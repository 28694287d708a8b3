"""The lines of one entry under a key, a « nom: » or a « - », read alone where they alone change.

Such an entry starts on a line of its own and ends before the next line that is no further in: nothing in it changes how
the others are read, nor they how it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from marshal import dumps, loads
from typing import Any, NamedTuple

import yaml

from engine.errors import Path, Place
from engine.reading.decoding import is_allowed
from engine.reading.yaml_by_key import Lines, Placed, PlacesByKey, moved, relative
from engine.reading.yaml_sound import Sound, sound
from models import chemins


class Entry(NamedTuple):
    """An entry: its path, the column of its name or of its dash, and where its lines start and end in the text.

    `of` are those of its key of the first level.
    """

    path: Path
    column: int
    start: int
    end: int
    of: Lines

    @property
    def step(self) -> str | int:
        """What leads to it where its lines are read alone."""
        return 0 if isinstance(self.path[-1], int) else self.path[-1]


def within(text: str, entry: Entry, written: str) -> str:
    """The lines of the key of an entry, where others are written for it."""
    return text[entry.of.start : entry.start] + written + text[entry.end : entry.of.end]


class _Read(NamedTuple):
    """What an entry says alone: its value, as Python writes it for itself, and where each value and key stands."""

    value: bytes
    places: Placed
    key_places: Placed


def entry_of(
    text: str, places: Mapping[Path, Place], key_places: Mapping[Path, Place], of: Lines, path: Path
) -> Entry | None:
    """The smallest entry that holds a fact, under a key that was read by its lines; None where none has its own."""
    lines = text[of.start : of.end].split("\n")
    if lines.pop() or not isinstance(places, PlacesByKey) or not isinstance(key_places, PlacesByKey):
        return None
    under, keys_under = places.under[of.key], key_places.under[of.key]
    for length in range(len(path), 1, -1):
        here = path[:length]
        is_item = isinstance(here[-1], int)
        if (at := (under if is_item else keys_under).get(here)) and not _in_braces(lines, under[here[:-1]]):
            before, first = lines[at[0]][: at[1] - 1], at[0]
            column = before.find("-") if is_item else len(before)
            if column > 0 and before.strip(" ") == ("-" if is_item else ""):
                last = first + _end_of(lines[first:], column)
                start, end = (of.start + sum(map(len, lines[:row])) + row for row in (first, last))
                return Entry(here, column, start, end, of)
    return None


def _in_braces(lines: Sequence[str], at: tuple[int, int]) -> bool:
    """Whether what stands there is in braces, in which a line alone says something else."""
    return lines[at[0]][at[1] - 1 : at[1]] in ("{", "[")


def _end_of(lines: Sequence[str], column: int) -> int:
    """How many lines are those of the entry that starts on the first one, at a column."""
    for at, line in enumerate(lines):
        if at and line.strip() and not line.startswith(" " * (column + 1)):
            return at
    return len(lines)


def sound_by_entry(before: Sound, text: str, entry: Entry, written: str, deepest: int, most: int) -> Sound | None:
    """What was read of a text, where other lines are `written` for an entry that says other values of the same keys.

    None where the text that they make is to be read otherwise.
    """
    root, places, key_places = before
    if not isinstance(places, PlacesByKey) or not isinstance(key_places, PlacesByKey) or not is_allowed(written):
        return None
    former, key = text[entry.start : entry.end], entry.of.key
    if not _takes_its_place(written, former, entry.column):
        return None
    was, now = (_read(words, entry.step, deepest - len(entry.path) + 1, most) for words in (former, written))
    if was is None or now is None or [*was.places] != [*now.places] or [*was.key_places] != [*now.key_places]:
        return None
    down = text.count("\n", entry.of.start, entry.start)
    if loads(was.value) != chemins.at(root, entry.path):  # noqa: S302 - of this process
        return None  # alone, it would be read otherwise
    here, keys = _placed(now.places, entry.path, down), _placed(now.key_places, entry.path, down)
    lines = moved(places.lines, entry.of, within(text, entry, written))
    return Sound(
        _with(root, entry.path, loads(now.value)),  # noqa: S302 - of this process
        PlacesByKey(places.name, lines, {**places.under, key: {**places.under[key], **here}}, is_whole=True),
        PlacesByKey(places.name, lines, {**key_places.under, key: {**key_places.under[key], **keys}}),
    )


def _takes_its_place(written: str, former: str, column: int) -> bool:
    """Whether lines are an entry that starts as the former one, of as many lines."""
    lines, begun = written.split("\n"), slice(column + 1)
    is_whole = not lines[-1] and _end_of(lines, column) == len(lines) == former.count("\n") + 1
    return is_whole and lines[0][begun] == former[begun]


@lru_cache(maxsize=512)
def _read(lines: str, step: str | int, deepest: int, most: int) -> _Read | None:
    """What the lines of an entry say alone; None where they say anything else, or something may be told of them."""
    found = sound(lines, "", deepest, most, kind=yaml.SequenceNode if step == 0 else yaml.MappingNode)
    said = [*found.root] if found and step != 0 else found and [*range(len(found.root))]
    if found is None or said != [step]:
        return None
    return _Read(dumps(found.root[step]), relative(found.places, 1), relative(found.key_places, 1))


def _placed(placed: Placed, path: Path, down: int) -> Placed:
    """The places of an entry among those of its key."""
    return {(*path, *under): (down + line, column) for under, (line, column) in placed.items()}


def _with(held: Any, path: Path, value: Any) -> Any:
    """A tree with another value at a path: what leads to it is copied, the rest is the very same."""
    made = held.copy()
    made[path[0]] = _with(held[path[0]], path[1:], value) if path[1:] else value
    return made

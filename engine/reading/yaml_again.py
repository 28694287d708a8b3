"""A YAML file read again where one key of the first level changed: its lines alone, the rest keeps its tree and places.

What stands under such a key begins at the margin and ends before the next one: nothing in it changes how the others
are read. What is not written so, or has anything to be told of it, is read whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from engine.errors import InputError, Path, Place
from engine.reading.yaml_strict import Source, parse_part, parse_yaml

_MOST_NODES = 10_000
_LONGEST = 200_000
"""Beyond these the whole text may be refused for its size, which is told by reading it."""

_IN_A_KEY = ("", " ", "-", "#", "\n", "\r")
"""How a line begins that is no key of the first level."""

_MARK = "\ufeff"
"""What may stand before a text, and nowhere in it."""


class Lines(NamedTuple):
    """The lines of a key of the first level in a text: where they start and end, and how many stand before them."""

    key: str
    start: int
    end: int
    before: int


def lines_of_key(source: Source, keys: Collection[object]) -> Lines | None:
    """The lines of the only key of the first level among these; None where there are others, or none of its own."""
    return next((one for one in _lines(source) if one.key in keys), None) if len(keys) == 1 else None


def _lines(source: Source) -> Iterator[Lines]:
    """The lines of each key; none where some are in braces or in from the margin, or where something is to be told."""
    firsts = [(key, source.key_places[(key,)]) for key in source.data]
    is_plain = not _has_lone_returns(source.text) and all(place.column == 1 for _, place in firsts)
    if not is_plain or source.remarks or source.errors:
        return
    start, line = 0, 1
    for rank, (key, first) in enumerate(firsts):
        start, line = _after(source.text, start, first.line - line), first.line
        following = firsts[rank + 1][1].line - line if rank + 1 < len(firsts) else None
        end = len(source.text) if following is None else _after(source.text, start, following)
        yield Lines(key, start, end, line - 1)


def _has_lone_returns(text: str) -> bool:
    """Whether some lines end as those of an old Mac."""
    return "\r" in text.replace("\r\n", "")


def _after(text: str, at: int, lines: int) -> int:
    """Where a line starts, so many after the one that starts here."""
    for _ in range(lines):
        at = text.find("\n", at) + 1
    return at


def read_again(source: Source, text: str) -> Source:
    """A file whose text has changed: what stands under the other keys is the very same.

    Raises:
        InputError: with all that is wrong, located, as far as the file can be read.
    """
    found = _of_one_key(source, text)
    return found or parse_yaml(text.encode(), source.name)


def _of_one_key(source: Source, text: str) -> Source | None:
    """The file, where one key alone has other lines, which say it, and maybe keys that are new."""
    held, where = source.text, _changed(source, text)
    if where is None or len(text) > _LONGEST or len(source.places) > _MOST_NODES:
        return None
    before, after = held[: where.start], held[where.end :]
    words = text[where.start : len(text) - len(after)]
    if text != before + words + after:
        return None
    if "\n..." in words or "\n---" in words or (after and not words.endswith("\n")):
        return None
    if words.startswith(_MARK) or _has_lone_returns(words):  # taken off, or no line, where they are read alone
        return None
    try:
        part = parse_part(words.encode(), source.name)
    except InputError:  # which the whole text tells otherwise
        return None
    others = source.data.keys() - {where.key}
    if part.errors or part.remarks or where.key not in part.data or others & part.data.keys():
        return None
    if any(part.key_places[(key,)].column != 1 for key in part.data):
        return None
    data: dict[str, Any] = {}
    for key, one in source.data.items():
        data |= part.data if key == where.key else {key: one}
    moved = words.count("\n") - held.count("\n", where.start, where.end)
    return Source(
        source.name,
        text,
        data,
        _placed(source.places, part.places, where, moved),
        _placed(source.key_places, part.key_places, where, moved),
    )


def _changed(source: Source, text: str) -> Lines | None:
    """The first key whose lines are not those of another text, or the one before it, which has more of them."""
    before = None
    for one in _lines(source):
        if not text.startswith(source.text[one.start : one.end], one.start):
            return before if text[one.start : one.start + 1] in _IN_A_KEY else one
        before = one
    return before


def _placed(old: Mapping[Path, Place], new: Mapping[Path, Place], where: Lines, moved: int) -> dict[Path, Place]:
    """The places of a file, in their order, where those under a key are others and what follows has moved."""
    found: dict[Path, Place] = {}
    below = False
    for path, place in old.items():
        if not path or path[0] != where.key:
            found[path] = _lower(place, moved) if below and moved else place
        elif not below:
            below = True
            found |= {one: _lower(there, where.before) for one, there in new.items() if one}
    return found


def _lower(place: Place, lines: int) -> Place:
    return Place(place.file, place.line + lines, place.column)

"""One fact written in the place of another in the text of a description: no other character changes.

Only what stands between the marks of a value is written anew: the spaces beside it, its comment and the other lines
stay to the byte. A fact that has no place yet is for `engine.importing.yaml_edit`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, Final

import yaml

from engine.asking.yaml_text import scalar
from engine.errors import InputError, Path
from engine.importing.yaml_marks import (
    BLOCK_STYLES,
    end_of,
    header_end,
    is_block,
    line_end,
    line_start,
    next_line,
    node_at,
    replaced,
    root_of,
)
from engine.reading.invisibles import cleaned
from engine.reading.yaml_by_entry import Entry, entry_of
from engine.reading.yaml_by_key import Lines, copied, keyed_lines
from engine.reading.yaml_strict import Source, read_again, read_again_by_entry, read_again_by_key
from models import chemins

_DECIMAL: Final = re.compile(r"\d,\d")
"""What a comma between braces would cut in two: between quotes everywhere, as the descriptions of the house do."""
_PLAIN_IN_BRACES: Final = re.compile(r"\w[\w .%€/’()-]*")
_Edits = list[tuple[int, int, str]]


def spliced(source: Source, facts: Mapping[Path, str]) -> tuple[Source, dict[Path, str]]:
    """A description with those of these facts that have their place in it, read again, and the facts that remain.

    An empty text erases a fact and leaves its key. Where the text that comes out would not say just that, nothing is
    written and every fact remains.
    """
    where = _lines_of_key(source, {path[0] for path in facts})
    entry = _entry(source, where, *facts) if where and len(facts) == 1 else None
    cut = entry or where
    text = source.text[cut.start : cut.end] if cut else source.text
    root, edits, rest = root_of(text), [], {}
    done: dict[Path, str] = {}
    for path, value in facts.items():
        here = (entry.step, *path[len(entry.path) :]) if entry else path
        found = _edits(text, node_at(root, here[:-1]), node_at(root, here), value)
        if found is None:
            rest[path] = value
        else:
            edits += found
            done[path] = value
    if not edits:
        return source, rest
    changed = replaced(text, edits)
    try:
        read = _read(source, entry, where, changed)
    except InputError:
        return source, dict(facts)
    return (read, rest) if says_just(read, source, done) else (source, dict(facts))


def _lines_of_key(source: Source, keys: Collection[object]) -> Lines | None:
    """The lines of the only key of the first level among these; None where there are others, or none of its own."""
    if len(keys) > 1 or source.remarks or source.errors:
        return None
    return next((one for one in keyed_lines(source.places) if one.key in keys), None)


def _entry(source: Source, where: Lines, path: Path) -> Entry | None:
    """The smallest entry under a key that holds a fact, where its lines may be changed alone."""
    return entry_of(source.text, source.places, source.key_places, where, path)


def _read(source: Source, entry: Entry | None, where: Lines | None, changed: str) -> Source:
    """A description in which the lines of an entry, those of a key, or all of them have changed."""
    if entry:
        return read_again_by_entry(source, entry, changed)
    return read_again_by_key(source, where, changed) if where else read_again(source, changed)


def says_just(read: Source, source: Source, facts: Mapping[Path, str]) -> bool:
    """Whether a description says what another did, but for these facts."""
    touched = {path[0] for path in facts}
    wanted, said = (
        {key: copied(one) if key in touched else one for key, one in data.items()} for data in (source.data, read.data)
    )
    for path, value in facts.items():
        chemins.put(wanted, path, value or None)
        if not value and chemins.at(said, path) == "":
            chemins.put(said, path, None)
    return bool(wanted == said)


def _edits(text: str, holder: Any, node: Any, value: str) -> _Edits | None:
    """What changes a value, between its marks; None where it has no place, or is more than one fact."""
    if not isinstance(node, yaml.ScalarNode):
        return None
    if cleaned(node.value) == value:
        return []
    start, end, body, free = node.start_mark.index, node.end_mark.index, None, is_block(holder)
    if node.style in BLOCK_STYLES:
        end = header_end(text, node)
        body = (next_line(text, end), next_line(text, end_of(text, node)))
    if not value and free:
        first = len(text[:start].rstrip(" "))
        return [(first, end, ""), *([(*body, "")] if body else [])]
    if "\n" not in value or not free:
        written = on_one_line(node.style, value, free=free)
        return [(start, end, _apart(text, start) + written), *([(*body, "")] if body else [])]
    margin = holder.start_mark.column + 2
    lines = lines_of(value, margin, line_end(text))
    at = body or (next_line(text, end), next_line(text, end))
    written = _apart(text, start) + opening_of(value)
    if not text[: at[0]].endswith("\n"):  # the last line of the file has no end
        return [(start, end, written + text[end : at[0]] + line_end(text) + lines)]
    return [(start, end, written), (*at, lines)]


def _apart(text: str, at: int) -> str:
    """The space between a colon or a dash and a value, where there is none."""
    return "" if at == line_start(text, at) or text[at - 1].isspace() or text[at - 1] in "[{" else " "


def opening_of(value: str) -> str:
    """What opens a block of lines: with the margin where the first one has its own, and what is done of its end."""
    first = next((line for line in value.split("\n") if line), "")
    ends = len(value) - len(value.rstrip("\n"))
    return "|" + ("2" if first.startswith(" ") else "") + ("-" if not ends else "" if ends == 1 else "+")


def lines_of(value: str, margin: int, end: str) -> str:
    """The lines of a block of lines, at a margin."""
    lines = value.removesuffix("\n").split("\n")
    return "".join((" " * margin + line if line else "") + end for line in lines)


def on_one_line(style: str | None, value: str, *, free: bool) -> str:
    """A text with the quotes of the one that it replaces, or those that it needs."""
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    plain = scalar(value)
    needs = plain != value or _DECIMAL.search(value) or (not free and not _PLAIN_IN_BRACES.fullmatch(value))
    return json.dumps(value, ensure_ascii=False) if value and (needs or style == '"') else plain if value else "''"

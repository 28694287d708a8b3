"""A file read again by the lines of one key is the one that its whole text gives."""

from __future__ import annotations

import pytest

from engine.errors import InputError
from engine.reading.yaml_by_entry import Entry, entry_of
from engine.reading.yaml_by_key import keyed_lines
from engine.reading.yaml_sound import LOADER
from engine.reading.yaml_strict import Source, parse_yaml, read_again, read_again_by_entry, read_again_by_key
from models import chemins

TEXT = "modele: saad\na: [1]\nb: 2\nc: {d: 3}\n"


def said(read: Source) -> object:
    """All that is read of a text."""
    return read, list(read.places.items()), list(read.key_places.items())


def said_anew(text: str, *, before: str = "") -> object:
    """The same of a whole text, or what is wrong in it."""
    try:
        return said(read_again(parse_yaml(before.encode(), "c"), text) if before else parse_yaml(text.encode(), "c"))
    except InputError as error:
        return error.findings


def read_by_key(words: str, key: str = "b") -> Source:
    """The text with other lines for a key."""
    source = parse_yaml(TEXT.encode(), "c")
    where = next(one for one in keyed_lines(source.places) if one.key == key)
    return read_again_by_key(source, where, words)


WORDS = [
    "\ufeffb: 2", "b: 2\rx: 4", "b: 2\r", "b: 4\r\n  5\r", "...\nb: 2", "---\nb: 2", "%YAML 1.1\nb: 2", "b: |+\n\n\n",
    "? b\n: 4", "b: 2\ne: 5", "e: 5",
    "b:\n  f: [1, 2]\n  # g\n  g: 4", "b: 2\x01", "# b\nb: 4", "b: '4", "b: 2\na: 5", "",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_words_that_alone_would_be_read_otherwise(words: str) -> None:
    text = TEXT.replace("b: 2", words)
    assert said_anew(text, before=TEXT) == said_anew(text)


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.skipif(LOADER is None, reason="libyaml is not there")
def test_lines_of_a_key_are_read_as_the_whole_text(words: str, end: str) -> None:
    try:
        found = said(read_by_key(words + end))
    except InputError as error:
        found = error.findings
    assert found == said_anew(TEXT.replace("b: 2\n", words + end))


@pytest.mark.parametrize("key", ["modele", "a", "b", "c"])
@pytest.mark.skipif(LOADER is None, reason="libyaml is not there")
def test_lines_of_a_key_may_be_changed_again_and_again(key: str) -> None:
    once = read_by_key(f"{key}:\n  - x\n", key)
    where = next(one for one in keyed_lines(once.places) if one.key == "c")
    twice = read_again_by_key(once, where, "c: y\n")
    assert said(twice) == said_anew(once.text.replace("c: {d: 3}", "c: y").replace("c:\n  - x", "c: y"))
    assert all(twice.data[other] is once.data[other] for other in once.data if other != "c")


NESTED = """modele: saad
a:
  rows:
    - {year: 2024, name: x}  # told
    - year: 2025

    # above
      name: y
      lines: |+
        one

    - z: 1
   # below
      y: 2
  flow: {b: 1,
    c: 2,
    d: 3
    }
  quoted: "of
    two: lines"
  last:
  - w
e: 5
"""


def entry_at(source: Source, *path: str | int) -> Entry | None:
    """The entry that holds a fact."""
    where = next(one for one in keyed_lines(source.places) if one.key == path[0])
    return entry_of(source.text, source.places, source.key_places, where, path)


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (("a", "rows", 0, "year"), "    - {year: 2024, name: x}  # told\n"),
        (("a", "rows", 1, "name"), "      name: y\n"),
        (("a", "rows", 1, "lines"), "      lines: |+\n        one\n\n"),
        (("a", "rows", 2, "y"), "      y: 2\n"),
        (("a", "flow", "b"), "  flow: {b: 1,\n    c: 2,\n    d: 3\n    }\n"),
        (("a", "last", 0), "  - w\n"),
    ],
)
@pytest.mark.skipif(LOADER is None, reason="libyaml is not there")
def test_an_entry_has_lines_of_its_own(path: tuple[str | int, ...], lines: str) -> None:
    found = entry_at(parse_yaml(NESTED.encode(), "c"), *path)
    assert found
    assert NESTED[found.start : found.end] == lines


PLACES = [
    ("a", "rows", 0, "name"), ("a", "rows", 1, "year"), ("a", "rows", 1, "name"), ("a", "rows", 1, "lines"),
    ("a", "rows", 2, "z"), ("a", "rows", 2, "y"), ("a", "flow", "c"), ("a", "flow", "d"), ("a", "quoted"),
    ("a", "last", 0),
]  # fmt: skip


ENDS = [
    "\n", "", "0\n", " '\n", " #x\n", " # x\n", "\n  f: 1\n", "\ng: 1\n", "\n    - v\n", "\n     - v\n", ",\n", "}\n",
    ": 1\n", " |\n", "\r\n", "\x01\n", "\u2028\n", " \n", " &f\n", "\n\n", "\t\n", "\n# x\n", "\n      name: 1\n",
]  # fmt: skip


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize("old", ["\n", ""])
@pytest.mark.parametrize("new", ENDS)
@pytest.mark.skipif(LOADER is None, reason="libyaml is not there")
def test_lines_of_an_entry_are_read_as_the_whole_text(path: tuple[str | int, ...], old: str, new: str) -> None:
    source = parse_yaml(NESTED.encode(), "c")
    if (entry := entry_at(source, *path)) is None:
        return
    words = NESTED[entry.start : entry.end].removesuffix(old) + new
    try:
        found = said(read_again_by_entry(source, entry, words))
    except InputError as error:
        found = error.findings
    assert found == said_anew(NESTED[: entry.start] + words + NESTED[entry.end :])


ALONE: list[tuple[tuple[str | int, ...], str]] = [
    (("a", "rows", 0, "name"), "x"), (("a", "rows", 1, "name"), "y"), (("a", "rows", 2, "y"), "y: 2"),
    (("a", "last", 0), "w"),
]  # fmt: skip


@pytest.mark.skipif(LOADER is None, reason="libyaml is not there")
def test_an_entry_is_read_alone_and_changed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    source = parse_yaml(NESTED.encode(), "c")
    monkeypatch.delattr("engine.reading.yaml_strict.read_again_by_key")
    for turn, (path, words) in enumerate([*ALONE, *ALONE]):
        entry = entry_at(source, *path)
        assert entry
        lines = source.text[entry.start : entry.end]
        source = read_again_by_entry(source, entry, lines.replace(words, f"{words}{turn}"))
    assert said(source) == said_anew(source.text)
    assert [chemins.at(source.data, path) for path, _ in ALONE] == ["x40", "y51", "262", "w73"]

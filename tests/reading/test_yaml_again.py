"""A file read again by the lines of one key is the one that its whole text gives."""

from __future__ import annotations

import pytest

from engine.errors import InputError
from engine.reading.yaml_by_key import keyed_lines
from engine.reading.yaml_sound import LOADER
from engine.reading.yaml_strict import Source, parse_yaml, read_again, read_again_by_key

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

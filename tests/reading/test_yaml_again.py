"""A file read again by the lines of one key is the one that its whole text gives."""

from __future__ import annotations

import pytest

from engine.errors import InputError
from engine.reading.yaml_strict import parse_yaml, read_again

TEXT = "modele: saad\na: 1\nb: 2\nc: 3\n"


def said(text: str, *, before: str = "") -> object:
    """All that is read of a text, or what is wrong in it."""
    try:
        read = parse_yaml(text.encode(), "c") if not before else read_again(parse_yaml(before.encode(), "c"), text)
    except InputError as error:
        return error.findings
    return read, list(read.places.items()), list(read.key_places.items())


WORDS = [
    "\ufeffb: 2", "b: 2\rx: 4", "b: 2\r", "b: 4\r\n  5\r", "...\nb: 2", "---\nb: 2", "%YAML 1.1\nb: 2", "b: |+\n\n\n",
    "? b\n: 4",
]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
def test_words_that_alone_would_be_read_otherwise(words: str) -> None:
    text = TEXT.replace("b: 2", words)
    assert said(text, before=TEXT) == said(text)

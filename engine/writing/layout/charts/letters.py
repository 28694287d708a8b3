"""How much room words take, near enough to place a legend: every format draws letters of about the same widths."""

from __future__ import annotations

from collections.abc import Iterator

from models.regexes import regex

NARROW = frozenset("ijltf.,;:!'’|()[]/ \u00a0\u202f·I-")
WIDE = frozenset("mwMWOQCGDHNRUKAVXYB%@€&ÉÈÀœŒæ—…«»")

SPACES = regex("[ \t\r\n]+")
"""Where words may be parted: a no-break space parts nothing."""


def words_in(text: str) -> list[str]:
    """The words of a text."""
    return [word for word in SPACES.split(text) if word]


def width_of(words: str, size: float) -> float:
    """About how wide a line of words is, letters being of that size, both in points."""
    return size * sum(0.3 if letter in NARROW else 0.76 if letter in WIDE else 0.56 for letter in words)


def lines_of(words: str, size: float, width: float) -> tuple[str, ...]:
    """Break words into lines of that width, in points; a word that is longer has a line of its own."""
    return tuple(_lines(words, size, width))


def _lines(words: str, size: float, width: float) -> Iterator[str]:
    line = ""
    for word in words_in(words):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size) > width:
            yield line
            line = word
        else:
            line = longer
    yield line

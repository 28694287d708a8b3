"""Words that are too wide for their line, parted where they must be: Typst lets them run over the edge."""

from __future__ import annotations

from collections.abc import Iterator

from engine.writing.layout.letters import UNKNOWN, width_of
from models.regexes import regex

WIDEST = 1.1
"""No usual letter is wider, in ems: a word of so few letters that they would all fit is not measured."""

SAFETY = 0.99
"""How much of the width is filled: letters drawn side by side may be a little wider than each of them alone."""

BREAKS = regex(r"(?<=[ \u2000-\u2006\u2008-\u200b\u3000])|(?<=-)(?=[^\W\d_])")
"""Where a line may be broken, among the places that Unicode allows (UAX 14): after a space, and a hyphen in a word."""


def parted(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Part a text where its words are too wide for a line of `width`, letters being of `size`, both in points.

    Joined again, the parts are the text. A text whose words all fit is one part.
    """
    ems = max(width * SAFETY / size, UNKNOWN)
    if len(text) * WIDEST <= ems:
        return [text]
    parts = [""]
    for word in BREAKS.split(text):
        first, *others = _lines(word, ems, bold) if len(word) * WIDEST > ems else (word,)
        parts[-1] += first
        parts += others
    return parts


def _lines(word: str, ems: float, bold: bool) -> Iterator[str]:
    """Fill line after line with the letters of a word."""
    line, taken = "", 0.0
    for letter in word:
        wide = width_of(letter, bold)
        if line and taken + wide > ems:
            yield line
            line, taken = "", 0.0
        line += letter
        taken += wide
    yield line

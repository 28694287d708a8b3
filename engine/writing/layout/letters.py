"""How wide the letters of the main font are, and so how many lines words take."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from engine.writing.layout.measured_fonts import measured

UNKNOWN = 1.3
"""The width of a letter that another font draws, in ems: an emoji is no wider."""

WITHOUT_WIDTH = ("Mn", "Me", "Cf")
"""Unicode's general categories of what is drawn on the letter before it, or not at all."""

ELLIPSIS = "…"
_KEPT = 4096


class _Widths(dict[str, float]):
    """The width of each letter, in ems, looked up the first time that it is asked; those of many scripts each time."""

    def __init__(self, bold: bool) -> None:
        self.bold = bold

    def __missing__(self, letter: str) -> float:
        nothing = unicodedata.category(letter) in WITHOUT_WIDTH
        width = 0.0 if nothing else measured().widths[self.bold].get(letter, UNKNOWN)
        if len(self) < _KEPT:
            self[letter] = width
        return width


_WIDTHS = (_Widths(bold=False), _Widths(bold=True))


def width_of(letter: str, bold: bool) -> float:
    """The width of a letter, in ems."""
    return _WIDTHS[bold][letter]


@lru_cache(maxsize=4096)
def width_of_word(word: str, bold: bool) -> float:
    """The width of its letters together, in ems."""
    return sum(map(_WIDTHS[bold].__getitem__, word))


@lru_cache(maxsize=2048)
def lines_taken(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines a text takes on lines of `width`, its letters being of `size`, both in points."""
    return sum(_lines_of_one(line, width / size, bold) for line in text.split("\n"))


def _lines_of_one(text: str, ems: float, bold: bool) -> int:
    space = _WIDTHS[bold][" "]
    lines, taken = 1, 0.0
    for word in text.split(" "):
        wide = width_of_word(word, bold)
        if taken and (further := taken + space + wide) <= ems:
            taken = further
            continue
        lines += 1 if taken else 0
        if wide > ems:
            lines += int(wide // ems)
            wide %= ems
        taken = wide
    return lines


_NARROWEST = 0.1
"""Ems: hardly a letter is narrower, so that what is further is beyond the last line."""


def shortened(text: str, width: float, size: float, most: int) -> str:
    """Cut the end of a text that takes more than `most` lines, and say so with « … »."""
    if lines_taken(text, width, size) <= most:
        return text
    kept = text[: int(most * width / size / _NARROWEST)]
    while kept and lines_taken(kept + ELLIPSIS, width * 0.97, size) > most:
        kept = kept[: max(len(kept) - 5, 0)].rstrip(" ,—-")
    return kept + ELLIPSIS

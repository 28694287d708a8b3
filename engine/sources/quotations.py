"""Quotations looked for in a printed text: whatever the spaces, the apostrophes and the marks of lists and tables.

« […] » stands for a fact and « (…) » for words left out: what they stand for is kept, to be printed again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from models.records import dataclass

_HOLE = re.compile(r"\[…\]|\(…\)")
_AT_AN_END = re.compile(rf"^(?:(?:{_HOLE.pattern})\s*)+|(?:\s*(?:{_HOLE.pattern}))+$")
_LARGEST_HOLE = 600
_LAYOUT = re.compile(r"^ *(?:- |\d+\. )|[ \t]\|(?=[ \n]|$)|^\|", re.MULTILINE)
_ALIKE = {"’": "'", "œ": "oe", "Œ": "OE", "[": "", "]": ""}


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text says a quotation, and what it says in its holes."""

    start: int
    end: int
    holes: tuple[str, ...]

    def inside(self, others: Iterable[Found]) -> bool:
        """Whether it is one of these, or a part of one."""
        return any(one.start <= self.start and self.end <= one.end for one in others)

    def part_of(self, others: Iterable[Found]) -> bool:
        """Whether it is but a part of one of these."""
        return self.inside(one for one in others if (one.start, one.end) != (self.start, self.end))


@dataclass(frozen=True)
class Printed:
    """A printed text, in which quotations are looked for."""

    text: str

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        """The characters that count, and where each stands in the text."""
        skipped = {at for mark in _LAYOUT.finditer(self.text) for at in range(*mark.span())}
        letters, places = "", []
        for at, character in enumerate(self.text):
            if at not in skipped and not character.isspace():
                read = _ALIKE.get(character, character)
                letters += read
                places += [at] * len(read)
        return letters, places

    def find(self, quotation: str) -> Iterator[Found]:
        """Every place where the text says these words."""
        letters, places = self._letters
        parts = [re.escape(compared(part)) for part in _HOLE.split(quotation)]
        if not any(parts):
            return
        for match in re.finditer(f"(.{{0,{_LARGEST_HOLE}}}?)".join(parts), letters):
            begins, ends = places[match.start()], places[match.end() - 1] + 1
            begins -= quotation.startswith("[") and self.text[:begins].endswith("[")
            ends += quotation.endswith("]") and self.text[ends:].startswith("]")
            yield Found(begins, ends, tuple(self._said(*match.span(n)) for n in range(1, len(parts))))

    def _said(self, start: int, end: int) -> str:
        """What stands in a hole, with the brackets around it."""
        places = self._letters[1]
        return self.text[places[start - 1] + 1 : places[end]].strip()


def compared(words: str) -> str:
    """The characters of a quotation that count."""
    return "".join(_ALIKE.get(character, character) for character in words if not character.isspace())


def trimmed(quotation: str) -> str:
    """A quotation without the facts that begin or end it, which it says nothing of."""
    return _AT_AN_END.sub("", quotation)


def ends(quotation: str) -> tuple[bool, bool]:
    """Whether a quotation begins with a fact, and whether it ends with one."""
    return _HOLE.match(quotation) is not None, re.search(rf"(?:{_HOLE.pattern})\s*$", quotation) is not None


def filled(quotation: str, holes: tuple[str, ...]) -> str:
    """A quotation with what stands in its holes; one that nothing fills stays."""
    given = iter(holes)
    return _HOLE.sub(lambda hole: next(given, hole.group()), quotation)

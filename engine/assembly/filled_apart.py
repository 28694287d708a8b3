"""The parts of what a clause said that are read apart: a value that changes leaves the blocks of the others.

A part ends where nothing of what comes before it has a hold on what follows: outside lists, tables and cases, after the
block that a style was for, and after a list once something else surely stands between it and another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from engine.assembly.filled_blocks import made, read
from engine.assembly.filled_values import Values
from engine.compiling import marks
from engine.compiling.marks import MARK, TOKEN
from engine.document import Block
from engine.errors import LibraryError

_READINGS = 8
"""How many of a part are kept: contracts that come one after the other have few days, and few départements."""


class Apart:
    """A part of a text: what it says, block after block, and the values behind its tokens, by their number.

    `lately` are the values that it was made with, each with its blocks: set at once, for threads share them.
    """

    __slots__ = ("lately", "numbers", "steps")

    def __init__(self, said: Sequence[str]) -> None:
        self.steps = read(said)
        self.numbers = tuple([int(number) for one in said for number in TOKEN.findall(one)])
        self.lately: tuple[tuple[object, Sequence[Block]], ...] = ()

    def blocks(self, values: Values) -> Sequence[Block]:
        """Its blocks with these values: the very same as long as they are, where each is known to be alone."""
        if not values.alone:
            return made(self.steps, values)
        paths = [values.paths.get(number) for number in self.numbers] if values.paths else None
        printed = [values.here[number] for number in self.numbers], paths
        for known, found in self.lately:
            if known == printed:
                return found
        blocks = made(self.steps, values)
        self.lately = ((printed, blocks), *self.lately[: _READINGS - 1])
        return blocks


def parts_of(said: str) -> list[str]:
    """What begins each block, with its words.

    Raises:
        LibraryError: where there are words before any block.
    """
    before, *every = said.split(marks.BLOCK)
    if before.strip():
        raise LibraryError("des mots ne sont dans aucun paragraphe")
    return every


@lru_cache(maxsize=256)
def apart(said: str) -> tuple[Apart, ...]:
    """The parts of a text that are read apart, in their order; many contracts have the same text with other values.

    Raises:
        LibraryError: where there are words before any block.
    """
    return tuple(map(Apart, _parts(parts_of(said))))


def _parts(every: Sequence[str]) -> Iterator[Sequence[str]]:
    start = depth = cases = 0
    styled = listed = False
    for at, one in enumerate(every):
        kind, words = _kind(one)
        if at > start and not (depth or cases or styled) and (not listed or _surely_a_block(kind, words)):
            yield every[start:at]
            start, listed = at, False
        if kind in ("list", "table"):
            depth += 1
            listed = listed or kind == "list"
        elif kind == "end":
            depth -= 1
        elif kind in ("case", "other"):
            cases += 1 if kind == "case" else -1
        styled = kind == "attributes" or (styled and kind not in ("paragraph", "table"))
    yield every[start:]


def _kind(one: str) -> tuple[str, str]:
    opening, _, words = one.partition(marks.SAID)
    return opening.partition(";")[0], words


def _surely_a_block(kind: str, words: str) -> bool:
    """Whether it makes a block whatever the values: a paragraph may have no words."""
    if kind == "paragraph":
        return MARK not in words and marks.ORIGIN not in words and any(map(str.isalnum, words))
    return kind not in ("list", "attributes", "case", "other", "end")

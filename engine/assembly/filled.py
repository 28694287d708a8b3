"""From what a compiled clause says to the blocks of the tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from engine.assembly.filled_apart import apart
from engine.assembly.filled_values import Values, is_alone
from engine.assembly.printed import Printed
from engine.compiling.marks import TOKEN
from engine.document import Block


def blocks(said: str, printed: Printed) -> tuple[Block, ...]:
    """What a compiled clause said, as blocks. `## ` headings come out with no number: the caller numbers them.

    Raises:
        LibraryError: where what it said is no block, with the line of the clause that said it.
    """
    text, numbers = _renumbered(said)
    values = _values(numbers, printed)
    return tuple([block for part in apart(text) for block in part.blocks(values)])


@lru_cache(maxsize=256)
def _renumbered(said: str) -> tuple[str, tuple[int, ...]]:
    """What was said with its tokens numbered from 0, so that the same words of two contracts are; its numbers."""
    numbers: list[int] = []

    def renumber(match: re.Match[str]) -> str:
        numbers.append(int(match[1]))
        return f"\ue000{len(numbers) - 1}\ue001"

    return TOKEN.sub(renumber, said), tuple(numbers)


def _values(numbers: Sequence[int], printed: Printed) -> Values:
    """The values of these numbers, as those of a text."""
    facts = printed.paths
    paths = {at: facts[number] for at, number in enumerate(numbers) if number in facts} if facts else {}
    here = [printed.values[number] for number in numbers]
    return Values(here, printed.values, paths, alone=all(map(is_alone, here)))

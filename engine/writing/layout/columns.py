"""How wide the columns of a table are: as its model says, but that no figure and no word is cut for want of room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from engine.by_identity import ByIdentity
from engine.document import Block, Cell, ListBlock, Paragraph, Table
from engine.writing.layout.letters import width_of_word
from engine.writing.layout.typeset import unbroken
from engine.writing.layout.words import words_of
from models.regexes import regex

DENSE_COLUMNS = 8
"""A table of as many columns is set in smaller type."""

LETTERS, DENSE_LETTERS = 9.5, 8.5
"""The size of the letters of a cell, in points."""

SIDES, DENSE_SIDES = 11.5, 9.0
"""What the margins and the lines of a cell take from its width, in points."""

WIDEST = 0.35
"""The share of a table that one word may ask for: a longer one is broken."""

_WORD = regex(r"[^ \n\t/–—-]*[/–—-]|[^ \n\t/–—-]+")
"""What no line cuts: it ends at a space, or with a dash or a bar."""


def fitted(table: Table, across: float, *, blank: bool) -> Table:
    """The same table, the shares of its columns settled for a width of `across` points.

    A column too narrow for one of its words takes what it needs from those that have room to spare; where all the words
    together ask for too much, the shares stay as the model has them.
    """
    return _FITTED.of(table, (across, blank), partial(_fitted, table, across, blank))


_FITTED: ByIdentity[Table] = ByIdentity(128)
"""Those written lately: a table is fitted where it is written, and where its height is told."""


def _fitted(table: Table, across: float, blank: bool) -> Table:
    needs = _needs(table, across, blank)
    if all(need <= share for need, share in zip(needs, table.widths, strict=True)) or sum(needs) > 1:
        return table
    missing = sum(max(need - share, 0.0) for need, share in zip(needs, table.widths, strict=True))
    spare = sum(max(share - need, 0.0) for need, share in zip(needs, table.widths, strict=True))
    return replace(
        table,
        widths=tuple(
            need if need > share else share - (share - need) * missing / spare
            for need, share in zip(needs, table.widths, strict=True)
        ),
    )


def _needs(table: Table, across: float, blank: bool) -> list[float]:
    """What the longest word of each column asks for, as a share of the width."""
    dense = len(table.widths) >= DENSE_COLUMNS
    size, sides = (DENSE_LETTERS, DENSE_SIDES) if dense else (LETTERS, SIDES)
    needs = [0.0] * len(table.widths)
    merged = [0] * len(table.widths)
    for y, row in enumerate(table.rows):
        x = 0
        for cell in row:
            while x < len(merged) and merged[x] > 0:
                merged[x] -= 1
                x += 1
            if x >= len(needs):
                break
            if cell.colspan == 1:
                bold = y < table.header_rows or cell.header
                wide = _WIDEST.of(cell, (bold, blank), partial(_widest, cell, bold, blank))
                needs[x] = max(needs[x], min((wide * size + sides) / across, WIDEST) if wide else 0.0)
            for column in range(x, min(x + cell.colspan, len(merged))):
                merged[column] = cell.rowspan - 1
            x += cell.colspan
    return needs


_WIDEST: ByIdentity[float] = ByIdentity(1024)


def _widest(cell: Cell, bold: bool, blank: bool) -> float:
    """The width of the longest word of a cell, in ems."""
    return max((width_of_word(word, bold) for word in _words(cell.blocks, blank)), default=0.0)


def _words(blocks: Iterable[Block], blank: bool) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _WORD.findall(unbroken(words_of(block.content, blank)))
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _words(item, blank)

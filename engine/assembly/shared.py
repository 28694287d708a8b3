"""The parts of a tree that are those of a contract written lately: the very same objects, as their makers gave them.

Writers find again what they made of a part by its identity (engine.by_identity). A part is known by what it is made
of: words and values by what they are, parts by their identity, which is that of no other while they are kept here.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from engine.by_identity import ByIdentity
from engine.document import Alignment, Block, Cell, Heading, Inline, ListBlock, Number, Paragraph, ParagraphStyle, Table
from engine.lately import Lately

_Whole = TypeVar("_Whole")
_MOST = 8192


def _first(kept: Lately[_Whole], key: Hashable, made: _Whole) -> _Whole:
    """The whole that was first made of these parts; it holds them, so that their identities are no one else's."""
    found = kept.get(key)
    if found is None:
        kept.put(key, found := made)
    return found


_ROWS: Lately[tuple[Cell, ...]] = Lately(1024)
_TABLES: Lately[Table] = Lately(512)
_LISTS: Lately[ListBlock] = Lately(512)
_EXTENDED: ByIdentity[Cell] = ByIdentity()


@lru_cache(maxsize=_MOST)
def paragraph(
    content: tuple[Inline, ...], style: ParagraphStyle = "body", *, keep_with_next: bool = False
) -> Paragraph:
    """A paragraph that no clause writes: a title, a visa, a choice to make."""
    return Paragraph(content, style, keep_with_next)


@lru_cache(maxsize=_MOST)
def cell(content: tuple[Inline, ...], side: Alignment = "left", colspan: int = 1, *, header: bool = False) -> Cell:
    """A cell of one paragraph; it is empty without words."""
    return Cell((Paragraph(content),) if content else (), colspan=colspan, alignment=side, header=header)


@lru_cache(maxsize=_MOST)
def heading(level: int, content: tuple[Inline, ...], anchor: str, number: Number | None = None) -> Heading:
    """A heading with its settled number."""
    return Heading(level, content, anchor, number)


def extended(one: Cell, wide: int, high: int, *, header: bool) -> Cell:
    """A cell over its neighbours, or of a heading."""
    make = lambda: replace(one, colspan=wide, rowspan=high, header=header)  # noqa: E731
    return _EXTENDED.of(one, (wide, high, header), make)


def table(widths: tuple[float, ...], rows: Iterable[tuple[Cell, ...]], header_rows: int = 1) -> Table:
    """A table; its rows are shared too."""
    known = tuple(_first(_ROWS, tuple(map(id, row)), row) for row in rows)
    return _first(_TABLES, (widths, header_rows, *map(id, known)), Table(widths, known, header_rows))


def listed(items: tuple[tuple[Block, ...], ...], *, ordered: bool, start: int) -> ListBlock:
    """A list."""
    key = (ordered, start, tuple(tuple(map(id, item)) for item in items))
    return _first(_LISTS, key, ListBlock(items, ordered, start))

"""How high blocks come out at the most: what surely fits on its page is not measured, for Typst typesets that twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from math import ceil, inf

from engine.by_identity import ByIdentity
from engine.document import Block, Heading, ListBlock, Paragraph, Table
from engine.writing.layout.columns import DENSE_COLUMNS, fitted
from engine.writing.layout.letters import lines_taken, width_of_word
from engine.writing.layout.measures import CELL_SIDES, LIST_INDENT
from engine.writing.layout.squares import placed
from engine.writing.layout.typeset import raised, unbroken
from engine.writing.layout.words import heading_label, words_of
from engine.writing.typst.measures import (
    CAPTION_LETTERS,
    CELL_LETTERS,
    DENSE_CELL_SIDES,
    DENSE_LETTERS,
    HEADING_LETTERS,
    LETTERS,
    RIGHT_SIDE,
)
from engine.writing.typst.place import Place

LINE = {LETTERS: 1.42, CELL_LETTERS: 1.32, DENSE_LETTERS: 1.25}
"""The height of a line by the size of its letters, in ems, as styles.typ has it; a heading and a caption have less."""

FILLED, EDGES = 0.95, 3.0
"""How much of a line is filled, letters being a little wider side by side than alone; what the edges of a fact to
complete take from it, in points."""

CELL_ENDS = 7.75
"""What is above and below the words of a cell, its rule included, in points."""

EMPTY_ROW = 13.0
"""The height of a row of which nothing is printed, in points: 4.5 mm."""

SHEET = 0.97
"""The share of a page that a sheet may take and be kept whole, as blocks.typ has it."""

BETWEEN = {LETTERS: 7.0, CELL_LETTERS: 4.0, DENSE_LETTERS: 4.0}
"""What stands between two blocks, by the size of their letters, in points."""

AROUND_A_TABLE, AROUND_A_HEADING = 18.0, 31.0

BETWEEN_ITEMS, FEW_LINES, MANY_LINES = 3.0, 60.0, 4
"""What is between the items of a list, and as much of a list as is kept with what leads to it, in points, as blocks.typ
has them; how many lines take as much."""


def surely_fits(table: Table, place: Place) -> bool:
    """Whether a table fits on the page where it stands, whatever it holds."""
    return place.own_page and table_at_most(table, place.width, place.blank) < place.height


def room_for_sheet(blocks: Iterable[Block], place: Place) -> float | None:
    """The height of the page that a sheet is to fit on; None for one that surely does."""
    fits = place.own_page and at_most(blocks, place.width, LETTERS, place.blank) <= SHEET * place.height
    return None if fits else place.height


def at_most(blocks: Iterable[Block], width: float, letters: float, blank: bool) -> float:
    """How high blocks are at the most, in points; infinite where one is of a kind that is not foreseen here."""
    return sum(_block(block, width, letters, blank) + BETWEEN[letters] for block in blocks)


def table_at_most(table: Table, width: float, blank: bool) -> float:
    """How high a table is at the most, without what is above and below it, in points."""
    return _TABLES.of(table, (width, blank), partial(_table, table, width, blank))


_TABLES: ByIdentity[float] = ByIdentity(128)


def start_of_list(items: Sequence[tuple[Block, ...]], width: float, blank: bool) -> float | None:
    """How high the first two items of a list are, or as much of them as is to begin on the page of what leads to them.

    None where that cannot be told before the words are set in lines.
    """
    fewest = most = 0
    for item in items[:2]:
        match item:
            case (Paragraph(content, style="body"),) if not _is_raised(text := unbroken(words_of(content, blank))):
                room = width - LIST_INDENT
                fewest += max(ceil(width_of_word(text, False) * LETTERS / (room + EDGES)), 1)
                most += lines_taken(text, (room - EDGES) * FILLED, LETTERS, bold=True)
            case _:
                return None
    lines = most if fewest == most else MANY_LINES if fewest >= MANY_LINES else None
    return lines and min(lines * LINE[LETTERS] * LETTERS + BETWEEN_ITEMS, FEW_LINES)


def _is_raised(text: str) -> bool:
    """Whether some of its letters stand higher: its lines are then a little further apart."""
    return any(up for _, up in raised(text))


def _block(block: Block, width: float, letters: float, blank: bool) -> float:
    match block:
        case Paragraph(content, style="body"):
            return _lines(words_of(content, blank), width, letters)
        case ListBlock(items):
            return sum(at_most(item, width - LIST_INDENT, letters, blank) for item in items)
        case Heading(content=content):
            size = HEADING_LETTERS[block.level - 1]
            return AROUND_A_HEADING + _lines(heading_label(block) + words_of(content, blank), width, size)
        case Table() if letters == LETTERS:
            return AROUND_A_TABLE + table_at_most(block, width, blank)
        case _:
            return inf


def _table(table: Table, width: float, blank: bool) -> float:
    table = fitted(table, width, blank=blank)
    dense = len(table.widths) >= DENSE_COLUMNS
    sides, letters = (DENSE_CELL_SIDES + RIGHT_SIDE, DENSE_LETTERS) if dense else (CELL_SIDES, CELL_LETTERS)
    height = _lines(table.caption, width, CAPTION_LETTERS) + BETWEEN[letters] if table.caption else 0.0
    for row in placed(table, table.header_rows):
        shares = [sum(table.widths[one.x : one.x + one.colspan]) for one in row]
        cells = [
            at_most(one.cell.blocks, width * share - sides, letters, blank)
            for one, share in zip(row, shares, strict=True)
        ]
        height += max([EMPTY_ROW, *cells]) + CELL_ENDS
    return height


def _lines(text: str, width: float, size: float) -> float:
    """The height of words, bold for all of them, since those are wider."""
    room = max((width - EDGES) * FILLED, size)
    return lines_taken(unbroken(text), room, size, bold=True) * size * LINE.get(size, LINE[LETTERS])

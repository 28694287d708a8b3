"""How high the blocks of a contract come out in Word, cut in the pieces that the end of a page may part.

Words are counted by the widths of their letters, on lines and between spaces as our own letterhead has them: it is
enough to tell the pages of the contents, and takes a hundredth of the time of a layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import Final

from engine.by_identity import ByIdentity
from engine.document import (
    Block,
    Cell,
    Chart,
    Heading,
    Inline,
    ListBlock,
    Missing,
    PageBreak,
    Paragraph,
    Signatures,
    Strong,
    Table,
    Text,
)
from engine.writing.docx.looks import LOOKS, NATURAL, Look
from engine.writing.docx.pieces import Piece, Pieces, Shape, runs_of
from engine.writing.docx.tables import SHORT_TABLE
from engine.writing.layout.columns import DENSE_COLUMNS, fitted
from engine.writing.layout.commented import with_notes_gathered
from engine.writing.layout.keeping import is_card
from engine.writing.layout.letters import lines_taken
from engine.writing.layout.measures import RECIPIENT
from engine.writing.layout.outline import headings_of
from engine.writing.layout.placing import Placed, placed
from engine.writing.layout.rows import bound_rows
from engine.writing.layout.signing import signing_rows
from engine.writing.layout.typeset import unbroken
from engine.writing.layout.words import grid, heading_label, words_of

NARROW: Final = 6.0
"""The letters of what is to be filled in, in a table of many columns."""

LIST_STEP, CELL_LIST_STEP = 19.85, 11.35
CELL_SIDES, DENSE_SIDES = 8.5, 4.5
CELL_EDGES: Final = 3.3
"""What the margins of a row and its line add to its height."""

SPACER: Final = 6.0
"""The thin line below a table."""

SIGNING_SPACE: Final = 75.0

_SURE: Final = 0.62
"""Ems: short words whose letters were all that wide would still fit; they are mostly figures (0.56)."""


def shapes(blocks: Iterable[Placed], width: float, *, blank: bool) -> Iterator[Shape | PageBreak]:
    """The shapes of blocks in a text that wide; a page break has none."""
    for one in blocks:
        if isinstance(one.block, PageBreak):
            yield one.block
        else:
            how = (width, one.with_next, one.whole, blank)
            yield _SHAPES.of(one.block, how, partial(_shape, one, width, blank))


_SHAPES: ByIdentity[Shape] = ByIdentity()


def _shape(one: Placed, width: float, blank: bool) -> Shape:
    return Shape(runs_of(_pieces(one, width, blank)), tuple(heading.anchor for heading in headings_of([one.block])))


def _pieces(one: Placed, width: float, blank: bool) -> Pieces:
    match one.block:
        case Paragraph(content, style):
            room = width - RECIPIENT if style == "recipient" else width
            look = LOOKS["body" if style == "recipient" else style]
            return _paragraph(content, look, room, blank, bound=one.with_next, whole=is_card(one.block))
        case Heading() as heading:
            return words_pieces(heading_words(heading, blank), heading_look(heading), width, bound=True, whole=True)
        case ListBlock() as block:
            return _list(block, width, blank, bound=one.with_next)
        case Table() as table:
            return _table(table, width, blank, bound=one.with_next, whole=one.whole)
        case Chart() as chart:
            return _chart(chart, width, bound=one.with_next)
        case Signatures() as signatures:
            return _signatures(signatures, width, blank)
    return ()


def heading_look(heading: Heading) -> Look:
    """The style of a heading."""
    return LOOKS[f"heading {min(max(heading.level, 1), 4)}"]


def heading_words(heading: Heading, blank: bool) -> str:
    """The number and the words of a heading."""
    return heading_label(heading) + words_of(heading.content, blank)


def words_pieces(text: str, look: Look, width: float, *, bound: bool = False, whole: bool = False) -> Pieces:
    """The lines of a paragraph, the first two and the last two of which stay together."""
    count = lines_taken(unbroken(text), width, look.letters, bold=look.bold)
    return _lines(count, look, bound, whole)


@lru_cache(maxsize=2048)
def _lines(count: int, look: Look, bound: bool, whole: bool) -> Pieces:
    last = count - 1
    return tuple(
        Piece(
            look.line,
            bound if at == last else whole or at in (0, last - 1),
            look.above if at == 0 else 0,
            look.below if at == last else 0,
        )
        for at in range(count)
    )


def _paragraph(
    content: Sequence[Inline], look: Look, width: float, blank: bool, *, bound: bool, whole: bool = False
) -> Pieces:
    if len(content) == 1 and isinstance(content[0], Strong):
        look = look._replace(bold=True)
    return words_pieces(words_of(content, blank), look, width, bound=bound, whole=whole)


def _list(block: ListBlock, width: float, blank: bool, *, bound: bool) -> Pieces:
    """The items of a list; the first two stay together, and the last two."""
    last = len(block.items) - 1
    width = max(width - LIST_STEP, LOOKS["list"].letters)
    found: list[Piece] = []
    for at, item in enumerate(block.items):
        ends = at == last - 1 or (bound and at == last) or (at == 0 < last and len(item) == 1)
        first, *others = with_notes_gathered(item, blank) or [Paragraph(())]
        content = first.content if isinstance(first, Paragraph) else ()
        keep = ends or (isinstance(first, Paragraph) and first.keep_with_next)
        found += _paragraph(content, LOOKS["list"], width, blank, bound=keep)
        for one in placed(others if isinstance(first, Paragraph) else [first, *others], blank):
            found += _inner(one._replace(with_next=one.with_next or ends), width, blank)
    return tuple(found)


def _inner(one: Placed, width: float, blank: bool) -> Pieces:
    """What follows the first paragraph of an item, in the style of lists."""
    if isinstance(one.block, Paragraph) and one.block.style == "body":
        return _paragraph(one.block.content, LOOKS["list"], width, blank, bound=one.with_next)
    return _pieces(one, width, blank)


def _table(table: Table, width: float, blank: bool, *, bound: bool, whole: bool) -> Pieces:
    table = fitted(table, width, blank=blank)
    dense, last = len(table.widths) >= DENSE_COLUMNS, len(table.rows) - 1
    kept = bound_rows(table, width, blank=blank)
    first = last if whole or (last < SHORT_TABLE and not dense) else table.header_rows + kept.first - 1
    end = last + 1 - kept.last
    heights = _row_heights(table, width, blank, dense)
    header = sum(heights[: table.header_rows]) if table.header_rows <= last else 0.0
    caption = words_pieces(table.caption, LOOKS["caption"], width, bound=True, whole=True) if table.caption else ()
    rows = [
        Piece(height, bound if at == last else at < first or at >= end, again=header if at >= table.header_rows else 0)
        for at, height in enumerate(heights)
    ]
    return (*caption, *rows, Piece(SPACER, bound))


def _row_heights(table: Table, width: float, blank: bool, dense: bool) -> list[float]:
    """The height of each row; the last row of a merged cell takes what the others left it."""
    heights: list[float] = []
    merged: list[tuple[int, int, float]] = []
    for at, row in enumerate(grid(table)):
        highest = 0.0
        for column, cell in enumerate(row):
            if cell:
                room = width * sum(table.widths[column : column + cell.colspan])
                how = (room, blank, dense, cell.header or at < table.header_rows)
                own = _CELLS.of(cell, how, partial(_cell_height, cell, *how))
                if cell.rowspan == 1:
                    highest = max(highest, own)
                else:
                    merged.append((at, at + cell.rowspan - 1, own))
        highest += CELL_EDGES
        for start, end, own in merged:
            if end == at:
                highest = max(highest, own + CELL_EDGES - sum(heights[start:]))
        heights.append(highest)
    return heights


_CELLS: ByIdentity[float] = ByIdentity(1024)


def _cell_height(cell: Cell, width: float, blank: bool, dense: bool, bold: bool) -> float:
    look = LOOKS["dense cell" if dense else "cell"]
    room = max(width - (DENSE_SIDES if dense else CELL_SIDES), look.letters)
    if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph):
        content = cell.blocks[0].content
        if len(content) == 1 and isinstance(content[0], Text):
            text = content[0].text
            if "\n" not in text and len(text) * _SURE * look.letters <= room:
                return look.line + look.above + look.below
    return _blocks_height(cell.blocks, look._replace(bold=bold), room, blank, dense)


def _blocks_height(blocks: Sequence[Block], look: Look, width: float, blank: bool, dense: bool) -> float:
    height = look.above
    for block in blocks:
        match block:
            case Paragraph(content):
                small = dense and content and all(isinstance(inline, Missing) for inline in content)
                bold = look.bold or (len(content) == 1 and isinstance(content[0], Strong))
                text = unbroken(words_of(content, blank))
                lines = lines_taken(text, width, NARROW if small else look.letters, bold=bold)
                line = NARROW * NATURAL if small else look.line
                height += lines * line + look.below
            case ListBlock(items):
                room = max(width - CELL_LIST_STEP, look.letters)
                height += sum(_blocks_height(item, look, room, blank, dense) - look.above for item in items)
            case _:
                height += sum(piece.height + piece.above + piece.below
                              for piece in _pieces(Placed(block, False, False), width, blank))  # fmt: skip
    return height if blocks else look.line + look.above + look.below


def _chart(chart: Chart, width: float, *, bound: bool) -> Pieces:
    from engine.writing.layout.charts.alternative import has_figures  # noqa: PLC0415 - few contracts have a chart
    from engine.writing.layout.charts.plan import plan_of  # noqa: PLC0415 - few contracts have a chart

    body = LOOKS["body"]
    title = words_pieces(chart.title, LOOKS["caption"], width, bound=True, whole=True) if chart.title else ()
    height = plan_of(chart, width).height if has_figures(chart) else body.line
    return (*title, Piece(height, bound, body.above, body.below))


def _signatures(signatures: Signatures, width: float, blank: bool) -> Pieces:
    rows = signing_rows(signatures)
    look = LOOKS["signature"]
    found: list[Piece] = []
    for row in rows:
        room = width / len(rows[0]) - CELL_SIDES
        quality = max(lines_taken(unbroken(words_of(one.title, blank)), room, look.letters, bold=True) for one in row)
        name = max(lines_taken(unbroken(words_of(one.name, blank)), room, look.letters) for one in row)
        edges = CELL_EDGES + look.below
        found.append(Piece(quality * look.line + look.above + edges, True))
        found.append(Piece(name * look.line + SIGNING_SPACE + edges, row is not rows[-1]))
    return (*found, Piece(SPACER, False)) if found else ()

"""Tables and signatures in WordprocessingML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from engine.document import Block, Cell, Signature, Signatures, Strong, Table
from engine.writing.docx.draft import Draft, Frame
from engine.writing.docx.inline import words
from engine.writing.docx.shared import shared
from engine.writing.docx.text import paragraph, run
from engine.writing.layout.columns import DENSE_COLUMNS, fitted
from engine.writing.layout.rows import bound_rows
from engine.writing.layout.signing import abreast, signing_rows

Writer = Callable[[Sequence[Block], Draft, Frame], str]
"""Writes the blocks of a cell; docx_blocks gives it, which itself calls this module."""

CELL_MARGINS: Final = 170
"""What the margins of a cell take from its width, in twentieths of a point (2 × 1,5 mm)."""

SHORT_TABLE: Final = 10
"""A table of fewer rows is kept whole."""

CLOSE_MARGINS: Final = '<w:tblCellMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar>'

RIGHT_SIDE: Final = '<w:tcMar><w:right w:w="120" w:type="dxa"/></w:tcMar>'
"""What a figure leaves on its right in a table set closer, lest it touches the words of the next column."""

SIGNING_SPACE: Final = 1500
"""The height left to sign in, in twentieths of a point (2,6 cm)."""

EDGES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
NO_BORDERS: Final = "".join(("<w:tblBorders>", *(f'<w:{edge} w:val="nil"/>' for edge in EDGES), "</w:tblBorders>"))


class Placed(NamedTuple):
    """A cell of a row in the grid; `goes_on` where it began in a row above."""

    column: int
    cell: Cell
    goes_on: bool = False


def table(content: Table, draft: Draft, frame: Frame, write: Writer) -> str:
    """Write a table: its caption, its header rows repeated on each page, its rows never broken over two pages.

    A short table stands on one page; of another, the first rows and the last ones are each kept together.
    """
    content = fitted(content, frame.width / 20, blank=draft.blank)
    edges, last = _edges(content.widths, frame.width), len(content.rows) - 1
    draft.dense = dense = len(content.widths) >= DENSE_COLUMNS
    whole = frame.whole or (last < SHORT_TABLE and not dense)
    bound = bound_rows(content, frame.width / 20, blank=draft.blank)
    first = content.header_rows + bound.first - 1
    kept = {*(range(last) if whole else range(first)), *range(last + 1 - bound.last, last)} - {last}
    kept |= {last} if frame.keep_with_next else set()
    rows = []
    for position, placed in enumerate(placed_cells(content)):
        header = position < content.header_rows
        style = f"{'dense ' if dense else ''}{'header ' if header else ''}cell"
        plain = Frame(0, style, keep_with_next=position in kept)
        cells = [_cell(cell, edges, draft, write, plain) for cell in placed]
        repeated = "<w:tblHeader/>" if header and content.header_rows <= last else ""
        rows.append(_row(cells, f"<w:cantSplit/>{repeated}"))
    draft.dense = False
    caption = paragraph(draft.styles["caption"], run(content.caption), "<w:keepNext/>") if content.caption else ""
    margins = CLOSE_MARGINS if dense else ""
    opening = _opening(edges, draft, frame, has_header=content.header_rows > 0, margins=margins)
    after = spacer(draft, "<w:keepNext/>" if frame.keep_with_next else "")
    return f"{caption}{opening}{''.join(rows)}</w:tbl>{after}"


def placed_cells(content: Table) -> Iterator[list[Placed]]:
    """Lay the cells of each row on the grid, with those that go on from above; empty cells fill a short row."""
    from_above: dict[int, tuple[Cell, int]] = {}
    for row in content.rows:
        cells = list(reversed(row))
        placed: list[Placed] = []
        column = 0
        while column < len(content.widths) or cells:
            if column in from_above:
                cell, rows_left = from_above.pop(column)
                placed.append(Placed(column, cell, goes_on=True))
            else:
                cell = cells.pop() if cells else Cell(())
                rows_left = cell.rowspan
                placed.append(Placed(column, cell))
            if rows_left > 1:
                from_above[column] = (cell, rows_left - 1)
            column += max(cell.colspan, 1)
        yield placed


def signatures(content: Signatures, draft: Draft, frame: Frame) -> str:
    """Write the parties side by side, with room to sign above each name, all on one page.

    Qualities are in one row and names in the next, so that names stand on one line whatever the qualities take.
    """
    rows = signing_rows(content)
    if not rows:
        return ""
    columns = abreast(len(content.parties))
    edges = _edges([1 / columns] * columns, frame.width)
    empty = Signature((), ())
    written = ""
    for row in rows:
        parties = [*row, *[empty] * (columns - len(row))]
        written += _row((_quality(party, edges[1], draft) for party in parties), "<w:cantSplit/>")
        written += _row((_name(party, edges[1], draft, last=row is rows[-1]) for party in parties), "<w:cantSplit/>")
    return f"{_opening(edges, draft, frame, borders=NO_BORDERS)}{written}</w:tbl>{spacer(draft)}"


def spacer(draft: Draft, properties: str = "") -> str:
    """Write a thin empty line: two tables that touch would be one in Word, and a cell cannot end with a table."""
    height = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    return paragraph(draft.styles["cell"], "", properties + height)


def _edges(widths: Sequence[float], total: int) -> list[int]:
    """The vertical lines of the grid, so that rounding never adds up."""
    return [round(total * share) for share in accumulate(widths, initial=0.0)]


def _opening(
    edges: list[int], draft: Draft, frame: Frame, *, has_header: bool = False, borders: str = "", margins: str = ""
) -> str:
    """Open a table of fixed columns; its properties stand in the order of the schema (ECMA-376, 17.4.59)."""
    columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{draft.styles["table"]}"/><w:tblW w:w="{edges[-1]}" w:type="dxa"/>'
        f'<w:tblInd w:w="{frame.indent}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>{margins}'
        f'<w:tblLook w:val="{"0620" if has_header else "0600"}" w:firstRow="{int(has_header)}" w:lastRow="0"'
        ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )


def _row(cells: Iterable[str], properties: str) -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(placed: Placed, edges: list[int], draft: Draft, write: Writer, frame: Frame) -> str:
    """Write one cell; `frame` says how the plain cells of its row are drawn."""
    cell, last = placed.cell, len(edges) - 1
    width = edges[min(placed.column + cell.colspan, last)] - edges[min(placed.column, last)]
    style = frame.plain if "header" in frame.plain or not cell.header else frame.plain.replace("cell", "header cell")
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = "<w:vMerge/>" if placed.goes_on else '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{draft.header_fill}"/>' if "header" in style else ""
    apart = RIGHT_SIDE if "dense" in style and cell.alignment == "right" else ""
    middle = '<w:vAlign w:val="center"/>' if shade else ""
    within = Frame(max(width - CELL_MARGINS, 0), style, cell.alignment, keep_with_next=frame.keep_with_next)
    inner = "" if placed.goes_on else shared(cell.blocks, draft, within, write)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}{apart}{middle}</w:tcPr>'
        f"{inner or paragraph(draft.styles[style], '')}</w:tc>"
    )


def _quality(party: Signature, width: int, draft: Draft) -> str:
    words_above = words((Strong(party.title),), draft) if party.title else ""
    return _signing_cell(words_above, width, draft, "<w:keepNext/>")


def _name(party: Signature, width: int, draft: Draft, *, last: bool) -> str:
    keep = "" if last else "<w:keepNext/>"
    return _signing_cell(words(party.name, draft), width, draft, f'{keep}<w:spacing w:before="{SIGNING_SPACE}"/>')


def _signing_cell(content: str, width: int, draft: Draft, properties: str) -> str:
    inner = paragraph(draft.styles["signature"], content, properties)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'

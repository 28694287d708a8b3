"""Tables and signatures of the tree as OpenDocument tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from engine.document import Block, Cell, Inline, Signature, Signatures, Strong, Table
from engine.writing.layout.columns import DENSE_COLUMNS, fitted
from engine.writing.layout.rows import bound_rows
from engine.writing.layout.signing import column_share, signing_rows
from engine.writing.layout.squares import Placed, placed
from engine.writing.odt.draft import Draft, Frame, margin
from engine.writing.odt.inline import words
from engine.writing.odt.text import paragraph, points, run

Writer = Callable[[Sequence[Block], Draft, Frame], str]
"""Writes the blocks of a cell; blocks.py gives it, which itself calls this module."""

SHORT_TABLE = 10
"""A table of fewer rows is kept whole."""

CELL_SIDES, DENSE_SIDES = 10.0, 4.0
"""What the sides of a cell take from its width, in points."""

COVERED = "<table:covered-table-cell/>"


def table(content: Table, draft: Draft, frame: Frame, write: Writer) -> str:
    """Write a table: its caption, its header rows repeated on each page, its rows never broken over two pages.

    A short table stands on one page; of another, the first rows and the last ones are each kept together.
    """
    content = fitted(content, frame.width, blank=draft.blank)
    count = len(content.rows)
    head = content.header_rows if content.header_rows < count else 0
    caption = ""
    if content.caption:
        caption = paragraph(draft.paragraph("Caption", frame, keep=True, indent=margin(frame)), run(content.caption))
    draft.dense = dense = len(content.widths) >= DENSE_COLUMNS
    whole = frame.whole or (count <= SHORT_TABLE and not dense)
    opening = _opening(content.widths, draft, frame, whole=whole)
    bound = bound_rows(content, frame.width, blank=draft.blank)
    kept = {*range(content.header_rows + bound.first - 1), *range(count - bound.last, count - 1)}
    squares = placed(content, head)
    covered = {place for row in squares for one in row for place in _covered(one)}
    empty = _cell(Placed(Cell(()), 0, 0, 1, 1), False, content.widths, draft, Frame(frame.width), write)
    written = []
    for y, row in enumerate(squares):
        place = Frame(frame.width, keep_with_next=(whole or y in kept) and y < count - 1)
        cells = {one.x: _cell(one, y < content.header_rows, content.widths, draft, place, write) for one in row}
        filled = (cells.get(x) or (COVERED if (x, y) in covered else empty) for x in range(len(content.widths)))
        written.append(_row(filled, draft))
    draft.dense = False
    header = f"<table:table-header-rows>{''.join(written[:head])}</table:table-header-rows>" if head else ""
    return f"{caption}{opening}{header}{''.join(written[head:])}</table:table>"


def signatures(content: Signatures, draft: Draft, frame: Frame) -> str:
    """Write the parties side by side, with room to sign above each name, all on one page.

    Qualities are in one row and names in the next, so that names stand on one line whatever the qualities take.
    """
    rows = signing_rows(content)
    if not rows:
        return ""
    columns = max(map(len, rows))
    share = column_share(len(content.parties))
    gap = (1 - share * columns) / (columns - 1) if columns > 1 else 0.0
    widths = [share] + [width for _ in range(columns - 1) for width in (gap, share)]
    opening = _opening(widths, draft, frame, whole=True)
    written = ""
    for row in rows:
        parties = [*row, *[Signature((), ())] * (columns - len(row))]
        bound = Frame(frame.width, keep_with_next=True)
        last = bound if row is not rows[-1] else Frame(frame.width)
        written += _signing([(Strong(one.title),) if one.title else () for one in parties], "Quality", draft, bound)
        written += _signing([one.name for one in parties], "Signature", draft, last)
    return f"{opening}{written}</table:table>"


def _signing(contents: Sequence[tuple[Inline, ...]], style: str, draft: Draft, frame: Frame) -> str:
    """A row of the qualities or of the names of the parties, a gap between two of them."""
    room = f'fo:padding-top="0pt" fo:padding-bottom="{"20pt" if style == "Signature" else "0pt"}"'
    cell = draft.style("table-cell", "", f'<style:table-cell-properties {room} fo:border="none"/>')
    name = draft.paragraph(style, frame)
    gap = paragraph(draft.paragraph("Table_20_Contents", frame), "")
    said = [paragraph(name, words(content, draft)) for content in contents]
    cells = [said[0], *(inner for one in said[1:] for inner in (gap, one))]
    return _row((f'<table:table-cell table:style-name="{cell}">{inner}</table:table-cell>' for inner in cells), draft)


def _opening(widths: Sequence[float], draft: Draft, frame: Frame, *, whole: bool) -> str:
    """Open a table of fixed columns."""
    master, page_break = draft.new_page()
    properties = (
        f'<style:table-properties style:width="{points(frame.width)}" table:align="left"{page_break}'
        f' fo:margin-left="{points(frame.indent)}" fo:margin-top="4pt" fo:margin-bottom="11pt"'
        f' table:border-model="collapsing" style:may-break-between-rows="{str(not whole).lower()}"'
        + ' fo:keep-with-next="always"' * frame.keep_with_next
        + "/>"
    )
    name = draft.style("table", master, properties)
    columns = "".join(
        f'<table:table-column table:style-name="{_column(share * frame.width, draft)}"/>' for share in widths
    )
    return f'<table:table table:style-name="{name}">{columns}'


def _column(width: float, draft: Draft) -> str:
    inner = f'<style:table-column-properties style:column-width="{points(width)}"/>'
    return draft.style("table-column", "", inner)


def _covered(one: Placed) -> Iterator[tuple[int, int]]:
    """The places of the grid that a cell takes."""
    yield from product(range(one.x, one.x + one.colspan), range(one.y, one.y + one.rowspan))


def _row(cells: Iterable[str], draft: Draft) -> str:
    style = draft.style("table-row", "", '<style:table-row-properties fo:keep-together="always"/>')
    return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'


def _cell(one: Placed, in_head: bool, widths: Sequence[float], draft: Draft, frame: Frame, write: Writer) -> str:
    """Write one cell; `frame` says what the table is as wide as, and whether its row stays with the next."""
    header, dense = in_head or one.cell.header, draft.dense
    plain = f"{'Dense_20_' * dense}{'Table_20_Heading' if header else 'Table_20_Contents'}"
    width = frame.width * sum(widths[one.x : one.x + one.colspan]) - (DENSE_SIDES if dense else CELL_SIDES)
    inner = replace(frame, width=max(width, 1.0), plain=plain, alignment=one.cell.alignment)
    apart = dense and one.cell.alignment == "right"
    style = _cell_style(draft, header=header, apart=apart)
    spans = f' table:number-columns-spanned="{one.colspan}"' * (one.colspan > 1)
    spans += f' table:number-rows-spanned="{one.rowspan}"' * (one.rowspan > 1)
    content = write(one.cell.blocks, draft, inner) or paragraph(draft.paragraph(plain, inner), "")
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string"{spans}>{content}</table:table-cell>'
    )


def _cell_style(draft: Draft, *, header: bool, apart: bool = False) -> str:
    """The name of the style of a cell; a figure set closer leaves more on its right, where another column begins."""
    padding = "3pt 2pt" if draft.dense else "3.5pt 5pt"
    top, sides = padding.split(" ")
    right = "6pt" if apart else sides
    look = ' fo:background-color="#eef1f5" style:vertical-align="middle"' if header else ""
    return draft.style(
        "table-cell",
        "",
        f'<style:table-cell-properties fo:padding-top="{top}" fo:padding-bottom="{top}" fo:padding-left="{sides}"'
        f' fo:padding-right="{right}" fo:border="0.75pt solid #8a94a3"{look}/>',
    )

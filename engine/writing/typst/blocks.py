"""The blocks of the tree as the data that blocks.typ draws: dictionaries, lists and words, ready for JSON.

What a page decides is Typst's; what the tree decides (ranks of headings, what stays with what follows, which words are
too wide for their line) is settled here, as the HTML writer does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, groupby, pairwise
from typing import Any

from engine.document import (
    Block,
    Chart,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Missing,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)
from engine.writing.layout.charts.alternative import alternative, has_figures
from engine.writing.layout.charts.svg import drawing
from engine.writing.layout.columns import DENSE_COLUMNS, fitted
from engine.writing.layout.fonts import drawable
from engine.writing.layout.keeping import kept
from engine.writing.layout.measures import CELL_SIDES, LIST_INDENT, SHORT_TABLE
from engine.writing.layout.rows import bound_rows
from engine.writing.layout.signing import abreast, address_of, column_share, signing_rows
from engine.writing.layout.typeset import raised, unbroken
from engine.writing.layout.words import heading_label, printable, printed, words_of
from engine.writing.typst.headings import Ranked, is_empty
from engine.writing.typst.heights import room_for_sheet, start_of_list, surely_fits
from engine.writing.typst.long_words import parted
from engine.writing.typst.measures import (
    CAPTION_LETTERS,
    CELL_LETTERS,
    DENSE_CELL_SIDES,
    DENSE_LETTERS,
    HEADING_LETTERS,
    RIGHT_SIDE,
)
from engine.writing.typst.place import Place
from engine.writing.typst.tables import TO_MEASURE, Square, is_long, lines_of_rows, parts_rows, rows_of
from models.regexes import regex

Data = dict[str, Any]

MUCH_TEXT = 2000
"""How many characters a paragraph may hold and be kept whole."""

SVG_WIDTH = regex(r' width="[\d.]+pt"')


def _blocks(blocks: tuple[Block, ...], place: Place) -> list[Data]:
    """Settle blocks, those of a sheet in one that is kept whole."""
    drawn: list[Data] = []
    found = kept(blocks, blank=place.blank, section=True)
    led = {id(after): before.with_next for before, after in pairwise(found)}
    for sheet, group in groupby(found, key=lambda one: one.sheet or -id(one)):
        together = list(group)
        settled = [block_data(one.block, place, one.with_next, led.get(id(one), False)) for one in together]
        if sheet > 0:
            room = room_for_sheet([one.block for one in together], place)
            settled = [{"kind": "sheet", "blocks": settled, "room": room}]
        drawn += settled
    return drawn


def block_data(block: Block, place: Place, with_next: bool, led: bool) -> Data:
    """Settle one block; one that stays with the next is sticky, and one that the block before stays with is led."""
    return {**_block_data(block, place), "sticky": with_next, "led": led}


def _block_data(block: Block, place: Place) -> Data:
    match block:
        case Paragraph():
            return paragraph_data(block, place)
        case Heading():
            return heading_data(block, place, None if is_empty(block, place.blank) else place.headings.next(block))
        case ListBlock():
            narrower = replace(place, width=place.width - LIST_INDENT)
            items = [_contents(item, narrower) for item in block.items]
            return {
                "kind": "list",
                "ordered": block.ordered,
                "start": block.start,
                "width": place.width,
                "items": items,
                "begins": start_of_list(block.items, place.width, place.blank),
            }
        case Table():
            return _table(block, place)
        case Chart():
            return _chart(block, place)
        case Signatures():
            return _signatures(block, place)
        case PageBreak():
            return {"kind": "page break"}


def paragraph_data(block: Paragraph, place: Place) -> Data:
    """Settle a paragraph; one that opens with words in bold on a line of their own is kept whole."""
    match block.content:
        case (Strong(), LineBreak(), *others):
            whole = len(words_of(others, place.blank)) < MUCH_TEXT
        case _:
            whole = False
    content = inlines_data(block.content, place)
    return {
        "kind": "paragraph", "style": block.style, "sticky": block.keep_with_next, "whole": whole, "content": content,
    }  # fmt: skip


def words(text: str) -> str:
    """Keep the characters as they are typed, but for those that no font may draw."""
    return drawable(printable(text))


def inlines_data(content: Iterable[Inline], place: Place) -> list[Any]:
    """Settle inlines: words are strings, which Typst never reads as markup."""
    return _settled(printed(content, place.blank), place)


def _settled(content: Iterable[Inline], place: Place) -> list[Any]:
    pieces = [piece for inline in content for piece in _inline(inline, place)]
    for before, piece, after in zip(["", *pieces], pieces, [*pieces[1:], ""], strict=False):
        if isinstance(piece, dict) and piece["kind"] == "missing":  # its edge has room where a line may be broken
            piece["room"] = [
                isinstance(before, str) and before[-1:] == " ",
                isinstance(after, str) and after[:1] == " ",
            ]
    return pieces


def _inline(inline: Inline, place: Place) -> list[Any]:
    match inline:
        case Text(text):
            return pieces_of(text, place)
        case Strong(content):
            return [{"kind": "strong", "content": _settled(content, replace(place, bold=True))}]
        case Emphasis(content):
            return [{"kind": "emphasis", "content": _settled(content, place)}]
        case LineBreak():
            return [{"kind": "break"}]
        case Reference(anchor, text):
            return [{"kind": "reference", "to": place.headings.label(anchor), "content": pieces_of(text, place)}]
        case Missing():
            return [{"kind": "missing", "content": pieces_of(inline.text, place)}]
        case Note(text):
            return [{"kind": "note", "content": pieces_of(text, place)}]


def pieces_of(text: str, place: Place) -> list[Any]:
    """Part words at the ends of their lines, and where one of them is too wide for any line."""
    pieces: list[Any] = []
    for number, line in enumerate(unbroken(words(text)).split("\n")):
        pieces += [{"kind": "break"}] * bool(number)
        for part, up in raised(line):
            parts = parted(part, place.width, place.letters, bold=place.bold)
            if up:
                pieces.append({"kind": "raised", "content": [part]})
            else:
                pieces.append({"kind": "parted", "parts": parts} if len(parts) > 1 else part)
    return [piece for piece in pieces if piece]


def heading_data(heading: Heading, place: Place, ranked: Ranked | None) -> Data:
    """Settle a heading; one that has no rank prints nothing."""
    if ranked is None:
        return paragraph_data(Paragraph(()), place)
    rank, label = ranked
    within = replace(place, letters=HEADING_LETTERS[heading.level - 1], bold=True)
    content = [*pieces_of(heading_label(heading), within), *inlines_data(heading.content, within)]
    for piece in content:
        if isinstance(piece, dict) and piece["kind"] == "note":
            piece["kind"] = "note in a heading"
    return {
        "kind": "heading",
        "level": heading.level,
        "rank": rank,
        "label": label,
        "listed": label in place.headings.listed,
        "content": content,
    }


def _contents(blocks: tuple[Block, ...], place: Place) -> list[Data]:
    """Settle what an item or a cell holds; a lone paragraph is bare words."""
    match blocks:
        case (Paragraph(style="body") as paragraph,):
            content = inlines_data(paragraph.content, place)
            return [{"kind": "bare", "content": content}] if content else []
        case _:
            return _blocks(tuple(block for block in blocks if not isinstance(block, PageBreak)), place)


def _table(given: Table, place: Place) -> Data:
    table = fitted(given, place.width, blank=place.blank)
    # A table of headers alone has none (ISO 14289-1, 7.2: a THead needs a TBody).
    head = table.header_rows if table.header_rows < len(table.rows) else 0
    dense = len(table.widths) >= DENSE_COLUMNS
    sides, letters = (DENSE_CELL_SIDES, DENSE_LETTERS) if dense else (CELL_SIDES, CELL_LETTERS)
    rows = rows_of(table, head, lambda share: (place.width * share - sides) / letters, blank=place.blank)
    drawn = [[_cell(square, rows, head, replace(place, letters=letters)) for square in row] for row in rows]
    for row in drawn:
        empty = not any(cell["blocks"] for cell in row)
        row[:] = [{**cell, "empty-row": empty} for cell in row]
    lines, most = lines_of_rows(rows)
    bound = bound_rows(table, place.width, blank=place.blank)
    whole = bound.last == len(rows) - head
    foot = len(rows) - bound.last * (not whole)
    return {
        "kind": "table",
        "caption": pieces_of(table.caption, replace(place, letters=CAPTION_LETTERS, bold=True)),
        "widths": table.widths,
        "dense": dense,
        "whole": whole or lines <= SHORT_TABLE,
        "measured": most > TO_MEASURE and not surely_fits(given, place),
        "head-measured": lines_of_rows(rows[:head])[1] > TO_MEASURE / 2,
        "width": place.width,
        "room": place.height,
        "head": list(chain(*drawn[:head])),
        "body": list(chain(*drawn[head:foot])),
        "foot": list(chain(*drawn[foot:])),
        "opening": sum(map(len, drawn[head : min(head + bound.first, foot)])),
    }


def _cell(square: Square, rows: list[list[Square]], head: int, place: Place) -> Data:
    """Settle a cell; one that names a column or a row says so, an empty one has nothing to name."""
    names = square.y < head or square.cell.header
    apart = RIGHT_SIDE if place.letters == DENSE_LETTERS and square.cell.alignment == "right" else 0.0
    within = replace(place, width=max(square.width * place.letters - apart, 1.0), bold=names)
    blocks = _contents(square.cell.blocks, within)
    return {
        "x": square.x,
        "y": square.y,
        "colspan": square.colspan,
        "rowspan": square.rowspan,
        "alignment": square.cell.alignment,
        "header": names and bool(blocks),
        "apart": apart,
        "long": is_long(square),
        "measured": square.most > TO_MEASURE,
        "parts-rows": parts_rows(square, rows),
        "width": within.width,
        "blocks": blocks,
    }


def _chart(chart: Chart, place: Place) -> Data:
    """Settle a chart; one that has nothing to show says so."""
    # Without its width, the drawing is as high as it says itself, and Typst draws it as wide as it is told.
    drawn = SVG_WIDTH.sub("", drawing(chart, place.width), count=1) if has_figures(chart) else None
    return {
        "kind": "chart",
        "title": pieces_of(chart.title, replace(place, letters=CAPTION_LETTERS, bold=True)),
        "drawing": drawn,
        "width": place.width,
        "alternative": words(alternative(chart)),
    }


def _signatures(block: Signatures, place: Place) -> Data:
    """Settle the parties row by row; more rows than two may stand on two pages."""
    share = column_share(len(block.parties))
    within = replace(place, width=place.width * share)
    rows = [[_party(party, within) for party in row] for row in signing_rows(block)]
    return {"kind": "signatures", "columns": abreast(len(block.parties)), "width": within.width, "rows": rows}


def _party(party: Signature, within: Place) -> Data:
    title = inlines_data(party.title, replace(within, bold=True))
    return {"title": title, "place": address_of(party), "name": inlines_data(party.name, within)}

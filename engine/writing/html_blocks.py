"""The blocks of the tree as HTML.

Headings never skip a rank, whatever levels the tree uses, because PDF/UA-1 (7.4.2) and screen readers ask so. No white
space is written between blocks: the style sheet keeps every space, so that values come out as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from engine.document import (
    Alignment,
    Block,
    Cell,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Missing,
    Note,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Reference,
    Signatures,
    Strong,
    Table,
    Text,
)
from engine.writing.text import grid, heading_label, printable, printed

DENSE_COLUMNS = 8
"""A table of as many columns is set in smaller type."""

LONG_CELL = 18
"""A row may be broken over two pages where one of its cells holds more lines than that, near enough."""

CHARACTERS_ACROSS = 100
"""How many characters fit across a page: the unit of that guess."""

PARAGRAPH_CLASSES: dict[ParagraphStyle, str] = {
    "body": "",
    "title": "titre",
    "subtitle": "sous-titre",
    "visa": "visa",
    "centered": "centre",
}
ALIGNMENT_CLASSES: dict[Alignment, str] = {"left": "", "right": "droite", "center": "centre"}


@dataclass(frozen=True, slots=True)
class Page:
    """What blocks need to know of the page: whether notes are printed, and the rank of each heading by its anchor."""

    blank: bool
    ranks: dict[str, int]


def ranks_of(headings: Iterable[Heading]) -> dict[str, int]:
    """Rank each heading, by its anchor, from 2 (under the title); one that lies below another is one rank lower."""
    ranks: dict[str, int] = {}
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        ranks[heading.anchor] = min(len(above) + 1, 6)
    return ranks


def blocks_markup(blocks: Iterable[Block], page: Page) -> list[str]:
    """Write each block; the one after a page break is put in a box that begins a new page."""
    written: list[str] = []
    broken = False
    for block in blocks:
        if isinstance(block, PageBreak):
            broken = True
            continue
        markup = block_markup(block, page)
        written.append(f'<div class="nouvelle-page">{markup}</div>' if broken else markup)
        broken = False
    return written


def block_markup(block: Block, page: Page) -> str:
    """Write one block."""
    match block:
        case Paragraph():
            names = _classes(PARAGRAPH_CLASSES[block.style], "solidaire" if block.keep_with_next else "")
            return f"<p{names}>{inlines_markup(block.content, page.blank)}</p>"
        case Heading():
            return _heading(block, page)
        case ListBlock():
            return _list(block, page)
        case Table():
            return _table(block, page)
        case Signatures():
            return _signatures(block, page)
        case PageBreak():
            return ""


def inlines_markup(content: Iterable[Inline], blank: bool) -> str:
    """Write inlines, every character of theirs escaped."""
    return "".join(_inline(inline) for inline in printed(content, blank))


def escaped(text: str) -> str:
    """Make characters ready for HTML, in an element or an attribute."""
    return escape(printable(text))


def link_to(anchor: str) -> str:
    """Address a heading of the same page."""
    return escaped(f"#{quote(anchor)}")


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return escaped(text)
        case Strong(content) | Emphasis(content):
            tag = "strong" if isinstance(inline, Strong) else "em"
            return f"<{tag}>{''.join(map(_inline, content))}</{tag}>"
        case LineBreak():
            return "<br>"
        case Reference(anchor, text):
            return f'<a class="renvoi" href="{link_to(anchor)}">{escaped(text)}</a>'
        case Missing(path=path):
            return f'<mark data-chemin="{escaped(path)}">{escaped(inline.text)}</mark>'
        case Note(text):
            return f'<em class="note">{escaped(text)}</em>'


def _classes(*names: str) -> str:
    kept = " ".join(filter(None, names))
    return f' class="{kept}"' if kept else ""


def _heading(heading: Heading, page: Page) -> str:
    tag = f"h{page.ranks.get(heading.anchor, heading.level + 1)}"
    words = f"{escaped(heading_label(heading))}{inlines_markup(heading.content, page.blank)}"
    return f'<{tag} class="niveau-{heading.level}" id="{escaped(heading.anchor)}">{words}</{tag}>'


def _list(block: ListBlock, page: Page) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    return f"<{tag}{start}>{''.join(f'<li>{_item(item, page)}</li>' for item in block.items)}</{tag}>"


def _item(blocks: tuple[Block, ...], page: Page) -> str:
    """Write the content of an item, several blocks being put in one box (the PDF's LBody)."""
    words = _flow(blocks, page)
    return words if _lone_paragraph(blocks) else f"<div>{words}</div>"


def _flow(blocks: tuple[Block, ...], page: Page) -> str:
    """Write the blocks of an item or of a cell, a lone paragraph as bare words."""
    lone = _lone_paragraph(blocks)
    return inlines_markup(lone.content, page.blank) if lone else "".join(blocks_markup(blocks, page))


def _lone_paragraph(blocks: tuple[Block, ...]) -> Paragraph | None:
    match blocks:
        case (Paragraph(style="body") as paragraph,):
            return paragraph
    return None


def _table(table: Table, page: Page) -> str:
    names = _classes("dense" if len(table.widths) >= DENSE_COLUMNS else "")
    caption = f"<caption>{escaped(table.caption)}</caption>" if table.caption else ""
    columns = "".join(f'<col style="width:{100 * width:.4g}%">' for width in table.widths)
    rows = [
        f"<tr{_classes('longue' if _is_long(placed, table.widths, page) else '')}>"
        f"{''.join(_cell(cell, page, head=position < table.header_rows) for cell in placed if cell)}</tr>"
        for position, placed in enumerate(grid(table))
    ]
    head, body = "".join(rows[: table.header_rows]), "".join(rows[table.header_rows :])
    parts = f"<thead>{head}</thead>" * bool(head) + f"<tbody>{body}</tbody>" * bool(body)
    return f"<table{names}>{caption}<colgroup>{columns}</colgroup>{parts}</table>"


def _is_long(row: tuple[Cell | None, ...], widths: tuple[float, ...], page: Page) -> bool:
    """Guess whether a row takes a good part of a page, from the lines of its fullest cell."""
    return any(
        len(_flow(cell.blocks, page)) > LONG_CELL * CHARACTERS_ACROSS * sum(widths[x : x + cell.colspan])
        for x, cell in enumerate(row)
        if cell
    )


def _cell(cell: Cell, page: Page, *, head: bool) -> str:
    """Write a cell; one that names a column or a row says so, an empty one has nothing to name."""
    words = _flow(cell.blocks, page)
    attributes = _classes(ALIGNMENT_CLASSES[cell.alignment])
    attributes += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    attributes += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    if not words or not (head or cell.header):
        return f"<td{attributes}>{words}</td>"
    scope = ("colgroup" if cell.colspan > 1 else "col") if head else "row"
    return f'<th scope="{scope}"{attributes}>{words}</th>'


def _signatures(block: Signatures, page: Page) -> str:
    """Write the parties side by side: who signs, the space to sign in, the name."""
    parties = (
        f'<div class="signataire"><p class="qualite">{inlines_markup(party.title, page.blank)}</p>'
        f'<p class="nom">{inlines_markup(party.name, page.blank)}</p></div>'
        for party in block.parties
    )
    return f'<div class="signatures">{"".join(parties)}</div>'

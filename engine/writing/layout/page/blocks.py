"""The blocks of the tree as HTML.

Headings never skip a rank, whatever levels the tree uses, because PDF/UA-1 (7.4.2) and screen readers ask so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from urllib.parse import quote

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
    ParagraphStyle,
    Reference,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)
from engine.writing.layout.charts.alternative import alternative, has_figures
from engine.writing.layout.charts.svg import drawing
from engine.writing.layout.columns import fitted
from engine.writing.layout.keeping import kept
from engine.writing.layout.measures import CELL_SIDES, LIST_INDENT, PORTRAIT_WIDTH
from engine.writing.layout.page.tables import class_attribute, table_markup
from engine.writing.layout.rows import bound_rows
from engine.writing.layout.signing import SPACE_FOOT, SPACE_HEIGHT, abreast, address_of, signing_rows
from engine.writing.layout.typeset import raised, unbroken
from engine.writing.layout.words import heading_label, printable, printed

SPACES = re.compile(" {2,}|\t")
"""The spaces that HTML would not keep."""

UNBROKEN = re.compile(r"([^ \t\n]{1000})(?=[^ \t\n])")
"""As much of a word as may stand unbroken: Pango takes minutes over 100 000 characters, and loses 300 000 of them."""

WITH_NEXT = "solidaire"
"""The class of a block that stays on the page of the next."""

SPACE_STYLE = f"grid-row:1;align-self:end;display:block;height:{SPACE_HEIGHT}mm;margin-bottom:{SPACE_FOOT}mm"
"""Where the space to sign in stands, in the row of the quality: the style sheet leaves it empty."""

GLUE = ("\u00a0", "\u202f")
"""The spaces that bind a word to what follows."""


PARAGRAPH_CLASSES: dict[ParagraphStyle, str] = {
    "body": "",
    "title": "titre",
    "subtitle": "sous-titre",
    "visa": "visa",
    "centered": "centre",
    "recipient": "destinataire",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What blocks need to know of the page: whether notes are printed, and the rank of each heading by its anchor.

    `width` is that of its text, in points, as the style sheet has it; `signed` says that its places of
    signature are shown.
    """

    blank: bool
    ranks: dict[str, int]
    width: float = PORTRAIT_WIDTH
    signed: bool = False


def blocks_markup(blocks: Iterable[Block], page: Page, *, section: bool = False) -> list[str]:
    """Write each block, of a section or not; the one after a page break is put in a box that begins a new page."""
    written: list[str] = []
    broken = False
    for sheet, found in groupby(kept(blocks, blank=page.blank, section=section), key=lambda one: one.sheet or -id(one)):
        markup = ""
        for one in found:
            broken = broken or isinstance(one.block, PageBreak)
            markup += block_markup(one.block, page, with_next=one.with_next)
        if not markup:
            continue
        markup = f'<div class="fiche">{markup}</div>' if sheet > 0 else markup
        written.append(f'<div class="nouvelle-page">{markup}</div>' if broken else markup)
        broken = False
    return written


def block_markup(block: Block, page: Page, *, with_next: bool = False) -> str:
    """Write one block; one that stays with the next is « solidaire »."""
    bound = WITH_NEXT if with_next else ""
    match block:
        case Paragraph():
            names = class_attribute(PARAGRAPH_CLASSES[block.style], bound)
            return f"<p{names}>{inlines_markup(block.content, page.blank)}</p>"
        case Heading():
            return _heading(block, page)
        case ListBlock():
            return _list(block, page, bound)
        case Table():
            return _table(fitted(block, page.width, blank=page.blank), page, bound)
        case Chart():
            return _chart(block, page, bound)
        case Signatures():
            return _signatures(block, page)
        case PageBreak():
            return ""


def inlines_markup(content: Iterable[Inline], blank: bool) -> str:
    """Write inlines, every character of theirs escaped."""
    return _inlines(printed(content, blank))


def _inlines(content: Iterable[Inline]) -> str:
    """Write inlines; WeasyPrint is told that « n° » and the reference after its no-break space are one.

    It would otherwise break the line at the first space that it finds, and leave « Les » alone on it.
    """
    pieces: list[str] = []
    before: Inline | None = None
    for inline in content:
        if isinstance(inline, Reference) and isinstance(before, Text) and before.text[-1:] in GLUE:
            head, space, glued = unbroken(before.text).rpartition(" ")
            pieces[-1:] = [words_markup(head + space), _link(inline, glued)]
        else:
            pieces.append(_inline(inline))
        before = inline
    return "".join(pieces)


def escaped(text: str) -> str:
    """Make characters ready for HTML, in an element or an attribute."""
    return escape(printable(text))


def words_markup(text: str) -> str:
    """Write characters as they were typed, where HTML would make one space of several, and of an end of line.

    Only those spaces are kept by style: WeasyPrint breaks lines too soon in a paragraph that keeps all of its spaces.
    """
    words = filter(None, UNBROKEN.split(unbroken(text)))
    pieces = (SPACES.sub(r'<span class="espaces">\g<0></span>', _raised(piece)) for piece in words)
    return "<wbr>".join(pieces).replace("\n", "<br>")


def _raised(text: str) -> str:
    return "".join(f"<sup>{escaped(one)}</sup>" if up else escaped(one) for one, up in raised(text))


def link_to(anchor: str) -> str:
    """Address a heading of the same page."""
    return escaped(f"#{quote(anchor)}")


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return words_markup(text)
        case Strong(content) | Emphasis(content):
            tag = "strong" if isinstance(inline, Strong) else "em"
            return f"<{tag}>{_inlines(content)}</{tag}>"
        case LineBreak():
            return "<br>"
        case Reference():
            return _link(inline)
        case Missing(path=path):
            return f'<mark data-chemin="{escaped(path)}">{escaped(inline.text)}</mark>'
        case Note(text):
            return f'<em class="note">{escaped(text)}</em>'


def _link(reference: Reference, glued: str = "") -> str:
    """Link to a heading; what is glued before it is in the link too, so that no line is cut between them."""
    names = class_attribute("renvoi", "insecable" if glued else "")
    return f'<a{names} href="{link_to(reference.anchor)}">{words_markup(glued + reference.text)}</a>'


def _heading(heading: Heading, page: Page) -> str:
    tag = f"h{page.ranks.get(heading.anchor, heading.level + 1)}"
    words = f"{words_markup(heading_label(heading))}{inlines_markup(heading.content, page.blank)}"
    return f'<{tag} class="niveau-{heading.level}" id="{escaped(heading.anchor)}">{words}</{tag}>'


def _list(block: ListBlock, page: Page, bound: str) -> str:
    tag = "ol" if block.ordered else "ul"
    names = class_attribute(bound)
    # WeasyPrint counts by the style alone.
    start = f' start="{block.start}" style="counter-reset:list-item {block.start - 1}"' if block.ordered else ""
    return f"<{tag}{names}{start}>{''.join(f'<li>{_item(item, page)}</li>' for item in block.items)}</{tag}>"


def _item(blocks: tuple[Block, ...], page: Page) -> str:
    """Write the content of an item, several blocks being put in one box (the PDF's LBody)."""
    words = _flow(blocks, _narrower(page, 1, LIST_INDENT))
    return words if _lone_paragraph(blocks) else f"<div>{words}</div>"


def _narrower(page: Page, share: float, taken: float) -> Page:
    """The page as it is known inside a cell or a list."""
    return Page(page.blank, page.ranks, page.width * share - taken)


def _flow(blocks: tuple[Block, ...], page: Page) -> str:
    """Write the blocks of an item or of a cell, a lone paragraph as bare words."""
    lone = _lone_paragraph(blocks)
    return inlines_markup(lone.content, page.blank) if lone else "".join(blocks_markup(blocks, page))


def _lone_paragraph(blocks: tuple[Block, ...]) -> Paragraph | None:
    match blocks:
        case (Paragraph(style="body") as paragraph,):
            return paragraph
    return None


def _table(block: Table, page: Page, bound: str) -> str:
    return table_markup(
        block,
        words_markup(block.caption),
        lambda blocks, share: _flow(blocks, _narrower(page, share, CELL_SIDES)),
        bound_rows(block, page.width, blank=page.blank),
        bound,
    )


def _chart(block: Chart, page: Page, bound: str) -> str:
    """Write a chart under its title; one that has nothing to show says so."""
    title = f"<figcaption>{words_markup(block.title)}</figcaption>" if block.title else ""
    shown = has_figures(block)
    inner = drawing(block, page.width) if shown else f"<p>{escaped(alternative(block))}</p>"
    return f"<figure{class_attribute(bound)}>{title}{inner}</figure>"


def _signatures(block: Signatures, page: Page) -> str:
    """Write the parties side by side, each after the other: who signs, above the space to sign in, and the name."""
    rows = (
        f'<div class="rangee">{"".join(_party(*party, page) for party in enumerate(row, start=1))}</div>'
        for row in signing_rows(block)
    )
    return f'<div class="signatures par-{abreast(len(block.parties))}">{"".join(rows)}</div>'


def _party(column: int, party: Signature, page: Page) -> str:
    address = address_of(party) if page.signed else ""
    place = f'<a href="{address}" style="grid-column:{column};{SPACE_STYLE}"></a>' if address else ""
    return (
        f'<p class="qualite" style="grid-column:{column}">{inlines_markup(party.title, page.blank)}</p>{place}'
        f'<p class="nom" style="grid-column:{column}">{inlines_markup(party.name, page.blank)}</p>'
    )

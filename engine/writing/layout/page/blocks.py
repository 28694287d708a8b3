"""The blocks of the tree as HTML.

Headings never skip a rank, whatever levels the tree uses, because PDF/UA-1 (7.4.2) and screen readers ask so.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from itertools import groupby
from types import MappingProxyType
from typing import Any

from engine.by_identity import ByIdentity
from engine.document import (
    Block,
    Chart,
    Heading,
    Inline,
    ListBlock,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Signature,
    Signatures,
    Table,
)
from engine.writing.layout.charts.alternative import alternative, has_figures
from engine.writing.layout.charts.svg import drawing
from engine.writing.layout.columns import fitted
from engine.writing.layout.keeping import kept
from engine.writing.layout.measures import CELL_SIDES, LIST_INDENT, PORTRAIT_WIDTH
from engine.writing.layout.page.inlines import PREFIX, escaped, facts_behind, inlines_markup, words_markup
from engine.writing.layout.page.tables import Drawn, class_attribute, table_markup
from engine.writing.layout.rows import Bound, bound_rows
from engine.writing.layout.signing import SPACE_FOOT, SPACE_HEIGHT, abreast, address_of, signing_rows
from engine.writing.layout.words import heading_label
from models.records import dataclass

WITH_NEXT = "solidaire"
"""The class of a block that stays on the page of the next."""

SPACE_STYLE = f"grid-row:1;align-self:end;display:block;height:{SPACE_HEIGHT}mm;margin-bottom:{SPACE_FOOT}mm"
"""Where the space to sign in stands, in the row of the quality: the style sheet leaves it empty."""

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
    signature are shown. `embedded`, it is a part of another page, whose policy allows no style in attributes, whose
    ids are its own, and which leads from a fact to the words that it enters; `traits` are the facts of each trait, and
    `shared` what was made of the words that its contracts share.
    """

    blank: bool
    ranks: dict[str, int]
    width: float = PORTRAIT_WIDTH
    signed: bool = False
    embedded: bool = False
    traits: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    shared: ByIdentity[Any] | None = None

    def words(self, content: tuple[Inline, ...]) -> str:
        """Inlines of this page."""
        return self._once(content, "words", self._words)

    def facts(self, content: tuple[Inline, ...]) -> str:
        """The attribute that tells the facts which the words of an element follow from, where they are asked for.

        A fact that is printed by itself is told by its own words.
        """
        return self._once(content, "facts", self._facts) if self.embedded else ""

    def _once(self, content: tuple[Inline, ...], how: str, make: Callable[[tuple[Inline, ...]], str]) -> str:
        return make(content) if self.shared is None else self.shared.of(content, how, lambda: make(content))

    def once(self, rows: Sequence[object], how: Hashable, make: Callable[[], Drawn]) -> Drawn:
        """What is drawn of the rows of a table: of the very same ones, once."""
        return make() if self.shared is None else self.shared.of_all(rows, (how, self.width), make)

    def _words(self, content: tuple[Inline, ...]) -> str:
        return inlines_markup(content, self.blank, embedded=self.embedded)

    def _facts(self, content: tuple[Inline, ...]) -> str:
        found = dict.fromkeys(fact for name in facts_behind(content) for fact in self.traits.get(name, (name,)))
        return f' data-chemins="{escaped(" ".join(found))}"' if found else ""


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
            return f"<p{names}{page.facts(block.content)}>{page.words(block.content)}</p>"
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


def _heading(heading: Heading, page: Page) -> str:
    tag = f"h{page.ranks.get(heading.anchor, heading.level + 1)}"
    words = f"{words_markup(heading_label(heading))}{page.words(heading.content)}"
    name = escaped(PREFIX + heading.anchor if page.embedded else heading.anchor)
    return f'<{tag} class="niveau-{heading.level}" id="{name}"{page.facts(heading.content)}>{words}</{tag}>'


def _list(block: ListBlock, page: Page, bound: str) -> str:
    tag = "ol" if block.ordered else "ul"
    names = class_attribute(bound)
    start = f' start="{block.start}"' if block.ordered else ""
    if block.ordered and not page.embedded:  # WeasyPrint counts by the style alone
        start += f' style="counter-reset:list-item {block.start - 1}"'
    items = (f"<li{_facts_of(item, page)}>{_item(item, page)}</li>" for item in block.items)
    return f"<{tag}{names}{start}>{''.join(items)}</{tag}>"


def _item(blocks: tuple[Block, ...], page: Page) -> str:
    """Write the content of an item, several blocks being put in one box (the PDF's LBody)."""
    words = _flow(blocks, page, 1, LIST_INDENT)
    return words if _lone_paragraph(blocks) else f"<div>{words}</div>"


def _facts_of(blocks: tuple[Block, ...], page: Page) -> str:
    """The facts of an item or of a cell, where its words have no element of their own."""
    lone = _lone_paragraph(blocks) if page.embedded else None
    return page.facts(lone.content) if lone else ""


def _flow(blocks: tuple[Block, ...], page: Page, share: float, taken: float) -> str:
    """Write the blocks of an item or of a cell, a lone paragraph as bare words.

    They have that `share` of the page's width, less the points `taken` at their sides.
    """
    if lone := _lone_paragraph(blocks):
        return page.words(lone.content)
    inside = replace(page, width=page.width * share - taken, signed=False)
    return "".join(blocks_markup(blocks, inside))


def _lone_paragraph(blocks: tuple[Block, ...]) -> Paragraph | None:
    match blocks:
        case (Paragraph(style="body") as paragraph,):
            return paragraph
    return None


def _table(block: Table, page: Page, bound: str) -> str:
    return table_markup(
        block,
        words_markup(block.caption),
        lambda blocks, share: _flow(blocks, page, share, CELL_SIDES),
        Bound(0, 0) if page.embedded else bound_rows(block, page.width, blank=page.blank),
        bound,
        facts=(lambda blocks: _facts_of(blocks, page)) if page.embedded else None,
        once=page.once if page.embedded else None,
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
    # An attribute of style in the file, which is one; a class in a page that allows none.
    names = ("qualite", "nom")
    first, last = (
        (f'<p class="{name} colonne-{column}"' if page.embedded else f'<p class="{name}" style="grid-column:{column}"')
        for name in names
    )
    return (
        f"{first}{page.facts(party.title)}>{page.words(party.title)}</p>{place}"
        f"{last}{page.facts(party.name)}>{page.words(party.name)}</p>"
    )

"""Headings, paragraphs, lists and charts of the tree; tables and signatures are drawn by tables.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from engine.document import (
    Block,
    Chart,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Signatures,
    Table,
)
from engine.writing.layout.charts.alternative import alternative, has_figures
from engine.writing.layout.charts.plan import plan_of
from engine.writing.layout.charts.svg import drawing
from engine.writing.layout.commented import with_notes_gathered
from engine.writing.layout.keeping import is_card
from engine.writing.layout.placing import Passage, Placed, placed
from engine.writing.odt.draft import Draft, Frame, margin
from engine.writing.odt.inline import heading_words, words
from engine.writing.odt.pictures import picture
from engine.writing.odt.styles import CELL_LIST_INDENT, LIST_INDENT, LIST_LEVELS
from engine.writing.odt.tables import signatures, table
from engine.writing.odt.text import marked, paragraph, run

STYLES: dict[ParagraphStyle, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "visa": "Visa",
    "centered": "Centered",
    "recipient": "Recipient",
}


LAST_ROOM = ' fo:margin-bottom="7pt"'


def section_blocks(passages: Iterable[Passage], draft: Draft, frame: Frame) -> str:
    """Write the blocks of a section, each clause with its mark in the first of its paragraphs."""
    placed = chain.from_iterable(one.placed for one in passages)
    written = ((_placed(one, draft, frame), one.clause) for one in placed)
    return "".join(marked(text, draft.mark(clause)) for text, clause in written if text)


def blocks(content: Sequence[Block], draft: Draft, frame: Frame) -> str:
    """Write blocks one after the other, some of them kept on the page of what follows."""
    return "".join(_placed(one, draft, frame) for one in placed(content, draft.blank))


def _placed(one: Placed, draft: Draft, frame: Frame) -> str:
    kept = frame.keep_with_next or one.with_next
    return _block(one.block, draft, replace(frame, keep_with_next=kept, whole=one.whole))


def _block(block: Block, draft: Draft, frame: Frame) -> str:
    match block:
        case Paragraph():
            style = STYLES.get(block.style, frame.plain)
            name = draft.paragraph(style, frame, lines=is_card(block), indent=margin(frame))
            return paragraph(name, words(block.content, draft))
        case Heading():
            return _heading(block, draft, frame)
        case ListBlock():
            return _list(block, draft, frame)
        case Table():
            return table(block, draft, frame, blocks)
        case Chart():
            return _chart(block, draft, frame)
        case Signatures():
            return signatures(block, draft, frame)
        case PageBreak():
            draft.page_break = True
            return ""


def _heading(block: Heading, draft: Draft, frame: Frame) -> str:
    level = min(max(block.level, 1), 4)
    style = draft.paragraph(f"Heading_20_{level}", replace(frame, keep_with_next=False), indent=margin(frame))
    inner = heading_words(block, draft)
    return f'<text:h text:style-name="{style}" text:outline-level="{level}">{inner}</text:h>'


def _chart(block: Chart, draft: Draft, frame: Frame) -> str:
    """Write a chart under its title, both on one page; one that has nothing to show says so."""
    title = ""
    if block.title:
        title = paragraph(draft.paragraph("Caption", frame, keep=True, indent=margin(frame)), run(block.title))
    if not has_figures(block):
        return title + paragraph(draft.paragraph(frame.plain, frame, indent=margin(frame)), run(alternative(block)))
    plan = plan_of(block, frame.width)
    member = draft.picture(drawing(block, frame.width).encode(), "svg")
    shown = picture(member, plan.width, plan.height, alternative(block), "Graphique")
    return title + paragraph(draft.paragraph("Figure", frame, indent=margin(frame)), shown)


def _list(block: ListBlock, draft: Draft, frame: Frame) -> str:
    """Write a list of its own, which counts from its start whatever lists came before.

    The first two items stay together, and the last two; the last ones alone stay with what follows the list. What no
    item may hold (a table, a chart: 5.3.3) is written between two parts of the list, under the words of its item.
    """
    name = f"{'Numbers' if block.ordered else 'Bullets'}{'_20_of_20_cells' * frame.in_cell}"
    step = CELL_LIST_INDENT if frame.in_cell else LIST_INDENT
    inner = replace(
        frame,
        width=frame.width - step,
        plain=frame.plain if frame.in_cell else "List_20_Contents",
        level=min(frame.level + 1, LIST_LEVELS),
        indent=frame.indent + step,
        alignment="left",
        keep_with_next=False,
        last=False,
    )
    bound = replace(inner, keep_with_next=True)
    last = len(block.items) - 1
    ends = {last - 1, *([last] if frame.keep_with_next else [])}
    parts: list[tuple[bool, str]] = []
    for position, item in enumerate(block.items):
        place = bound if position in ends or (position == 0 < last and len(item) == 1) else inner
        place = replace(place, last=position == last and (frame.level == 0 or frame.last))
        parts += _item(item, block.start + position if block.ordered else 0, draft, place)
    return "".join(
        f'<text:list text:style-name="{name}">{"".join(words)}</text:list>' if listed else "".join(words)
        for listed, words in _runs(parts)
    )


def _runs(parts: list[tuple[bool, str]]) -> Iterator[tuple[bool, list[str]]]:
    """What stands in a list, then what stands out of it, in turn."""
    for listed, some in groupby(parts, key=lambda part: part[0]):
        yield listed, [words for _, words in some]


def _item(item: tuple[Block, ...], number: int, draft: Draft, frame: Frame) -> list[tuple[bool, str]]:
    """Write an item: what a list may hold, then, out of it, what follows the first table or chart."""
    gathered = with_notes_gathered(item, draft.blank)
    if not gathered or not isinstance(gathered[0], Paragraph):
        gathered = [Paragraph(()), *gathered]
    cut = next((n for n, one in enumerate(gathered) if not _may_be_listed(one)), len(gathered))
    inside = ""
    for position, block in enumerate(gathered[:cut]):
        announces = position == 0 and isinstance(block, Paragraph) and block.keep_with_next
        keep = position == 0 and frame.keep_with_next
        place = replace(frame, keep_with_next=keep or announces, last=frame.last and position == cut - 1)
        inside += _listed(block, draft, place)
    start = f' text:start-value="{number}"' if number else ""
    parts = [(True, f"<text:list-item{start}>{inside}</text:list-item>")]
    if cut < len(gathered):
        parts.append((False, blocks(gathered[cut:], draft, replace(frame, level=0))))
    return parts


def _may_be_listed(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return all(_may_be_listed(one) for item in block.items for one in item)
    return isinstance(block, Paragraph | Heading | PageBreak)


def _listed(block: Block, draft: Draft, frame: Frame) -> str:
    """Write a block of an item, whose margin is that of the list."""
    match block:
        case Paragraph():
            room = LAST_ROOM * (frame.last and not frame.in_cell)
            return paragraph(draft.paragraph(frame.plain, frame, indent=room), words(block.content, draft))
        case PageBreak():
            return ""
        case ListBlock():
            return _list(block, draft, frame)
        case _:
            return _block(block, draft, replace(frame, indent=0))

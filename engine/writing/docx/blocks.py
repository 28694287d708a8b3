"""Headings, paragraphs and lists of the tree; tables and signatures are drawn by docx_tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.document import (
    Alignment,
    Block,
    Chart,
    Heading,
    Inline,
    ListBlock,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)
from engine.writing.docx.charts import chart
from engine.writing.docx.draft import LEVELS, LIST_INDENT, Draft, Frame
from engine.writing.docx.inline import heading_words, words
from engine.writing.docx.shared import ANYWHERE, shared, shared_passage
from engine.writing.docx.tables import signatures, spacer, table
from engine.writing.docx.text import marked, paragraph
from engine.writing.layout.commented import with_notes_gathered
from engine.writing.layout.keeping import is_card
from engine.writing.layout.measures import RECIPIENT
from engine.writing.layout.placing import Passage, Placed, placed

CELL_LIST_INDENT = 227
"""The same as LIST_INDENT, in a cell (4 mm)."""

JUSTIFICATIONS: dict[Alignment, str] = {
    "left": "",
    "right": '<w:jc w:val="right"/>',
    "center": '<w:jc w:val="center"/>',
}


def written_passages(passages: Iterable[Passage], draft: Draft, frame: Frame) -> list[bytes]:
    """Write the passages of a section, each clause with its mark in the first of its paragraphs."""
    return [text for one in passages if (text := shared_passage(one, draft, frame, _passage))]


def _passage(passage: Passage, draft: Draft, frame: Frame) -> str:
    written = [(one, _placed(one, draft, frame)) for one in passage.placed]
    return "".join([marked(text, draft.mark(one.clause)) for one, text in written if text])


def blocks(content: Sequence[Block], draft: Draft, frame: Frame) -> str:
    """Write blocks one after the other, some of them kept on the page of what follows."""
    return "".join(_placed(one, draft, frame) for one in placed(content, draft.blank))


def _placed(one: Placed, draft: Draft, frame: Frame) -> str:
    return shared(one.block, draft, _framed(one, frame), _block)


def _framed(one: Placed, frame: Frame) -> Frame:
    kept = frame.keep_with_next or one.with_next
    if (kept, one.whole) == (frame.keep_with_next, frame.whole):  # most blocks
        return frame
    return frame._replace(keep_with_next=kept, whole=one.whole)


def _in_cell(content: Sequence[Block], draft: Draft, frame: Frame) -> str:
    """Write the blocks of a cell, which is shared as a whole."""
    return "".join(_block(one.block, draft, _framed(one, frame)) for one in placed(content, draft.blank))


def _block(block: Block, draft: Draft, frame: Frame) -> str:
    match block:
        case Paragraph():
            if block.style == "recipient":
                frame = frame._replace(indent=RECIPIENT * 20)
            style = frame.plain if block.style in ("body", "recipient") else block.style
            lines = "<w:keepLines/>" if is_card(block) else ""
            return _paragraph(style, words(block.content, draft), draft, frame, lines=lines)
        case Heading():
            style = f"heading {min(max(block.level, 1), 4)}"
            return _paragraph(style, heading_words(block, draft), draft, frame, keep_with_next=True)
        case ListBlock():
            return _list(block, draft, frame)
        case Table():
            return _on_new_page(draft) + table(block, draft, frame, _in_cell)
        case Chart():
            return chart(block, draft, frame)
        case Signatures():
            return _on_new_page(draft) + signatures(block, draft, frame)
        case PageBreak():
            draft.page_break = True
            return ""


def _paragraph(
    style: str,
    runs: str,
    draft: Draft,
    frame: Frame,
    *,
    keep_with_next: bool = False,
    lines: str = "",
    numbering: str = "",
) -> str:
    """Write a paragraph; its properties stand in the order of the schema (ECMA-376, 17.3.1.26).

    `lines` keeps those of a card on one page.
    """
    keep = "<w:keepNext/>" if keep_with_next or frame.keep_with_next else ""
    page_break, draft.page_break = ("<w:pageBreakBefore/>" if draft.page_break else ""), False
    hanging = f' w:hanging="{_list_indent(frame)}"' if numbering else ""
    indent = f'<w:ind w:left="{frame.indent}"{hanging}/>' if frame.indent else ""
    return paragraph(
        draft.styles[style], runs, f"{keep}{lines}{page_break}{numbering}{indent}{JUSTIFICATIONS[frame.alignment]}"
    )


def _on_new_page(draft: Draft) -> str:
    """Write the page break that waits before a table: an empty line, since a table cannot begin a page by itself."""
    if not draft.page_break:
        return ""
    draft.page_break = False
    return spacer(draft, "<w:pageBreakBefore/>")


def _list(block: ListBlock, draft: Draft, frame: Frame) -> str:
    """Write a list; what follows the first paragraph of an item is set under its first words.

    The first two items stay together, and the last two, lest one ends or begins a page alone; the last ones alone stay
    with what follows the list.
    """
    level, keep = min(frame.level + 1, LEVELS - 1), frame.keep_with_next
    number = draft.list_number(ordered=block.ordered, level=level, start=block.start)
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    step = _list_indent(frame)
    inner = frame._replace(
        width=frame.width - step,
        plain="list" if frame.plain == "body" else frame.plain,
        level=level,
        indent=frame.indent + step,
        alignment="left",
        keep_with_next=False,
    )
    bound = inner._replace(keep_with_next=True)
    last = len(block.items) - 1
    ends = {last - 1, *([last] if keep else [])}
    return "".join(
        _item(item, numbering, draft, bound if position in ends or (position == 0 < last and len(item) == 1) else inner)
        for position, item in enumerate(block.items)
    )


def _list_indent(frame: Frame) -> int:
    return CELL_LIST_INDENT if "cell" in frame.plain else LIST_INDENT


def _words(content: tuple[Inline, ...], draft: Draft, _: Frame) -> str:
    return words(content, draft)


def _item(item: tuple[Block, ...], numbering: str, draft: Draft, frame: Frame) -> str:
    first, *others = with_notes_gathered(item, draft.blank) or [Paragraph(())]
    if not isinstance(first, Paragraph):
        first, others = Paragraph(()), [first, *others]
    keep = first.keep_with_next
    said = shared(first.content, draft, ANYWHERE, _words) if len(first.content) > 1 else words(first.content, draft)
    head = _paragraph(frame.plain, said, draft, frame, keep_with_next=keep, numbering=numbering)
    return head + blocks(others, draft, frame)

"""The body of the contract, put in the letterhead where its « {{p corps }} » stands."""

from __future__ import annotations

from collections.abc import Sequence

from engine.document import Document, Heading, Section
from engine.writing.docx.blocks import blocks, section_blocks
from engine.writing.docx.contents import table_of_contents
from engine.writing.docx.draft import Draft, Frame
from engine.writing.docx.pages import PageSetup
from engine.writing.docx.tables import spacer
from engine.writing.layout.outline import SUMMARY_LEVELS
from engine.writing.layout.setting import PageNumbers
from engine.writing.layout.words import opening_and_body


def body(
    document: Document, draft: Draft, pages: PageSetup, outline: Sequence[Heading], numbers: PageNumbers
) -> tuple[str, str]:
    """Write the body, and the w:sectPr of its last section, which the letterhead holds where its own stands.

    `outline` are the headings of the document, in order; `numbers` tells their pages.

    Word keeps the properties of a section in its last paragraph (ECMA-376, 17.6.17), so that every section but the
    last ends with its own.
    """
    opening, sections = opening_and_body(document)
    sections = sections or (Section(()),)
    written: list[str] = []
    for position, section in enumerate(sections):
        frame = Frame(pages.width(landscape=section.landscape))
        if position == 0:
            written.append(blocks(opening, draft, frame))
            contents = _contents(document, draft, outline, numbers) if document.table_of_contents else ""
            written.append(contents)
            draft.page_break = bool(contents)
        text = section_blocks(section, draft, frame) or spacer(draft)
        draft.page_break = False
        properties = pages.section(first=position == 0, landscape=section.landscape)
        if position < len(sections) - 1:
            text = _ended_by(text, properties)
        written.append(text)
    return "".join(written), properties


def _contents(document: Document, draft: Draft, outline: Sequence[Heading], numbers: PageNumbers) -> str:
    listed = any(heading.level <= SUMMARY_LEVELS for heading in outline)
    return table_of_contents(outline, draft, numbers(document)) if listed else ""


def _ended_by(text: str, properties: str) -> str:
    """Put the properties of a section in its last paragraph, at their place in the schema: after all the others."""
    last = text.rindex("<w:p><w:pPr>")
    end = text.index("</w:pPr>", last)
    return f"{text[:end]}{properties}{text[end:]}"

"""The body of the contract, put in the letterhead where its « {{p corps }} » stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.document import Document, Heading
from engine.writing.docx.blocks import blocks, written_passages
from engine.writing.docx.contents import table_of_contents
from engine.writing.docx.draft import Draft, Frame
from engine.writing.docx.prepared import PageSetup
from engine.writing.docx.tables import spacer
from engine.writing.layout.outline import SUMMARY_LEVELS
from engine.writing.layout.placing import pages_of
from engine.writing.layout.setting import PageNumbers
from engine.writing.layout.words import opening_and_body


class Body(NamedTuple):
    """The text of a contract, block by block, and the w:sectPr of its sections.

    The letterhead holds the last of these, where its own stands; the text holds the others.
    """

    pieces: list[bytes]
    sections: list[str]


def body(document: Document, draft: Draft, pages: PageSetup, outline: Sequence[Heading], numbers: PageNumbers) -> Body:
    """Write the body.

    `outline` are the headings of the document, in order; `numbers` tells their pages.

    Word keeps the properties of a section in its last paragraph (ECMA-376, 17.6.17), so that every section but the
    last ends with its own.
    """
    opening, _ = opening_and_body(document)
    written = Body([], [])
    for position, section in enumerate(pages_of(document)):
        frame = Frame(pages.width(landscape=section.landscape))
        if position == 0:
            contents = _contents(document, draft, outline, numbers) if document.table_of_contents else ""
            written.pieces.extend((blocks(opening, draft, frame).encode(), contents.encode()))
            draft.page_break = bool(contents)
        else:
            written.pieces.append(_ended_by(written.pieces.pop(), written.sections[-1]))
        written.pieces.extend(written_passages(section.passages, draft, frame) or [spacer(draft).encode()])
        written.sections.append(pages.section(first=position == 0, landscape=section.landscape))
        draft.page_break = False
    return written


def _contents(document: Document, draft: Draft, outline: Sequence[Heading], numbers: PageNumbers) -> str:
    listed = any(heading.level <= SUMMARY_LEVELS for heading in outline)
    return table_of_contents(outline, draft, numbers(document)) if listed else ""


def _ended_by(text: bytes, properties: str) -> bytes:
    """Put the properties of a section in its last paragraph, at their place in the schema: after all the others."""
    last = text.rindex(b"<w:p><w:pPr>")
    end = text.index(b"</w:pPr>", last)
    return b"".join((text[:end], properties.encode(), text[end:]))

"""The table of contents: a Word field whose stored result is already right, but for the page numbers.

Nobody but Word knows on which page a heading falls. A field marked dirty, or w:updateFields in the settings, has Word
ask « this document contains fields that may refer to other files » each time the contract is opened, which a
signatory must not see. So the titles and their links are stored, and the page numbers are PAGEREF fields without a
result: Word fills them in by itself on print preview, printing and export to PDF, or on F9.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.document import Heading
from engine.writing.docx.draft import Draft, heading_bookmark
from engine.writing.docx.text import field, paragraph, run
from engine.writing.text import heading_label, words_of

TITLE = "Sommaire"
LEVELS = 2
"""The table goes down to the headings of this level."""

INSTRUCTION = f'TOC \\o "1-{LEVELS}" \\h \\z \\u'


def table_of_contents(headings: Iterable[Heading], draft: Draft) -> str:
    """Write the table of contents, in the frame that lets a reader of Word update it; nothing where no heading is."""
    entries = [
        _entry(heading, heading_bookmark(position))
        for position, heading in enumerate(headings)
        if heading.level <= LEVELS
    ]
    if not entries:
        return ""
    opening, closing = field(INSTRUCTION, "\0").split("\0")
    entries[0] = (entries[0][0], opening + entries[0][1])
    entries[-1] = (entries[-1][0], entries[-1][1] + closing)
    written = "".join(paragraph(draft.styles[style], content) for style, content in entries)
    title = paragraph(draft.styles["contents title"], run(TITLE))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{title}{written}</w:sdtContent></w:sdt>"
    )


def _entry(heading: Heading, anchor: str) -> tuple[str, str]:
    """The style and the words of one entry, linked to its heading."""
    title = " ".join((heading_label(heading) + words_of(heading.content, blank=False)).split("\n"))
    page = field(f"PAGEREF {anchor} \\h", "")
    link = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(title)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
    return f"contents {max(heading.level, 1)}", link

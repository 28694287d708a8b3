"""The table of contents: a Word field whose stored result already says the titles and their pages.

A field marked dirty, or w:updateFields in the settings, has Word ask « this document contains fields that may refer to
other files » each time the contract is opened, which a signatory must not see. So the titles, their links and their
pages are stored. The pages are told without a layout (docx.told_pages), and may be one off: the PAGEREF fields stay
live, and Word makes them right on print preview, printing and export to PDF, or on F9.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.by_identity import ByIdentity
from engine.document import Heading
from engine.writing.docx.draft import Draft, heading_bookmark
from engine.writing.docx.text import field, paragraph, run
from engine.writing.layout.outline import SUMMARY_LEVELS
from engine.writing.layout.words import heading_label, words_of

TITLE = "Sommaire"
INSTRUCTION = f'TOC \\o "1-{SUMMARY_LEVELS}" \\h \\z \\u'


def table_of_contents(headings: Iterable[Heading], draft: Draft, pages: Mapping[str, int]) -> str:
    """Write the table of contents, in the frame that lets a reader of Word update it; nothing where no heading is.

    `pages` gives the page of a heading by its anchor; without it, Word alone says the page.
    """
    listed = [(one, position) for position, one in enumerate(headings) if one.level <= SUMMARY_LEVELS]
    told = tuple([(position, pages.get(one.anchor)) for one, position in listed])
    make = lambda: _written([one for one, _ in listed], told, draft)  # noqa: E731
    return _CONTENTS.of_all([one for one, _ in listed], (draft.look, told), make) if listed else ""


_CONTENTS: ByIdentity[str] = ByIdentity(64)


def _written(headings: Iterable[Heading], told: Iterable[tuple[int, int | None]], draft: Draft) -> str:
    """Write the entries, each with the position of its heading and its page."""
    entries = [
        _entry(heading, heading_bookmark(position), page)
        for heading, (position, page) in zip(headings, told, strict=True)
    ]
    opening, closing = field(INSTRUCTION, "\0").split("\0")
    entries[0] = (entries[0][0], opening + entries[0][1])
    entries[-1] = (entries[-1][0], entries[-1][1] + closing)
    written = "".join(paragraph(draft.styles[style], content) for style, content in entries)
    title = paragraph(draft.styles["contents title"], run(TITLE))
    return (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{title}{written}</w:sdtContent></w:sdt>"
    )


def _entry(heading: Heading, anchor: str, number: int | None) -> tuple[str, str]:
    """The style and the words of one entry, linked to its heading."""
    title = " ".join((heading_label(heading) + words_of(heading.content, blank=False)).split("\n"))
    page = field(f"PAGEREF {anchor} \\h", run(str(number)) if number else "")
    link = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run(title)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
    return f"contents {max(heading.level, 1)}", link

"""The table of contents: an index whose stored entries already say the titles and their pages.

The pages are those of our own layout by Typst, which LibreOffice's may differ from by a page or two until the index is
brought up to date (Tools, Update): it stays live.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.document import Heading
from engine.writing.layout.outline import SUMMARY_LEVELS
from engine.writing.layout.words import heading_label, words_of
from engine.writing.odt.draft import heading_bookmark
from engine.writing.odt.text import paragraph, run

TITLE = "Sommaire"


def table_of_contents(headings: Iterable[Heading], pages: Mapping[str, int]) -> str:
    """Write the table of contents; nothing where no heading is. `pages` gives that of a heading by its anchor."""
    entries = [
        _entry(heading, heading_bookmark(position), pages.get(heading.anchor))
        for position, heading in enumerate(headings)
        if heading.level <= SUMMARY_LEVELS
    ]
    if not entries:
        return ""
    templates = "".join(map(_template, range(1, SUMMARY_LEVELS + 1)))
    title = paragraph("Contents_20_Heading", run(TITLE))
    return (
        f'<text:table-of-content text:name="{TITLE}" text:style-name="Contents" text:protected="true">'
        f'<text:table-of-content-source text:outline-level="{SUMMARY_LEVELS}" text:use-index-marks="false">'
        f'<text:index-title-template text:style-name="Contents_20_Heading">{TITLE}</text:index-title-template>'
        f"{templates}</text:table-of-content-source><text:index-body>"
        f'<text:index-title text:name="{TITLE}_titre">{title}</text:index-title>{"".join(entries)}</text:index-body>'
        "</text:table-of-content>"
    )


def _template(level: int) -> str:
    return (
        f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
        "<text:index-entry-link-start/><text:index-entry-text/>"
        '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
        "<text:index-entry-link-end/></text:table-of-content-entry-template>"
    )


def _entry(heading: Heading, anchor: str, number: int | None) -> str:
    title = " ".join((heading_label(heading) + words_of(heading.content, blank=False)).split("\n"))
    address = f'xlink:type="simple" xlink:href="#{anchor}" text:style-name="Link" text:visited-style-name="Link"'
    link = f"<text:a {address}>{run(title)}<text:tab/>{number or ''}</text:a>"
    return paragraph(f"Contents_20_{max(heading.level, 1)}", link)

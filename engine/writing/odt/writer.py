"""The ODT writer: the tree as OpenDocument text, in the page of a letterhead or in the library's own.

As in a DOCX, the body is written as strings, each value escaped: no template, no parser, and the same bytes each time.
"""

from __future__ import annotations

from engine.carried import marks, packed
from engine.document import Document
from engine.writing.layout.opening import first_page
from engine.writing.layout.outline import SUMMARY_LEVELS, headings, positions
from engine.writing.layout.placing import pages_of
from engine.writing.layout.setting import PageNumbers, Setting, Written
from engine.writing.layout.store import carried_by
from engine.writing.layout.words import opening_and_body
from engine.writing.layout.written_lines import lines_of
from engine.writing.odt.around import lines_around
from engine.writing.odt.blocks import blocks, section_blocks
from engine.writing.odt.contents import table_of_contents
from engine.writing.odt.draft import Draft, Frame
from engine.writing.odt.package import part, properties, settings, zipped
from engine.writing.odt.pages import FIRST, LANDSCAPE, OTHERS, Pages, pages
from engine.writing.odt.styles import ACCENT, FONT, named_styles
from engine.writing.odt.text import paragraph

PREFIXES = ("office", "style", "text", "table", "draw", "fo", "svg", "xlink", "dc", "meta")
FONTS = (
    f'<office:font-face-decls><style:font-face style:name="{FONT}" svg:font-family="&apos;{FONT}&apos;, Arial"'
    ' style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>'
)


def write(document: Document, setting: Setting) -> Written:
    """Write the contract; raises InputError for a logo that cannot be read."""
    _, sections = opening_and_body(document)
    outline = headings(sections)
    lines = lines_of(document)
    body = Draft(document.blank, positions(outline), document.date, marks=list(marks(lines).items()))
    around = Draft(document.blank, {}, document.date, named="entete")
    paper = setting.stationery
    listed = [heading for heading in outline if heading.level <= SUMMARY_LEVELS]
    lying = bool(sections) and sections[0].landscape
    sheets = pages(document, around, paper, first_page(document, listed, paper).title_top, lying)
    text = _body(document, body, sheets, setting.numbers)
    accent = (paper.accent if paper else "") or ACCENT
    content = (
        f"{FONTS}<office:automatic-styles>{body.automatic()}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body>"
    )
    styles = (
        f"{FONTS}{named_styles(accent, sheets.portrait_width)}<office:automatic-styles>{around.automatic()}"
        f"{sheets.layouts}</office:automatic-styles><office:master-styles>{sheets.masters}</office:master-styles>"
    )
    around_it = lines_around(sheets.masters, landscape=any(section.landscape for section in sections))
    members = {
        "content.xml": part("office:document-content", content, *PREFIXES),
        "styles.xml": part("office:document-styles", styles, *PREFIXES),
        "meta.xml": properties(document, packed(carried_by(document, (*lines, *around_it), "odt", setting.charte))),
        "settings.xml": settings(),
    }
    return zipped({**members, **body.pictures, **around.pictures}), []


def _body(document: Document, draft: Draft, sheets: Pages, numbers: PageNumbers) -> str:
    """Write the sections, each on pages of its own kind, after the title and the table of contents."""
    opening, sections = opening_and_body(document)
    written: list[str] = []
    for position, section in enumerate(pages_of(document)):
        frame = Frame(sheets.landscape_width if section.landscape else sheets.portrait_width)
        draft.master = FIRST if position == 0 else LANDSCAPE if section.landscape else OTHERS
        if position == 0:
            written.append(blocks(opening, draft, frame))
            outline = headings(sections)
            contents = table_of_contents(outline, numbers(document)) if document.table_of_contents else ""
            written.append(contents)
            draft.page_break = bool(contents)
        written.append(section_blocks(section.passages, draft, frame))
        draft.page_break = False
    return "".join(written) + paragraph("Thin", "") * written[-1].endswith("</table:table>")

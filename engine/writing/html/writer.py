"""A self-contained, accessible HTML page: it refers to no other file."""

from __future__ import annotations

from engine.carried import packed
from engine.document import Document
from engine.errors import Finding, Severity
from engine.seals import sealed, with_origin
from engine.writing.layout.page.markup import page_markup, stylesheet
from engine.writing.layout.setting import Setting, Written
from engine.writing.layout.store import carried_by
from engine.writing.layout.written_lines import lines_of

WITHOUT_LETTERHEAD = Finding(
    "charte-html",
    "La page HTML ne montre rien de la charte : ni son en-tête, ni son pied, ni ses couleurs.",
    Severity.INFORMATION,
    hint="Les formats DOCX, ODT et PDF ont la charte.",
)
_END = b"</html>"


def write(document: Document, setting: Setting) -> Written:
    """Write the page; a letterhead is not shown, and that is said."""
    carried = packed(carried_by(document, lines_of(document), "html"))
    content = with_origin(write_html(document).encode(), _END, carried, ("<!--", "-->\n"))
    return sealed(content, _END, "<!-- {} -->\n"), [WITHOUT_LETTERHEAD] * (setting.charte is not None)


def write_html(document: Document) -> str:
    """Write the contract as one HTML file, its style sheet inside; raises InputError for a logo that cannot be read."""
    return page_markup(document, f"<style>\n{stylesheet()}</style>\n", on_screen=True)

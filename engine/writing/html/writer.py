"""A self-contained, accessible HTML page: it refers to no other file."""

from __future__ import annotations

from engine.document import Document
from engine.errors import Finding, Severity
from engine.seals import sealed
from engine.writing.layout.page.markup import page_markup, stylesheet
from engine.writing.layout.setting import Setting, Written

WITHOUT_LETTERHEAD = Finding(
    "charte-html",
    "La page HTML ne montre rien de la charte : ni son en-tête, ni son pied, ni ses couleurs.",
    Severity.INFORMATION,
    hint="Les formats DOCX, ODT et PDF ont la charte.",
)


def write(document: Document, setting: Setting) -> Written:
    """Write the page; a letterhead is not shown, and that is said."""
    content = sealed(write_html(document).encode(), b"</html>", "<!-- {} -->\n")
    return content, [WITHOUT_LETTERHEAD] * (setting.charte is not None)


def write_html(document: Document) -> str:
    """Write the contract as one HTML file, its style sheet inside; raises InputError for a logo that cannot be read."""
    return page_markup(document, f"<style>\n{stylesheet()}</style>\n")

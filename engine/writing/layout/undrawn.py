"""The characters of a contract that no shipped font draws, told before its reader finds an empty box."""

from __future__ import annotations

import unicodedata

from engine.by_identity import ByIdentity
from engine.document import Document
from engine.errors import Finding, Severity
from engine.writing.layout.charts import charts, words_drawn
from engine.writing.layout.fonts import MEANINGLESS, usual_spaces
from engine.writing.layout.measured_fonts import measured
from engine.writing.layout.plain import of_each_text
from engine.writing.layout.words import printable

WITHOUT_DRAWING = ("Cf", "Zl", "Zp", "Zs")
"""Unicode's general categories of what has no drawing of its own: format characters, separators and spaces."""


_USED: ByIdentity[frozenset[str]] = ByIdentity()


def uncovered_characters(document: Document) -> set[str]:
    """Find the characters of a contract that none of the shipped fonts can draw."""
    letterhead = document.letterhead
    words = (
        *(document.title, letterhead.title, letterhead.authority, letterhead.manager),
        *(printable(word) for chart in charts(document.sections) for word in words_drawn(chart)),
    )
    used = _used("".join(words)).union(*of_each_text(document, _USED, _used))
    if max(used, default="").isascii():
        return set()
    uncovered = {
        c for c in used - measured().covered if not c.isspace() and unicodedata.category(c) not in WITHOUT_DRAWING
    }
    return uncovered | set(MEANINGLESS.findall("".join(used)))


def _used(text: str) -> frozenset[str]:
    return frozenset(unicodedata.normalize("NFC", usual_spaces(text)))


def font_findings(document: Document) -> list[Finding]:
    """Warn, in one finding, of the characters that the PDF cannot show."""
    missing = sorted(uncovered_characters(document))
    if not missing:
        return []
    names = ", ".join(f"« {c} » (U+{ord(c):04X})" if c.isprintable() else f"U+{ord(c):04X}" for c in missing)
    return [
        Finding(
            "police-caractere",
            f"Aucune police fournie ne dessine : {names}. Le PDF montre un cadre vide ou « \ufffd » à leur place.",
            Severity.WARNING,
            hint="Les formats DOCX, ODT, HTML et TXT gardent ces caractères ; remplacez-les si le PDF doit être signé.",
        )
    ]

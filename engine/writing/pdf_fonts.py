"""The fonts of the PDFs: those shipped in data/polices and no other, so that a contract looks the same everywhere.

Fontconfig replaces a missing font by any other of the machine without a word. Here it is shown our fonts alone, and
`uncovered_characters` names what none of them can draw.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from engine.document import Document
from engine.errors import Finding, Severity
from engine.writing.text import write_text

UNDRAWN_CATEGORIES = ("Cc", "Cf", "Zl", "Zp", "Zs")
"""Unicode's general categories of what has no drawing of its own: controls, format characters and spaces."""

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def fonts_directory() -> Path:
    """Find the fonts that are shipped."""
    return Path(str(files("engine.referentiels"))) / "polices"


@contextmanager
def only_our_fonts() -> Iterator[None]:
    """Hide the fonts of the machine from what reads Fontconfig's configuration inside this block.

    Fontconfig takes its configuration from the environment, which is put back as it was on leaving.
    """
    former = os.environ.get("FONTCONFIG_FILE")
    with TemporaryDirectory(prefix="cpom-") as directory:
        configuration = Path(directory) / "fonts.conf"
        settings = CONFIGURATION.format(fonts=escape(str(fonts_directory())), cache=escape(directory))
        configuration.write_text(settings, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(configuration)
        try:
            yield
        finally:
            if former is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = former


@cache
def font_configuration() -> Any:
    """Read the fonts, once a process."""
    with only_our_fonts():
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - costs 0.7 s, and needs Pango

        return FontConfiguration()


def uncovered_characters(document: Document) -> set[str]:
    """Find the characters of a contract that none of the shipped fonts can draw."""
    letterhead = document.letterhead
    words = (write_text(document), document.title, letterhead.title, letterhead.authority, letterhead.manager)
    drawn = {c for c in unicodedata.normalize("NFC", "".join(words)) if ord(c) > 0x7E}
    return {c for c in drawn - _covered() if unicodedata.category(c) not in UNDRAWN_CATEGORIES}


def font_findings(document: Document) -> list[Finding]:
    """Warn, in one finding, of the characters that the PDF shows as an empty box."""
    missing = sorted(uncovered_characters(document)) if not write_text(document).isascii() else []
    if not missing:
        return []
    names = ", ".join(f"« {c} » (U+{ord(c):04X})" for c in missing)
    return [
        Finding(
            "police-caractere",
            f"Aucune police fournie ne dessine : {names}. Le PDF montre un cadre vide à leur place.",
            Severity.WARNING,
            hint="Les formats DOCX, HTML et TXT gardent ces caractères ; remplacez-les si le PDF doit être signé.",
        )
    ]


@cache
def _covered() -> frozenset[str]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a PDF is made

    covered: set[str] = set()
    for path in fonts_directory().glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            covered.update(map(chr, font.getBestCmap()))
    return frozenset(covered)

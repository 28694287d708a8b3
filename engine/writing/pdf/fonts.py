"""The fonts of the PDFs: those shipped in data/polices and no other, so that a contract looks the same everywhere.

Fontconfig replaces a missing font by any other of the machine without a word. Here it is shown our fonts alone, and
`uncovered_characters` names what none of them can draw.
"""

from __future__ import annotations

import os
import re
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
from engine.writing.charts import charts, words_drawn
from engine.writing.text import printable, write_text

WITHOUT_DRAWING = ("Cf", "Zl", "Zp", "Zs")
"""Unicode's general categories of what has no drawing of its own: format characters, separators and spaces."""

TOLD_WRONGLY = re.compile(
    "[^\\W\\d_][\u0300-\u036f]+|\\S\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:\u200d\\S\ufe0f?[\U0001f3fb-\U0001f3ff]?)+"
)
"""Letters with marks that make no single character with them, and pictures made of several; one mark is no trouble."""

MEANINGLESS = re.compile("[\x7f-\x84\x86-\x9f\ufff9-\ufffb\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Controls and private characters: PDF/A-3a (ISO 19005-3, 6.2.11.7.3) refuses a character without a public meaning."""

SPACES = {"\t": "\u2003", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
"""A tab stop may fall right where a word ends, and glue it to the next one; a space of one em never does."""

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
    """Read the shipped fonts, once a process."""
    return new_font_configuration()


def new_font_configuration() -> Any:
    """Read the shipped fonts, for a style sheet that adds fonts of its own."""
    with only_our_fonts():
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - costs 0.7 s, and needs Pango

        return FontConfiguration()


def drawable(text: str) -> str:
    """Replace what no font may draw by « \ufffd », which is seen, and rare spaces by usual ones."""
    return MEANINGLESS.sub("\ufffd", _usual_spaces(text))


def _usual_spaces(text: str) -> str:
    """Replace rare spaces one after the other: ten times as fast as `str.translate`, where there is none to replace."""
    for rare, usual in SPACES.items():
        text = text.replace(rare, usual)
    return text


def uncovered_characters(document: Document) -> set[str]:
    """Find the characters of a contract that none of the shipped fonts can draw."""
    letterhead = document.letterhead
    words = (
        *(write_text(document), document.title, letterhead.title, letterhead.authority, letterhead.manager),
        *(printable(word) for chart in charts(document.sections) for word in words_drawn(chart)),
    )
    used = set(unicodedata.normalize("NFC", _usual_spaces("".join(words))))
    if max(used).isascii():
        return set()
    uncovered = {
        c for c in used - covered_characters() if not c.isspace() and unicodedata.category(c) not in WITHOUT_DRAWING
    }
    return uncovered | set(MEANINGLESS.findall("".join(used)))


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
            hint="Les formats DOCX, HTML et TXT gardent ces caractères ; remplacez-les si le PDF doit être signé.",
        )
    ]


def engine_findings(document: Document, engine: str) -> list[Finding]:
    """Propose WeasyPrint where Typst draws the letters of a contract and tells them wrongly to who copies them."""
    text = unicodedata.normalize("NFC", "".join(write_text(document)))
    found = {match[0] for match in TOLD_WRONGLY.finditer(text)} if engine == "typst" else set()
    shown = sorted(one for one in found if len(unicodedata.normalize("NFD", one)) > len("n\u0304"))
    if not shown:
        return []
    message = f"Typst peut mal rendre {', '.join(f'« {one} »' for one in shown)} : deux fois à la copie, ou en partie."
    hint = "Relisez ces mots dans le PDF, ou mettez-le en page par WeasyPrint (--moteur weasyprint)."
    return [Finding("moteur-caractere", message, Severity.WARNING, hint=hint)]


@cache
def covered_characters() -> frozenset[str]:
    """The characters that one of the shipped fonts draws."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only where a PDF is made

    covered: set[str] = set()
    for path in fonts_directory().glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            covered.update(map(chr, font.getBestCmap()))
    return frozenset(covered)

"""The fonts of the PDFs: those shipped in data/polices and no other, so that a contract looks the same everywhere.

What none of them draws is told by engine.writing.layout.undrawn.
"""

from __future__ import annotations

from pathlib import Path

from engine.shipped import shipped
from models.regexes import regex

MEANINGLESS = regex("[\x7f-\x84\x86-\x9f\ufff9-\ufffb\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Controls and private characters: PDF/A-3a (ISO 19005-3, 6.2.11.7.3) refuses a character without a public meaning."""

SPACES = {"\t": "\u2003", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
"""A tab stop may fall right where a word ends, and glue it to the next one; a space of one em never does."""


def fonts_directory() -> Path:
    """Find the fonts that are shipped."""
    return shipped("engine.referentiels") / "polices"


def drawable(text: str) -> str:
    """Replace what no font may draw by « \ufffd », which is seen, and rare spaces by usual ones."""
    return MEANINGLESS.sub("\ufffd", usual_spaces(text))


def usual_spaces(text: str) -> str:
    """Replace rare spaces one after the other: ten times as fast as `str.translate`, where there is none to replace."""
    for rare, usual in SPACES.items():
        text = text.replace(rare, usual)
    return text

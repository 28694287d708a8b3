"""The words that Typst draws well and tells wrongly to who copies them."""

from __future__ import annotations

import unicodedata

from engine.by_identity import ByIdentity
from engine.document import Document
from engine.errors import Finding, Severity
from engine.writing.layout.plain import of_each_text
from models.regexes import regex

TOLD_WRONGLY = regex(
    "[^\\W\\d_][\u0300-\u036f]+|\\S\ufe0f?[\U0001f3fb-\U0001f3ff]?(?:\u200d\\S\ufe0f?[\U0001f3fb-\U0001f3ff]?)+"
)
"""Letters with marks that make no single character with them, and pictures made of several; one mark is no trouble."""


_FOUND: ByIdentity[frozenset[str]] = ByIdentity()


def told_wrongly(document: Document) -> list[Finding]:
    """Propose WeasyPrint where Typst draws the letters of a contract and tells them wrongly to who copies them."""
    shown = sorted(set().union(*of_each_text(document, _FOUND, _found)))
    if not shown:
        return []
    message = f"Typst peut mal rendre {', '.join(f'« {one} »' for one in shown)} : deux fois à la copie, ou en partie."
    hint = "Relisez ces mots dans le PDF, ou mettez-le en page par WeasyPrint (--moteur weasyprint)."
    return [Finding("moteur-caractere", message, Severity.WARNING, hint=hint)]


def _found(text: str) -> frozenset[str]:
    found = {match[0] for match in TOLD_WRONGLY.finditer(unicodedata.normalize("NFC", text))}
    return frozenset(one for one in found if len(unicodedata.normalize("NFD", one)) > len("n\u0304"))

"""The seal of a PDF: a comment of the file, which no reader shows (ISO 32000-1, 7.2.4), before its end."""

from __future__ import annotations

from engine.document import Document
from engine.seals import sealed, told


def sealed_pdf(content: bytes, document: Document) -> bytes:
    """The PDF of a document with its seal, and the keywords, which its own metadata hold compressed."""
    said = told(document.keywords).replace("{}", "")
    return sealed(content, b"startxref", f"%{{}} {said}\n")

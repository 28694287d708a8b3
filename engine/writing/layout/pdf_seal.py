"""The end of a PDF: what it was made from, and its seal, as comments, which no reader shows (ISO 32000-1, 7.2.4)."""

from __future__ import annotations

from pathlib import Path

from engine.carried import packed
from engine.document import Document
from engine.seals import sealed, told, with_origin
from engine.writing.layout.store import carried_by
from engine.writing.layout.written_lines import lines_of

_END = b"startxref"


def sealed_pdf(content: bytes, document: Document, engine: str, charte: Path | None) -> bytes:
    """The PDF of a document with what it carries, its seal, and the keywords, which its own metadata hold compressed.

    `engine` typeset it, in the letterhead `charte`, or in the library's own page.
    """
    said = told(document.keywords).replace("{}", "")
    carried = packed(carried_by(document, lines_of(document), engine, charte))
    return sealed(with_origin(content, _END, carried), _END, f"%{{}} {said}\n")

"""From the tree to files. One writer a format, all listed here; each reads the tree and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from engine.document import Document


def _docx(document: Document, charte: Path | None) -> bytes:
    from engine.writing.docx.letterhead import load_letterhead  # noqa: PLC0415
    from engine.writing.docx.writer import write_docx  # noqa: PLC0415 - heavy: only where a DOCX is made

    return write_docx(document, load_letterhead(charte))


def _pdf(document: Document, charte: Path | None) -> bytes:  # noqa: ARG001 - a PDF has the library's own page
    from engine.writing.pdf import write_pdf  # noqa: PLC0415 - WeasyPrint costs 0.7 s to import

    return write_pdf(document)


def _html(document: Document, charte: Path | None) -> bytes:  # noqa: ARG001
    from engine.writing.html import write_html  # noqa: PLC0415

    return write_html(document).encode()


def _txt(document: Document, charte: Path | None) -> bytes:  # noqa: ARG001
    from engine.writing.text import write_text  # noqa: PLC0415

    return write_text(document).encode()


WRITERS: Mapping[str, Callable[[Document, Path | None], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
    "txt": _txt,
}
"""The writers by the name of their format, which is also the extension of their files."""

"""From the tree to files. One writer a format, all listed here; each reads the tree and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from engine.document import Document
from engine.errors import Finding, InputError, Severity
from engine.workbook import Workbook
from engine.writing.engines import PDF_ENGINES


def _docx(document: Document, charte: Path | None) -> bytes:
    from engine.writing.docx.letterhead import load_letterhead  # noqa: PLC0415
    from engine.writing.docx.writer import write_docx  # noqa: PLC0415 - heavy: only where a DOCX is made

    return write_docx(document, load_letterhead(charte))


def _pdf(document: Document, charte: Path | None) -> bytes:
    return _laid_out(document, charte, "weasyprint")[0]


def _laid_out(document: Document, charte: Path | None, engine: str) -> tuple[bytes, list[Finding]]:
    """A PDF in the page of a letterhead, or in the library's own, with what of the letterhead it does not show."""
    if charte is None:
        return PDF_ENGINES[engine](document, None), []
    from engine.writing.docx.letterhead import load_letterhead  # noqa: PLC0415
    from engine.writing.docx.stationery import read_stationery  # noqa: PLC0415

    stationery = read_stationery(document, load_letterhead(charte))
    return PDF_ENGINES[engine](document, stationery), list(stationery.findings)


def _html(document: Document, charte: Path | None) -> bytes:  # noqa: ARG001
    from engine.writing.html.page import write_html  # noqa: PLC0415

    return write_html(document).encode()


def _txt(document: Document, charte: Path | None) -> bytes:  # noqa: ARG001
    from engine.writing.text import write_text  # noqa: PLC0415

    return write_text(document).encode()


def cautions(document: Document, extension: str) -> list[Finding]:
    """What the reader of a format must know of it: in a PDF, characters that no shipped font draws."""
    if extension != "pdf":
        return []
    from engine.writing.pdf.fonts import font_findings  # noqa: PLC0415

    return font_findings(document)


def letterhead_findings(path: Path) -> tuple[Finding, ...]:
    """What must be mended in a letterhead before a DOCX can use it."""
    from engine.writing.docx.letterhead import load_letterhead  # noqa: PLC0415

    try:
        load_letterhead(path)
    except InputError as error:
        return error.findings
    return ()


def logo_findings(path: Path) -> tuple[Finding, ...]:
    """What forbids a logo in every format, and what is left out of it."""
    from engine.writing.pictures import picture_findings  # noqa: PLC0415

    return picture_findings(str(path))


WITHOUT_LETTERHEAD = Finding(
    "charte-html",
    "La page HTML ne montre rien de la charte : ni son en-tête, ni son pied, ni ses couleurs.",
    Severity.INFORMATION,
    hint="Les formats DOCX et PDF ont la charte.",
)

WRITERS: Mapping[str, Callable[[Document, Path | None], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
    "txt": _txt,
}
"""The writers by the name of their format, which is also the extension of their files."""


def written(
    document: Document, extension: str, charte: Path | None, engine: str = "weasyprint"
) -> tuple[bytes, list[Finding]]:
    """A document in a format, with what its reader must know of it; `engine` lays out a PDF (engines.pdf_engine).

    Raises:
        InputError: where it cannot be written in this format, or with this letterhead.
    """
    if extension == "pdf":
        from engine.writing.pdf.fonts import engine_findings  # noqa: PLC0415

        content, lost = _laid_out(document, charte, engine)
        return content, [*lost, *cautions(document, extension), *engine_findings(document, engine)]
    if extension == "html" and charte is not None:
        return WRITERS[extension](document, charte), [WITHOUT_LETTERHEAD]
    return WRITERS[extension](document, charte), cautions(document, extension)


def write_workbook(workbook: Workbook) -> bytes:
    """A workbook as an XLSX file.

    Raises:
        InputError: where a text is longer than a cell can hold.
    """
    from engine.writing.xlsx.writer import write_xlsx  # noqa: PLC0415 - openpyxl: only where an XLSX is made

    return write_xlsx(workbook)

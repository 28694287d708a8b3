"""What lays out a PDF: WeasyPrint, or Typst, which needs no library of the system and is ten times quicker.

Both make the same text, the same tags and the same attachment, PDF/A-3a and PDF/UA-1; their lines break apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from engine.document import Document
from engine.errors import Finding, Severity
from engine.writing.layout.stationery import Stationery

TYPST_INSTEAD = Finding(
    "moteur-typst",
    "La bibliothèque Pango est absente de cette machine : Typst met en page les PDF, au lieu de WeasyPrint.",
    Severity.INFORMATION,
)


def _weasyprint(document: Document, stationery: Stationery | None = None) -> bytes:
    from engine.writing.pdf.writer import write_pdf  # noqa: PLC0415 - WeasyPrint costs 0.7 s to import

    return write_pdf(document, stationery)


def _typst(document: Document, stationery: Stationery | None = None) -> bytes:
    from engine.writing.typst.writer import write_pdf  # noqa: PLC0415 - 30 MB

    return write_pdf(document, stationery)


class Engine(Protocol):
    """Lays out a PDF, in the page of a letterhead where one is given."""

    def __call__(self, document: Document, stationery: Stationery | None = None) -> bytes:
        """Write the contract; raises InputError for a logo that cannot be read."""
        ...


PDF_ENGINES: Mapping[str, Engine] = {"weasyprint": _weasyprint, "typst": _typst}
"""The engines by the name that asks for them; the first is taken where nothing is asked."""


def warm_engine(engine: str) -> None:
    """Import now what lays out PDFs, for a process that will make many."""
    import_module(engine)


def pdf_engine(asked: str = "") -> tuple[str, list[Finding]]:
    """Choose what lays out PDFs: what is asked, else WeasyPrint, or Typst where Pango is missing, and then say so."""
    if asked:
        return asked, []
    from engine.writing.pdf.writer import pango_is_there  # noqa: PLC0415

    return ("weasyprint", []) if pango_is_there() else ("typst", [TYPST_INSTEAD])

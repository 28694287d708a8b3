"""What typesets a PDF: WeasyPrint, or Typst, which needs no library of the system and is ten times quicker.

Both make the same text, the same tags and the same attachment, PDF/A-3a and PDF/UA-1; their lines break apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from engine.errors import Finding, Severity

TYPST_INSTEAD = Finding(
    "moteur-typst",
    "La bibliothèque Pango est absente de cette machine : Typst met en page les PDF, au lieu de WeasyPrint.",
    Severity.INFORMATION,
)

ENGINES: Mapping[str, str] = {"weasyprint": "pdf", "typst": "typst"}
"""The folder of engine.writing of each engine, by the name that asks for it; the first is the usual one."""


def warm_engine(engine: str) -> None:
    """Import now what typesets PDFs, for a process that will make many."""
    import_module(engine)


def pdf_engine(asked: str = "") -> tuple[str, list[Finding]]:
    """Choose what typesets PDFs: what is asked, else WeasyPrint, or Typst where Pango is missing, and then say so."""
    if asked:
        return asked, []
    from engine.writing.pdf.writer import pango_is_there  # noqa: PLC0415

    return ("weasyprint", []) if pango_is_there() else ("typst", [TYPST_INSTEAD])

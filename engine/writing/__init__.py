"""From the tree to files. One folder a format, all listed in formats.py; each reads the tree and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from engine.document import Document
from engine.errors import Finding, InputError
from engine.writing.formats import FORMATS, writer_of

if TYPE_CHECKING:  # they load what reads pictures, and what makes workbooks
    from engine.workbook import Workbook
    from engine.writing.layout.setting import Written
    from engine.writing.layout.stationery import Stationery


def written(document: Document, name: str, charte: Path | None, engine: str = "weasyprint") -> Written:
    """A document in a format of FORMATS, with what its reader must know of it.

    `charte` is the file of a letterhead, None for the library's own; `engine` typesets a PDF (engines.pdf_engine).

    Raises:
        InputError: where it cannot be written in this format, or with this letterhead.
    """
    from engine.writing.layout.setting import Setting  # noqa: PLC0415 - it loads what reads pictures

    stationery = _stationery(document, charte, name) if charte and FORMATS[name].on_paper else None
    content, findings = writer_of(name, engine)(document, Setting(charte, stationery, _numbers))
    return content, [*(stationery.findings if stationery else ()), *findings]


def _stationery(document: Document, charte: Path, name: str) -> Stationery:
    from engine.writing.docx.letterhead import load_letterhead  # noqa: PLC0415 - heavy: only for a letterhead
    from engine.writing.docx.stationery import read_stationery  # noqa: PLC0415

    return read_stationery(document, load_letterhead(charte), name)


def _numbers(document: Document) -> Mapping[str, int]:
    """The pages of the headings, for an ODT, which has the look of our own layout."""
    from engine.writing.typst.writer import pages_of_contents  # noqa: PLC0415 - 30 MB: only where pages are told

    return pages_of_contents(document)


def letterhead_findings(path: Path) -> tuple[Finding, ...]:
    """What must be fixed in a letterhead before a DOCX can use it."""
    from engine.writing.docx.letterhead import load_letterhead  # noqa: PLC0415

    try:
        load_letterhead(path)
    except InputError as error:
        return error.findings
    return ()


def logo_findings(path: Path) -> tuple[Finding, ...]:
    """What forbids a logo in every format, and what is left out of it."""
    from engine.writing.layout.pictures import picture_findings  # noqa: PLC0415

    return picture_findings(str(path))


def write_workbook(workbook: Workbook) -> bytes:
    """A workbook as an XLSX file.

    Raises:
        InputError: where a text is longer than a cell can hold.
    """
    from engine.writing.xlsx.writer import write_xlsx  # noqa: PLC0415 - XlsxWriter: only where an XLSX is made

    return write_xlsx(workbook)

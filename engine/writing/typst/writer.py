"""A PDF made by Typst from the tree: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file.

The same text, tags and attachment as engine.writing.pdf.writer, ten times quicker and without a library of the system.
The template is ours and never holds a word of a contract: the tree goes to it as data.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.document import Document
from engine.writing.pdf.fonts import fonts_directory, uncovered_characters
from engine.writing.pdf.stand_in import stand_in_font
from engine.writing.typst.page import document_data
from engine.writing.typst.structure import mend_structure

TEMPLATE = ("main.typ", "blocks.typ", "styles.typ")

STANDARDS = ["a-3a", "ua-1"]


def write_pdf(document: Document) -> bytes:
    """Write the contract as a PDF; raises InputError for a logo that cannot be read."""
    data = json.dumps(document_data(document), ensure_ascii=False).encode()
    undrawn = uncovered_characters(document)
    if not undrawn:
        return _laid_out(_compiler(), document, data)
    with TemporaryDirectory(prefix="cpom-") as folder:
        (Path(folder) / "cadres.ttf").write_bytes(stand_in_font(undrawn))
        return _laid_out(_new_compiler(folder), document, data)


def _laid_out(compiler: Any, document: Document, data: bytes) -> bytes:
    content: bytes = compiler.compile(
        input={**_template(), "document.json": data},
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(document.date, time(), UTC),
    )
    return mend_structure(content)


@cache
def _template() -> dict[str, bytes]:
    """The template, read once a process."""
    return {name: (files("engine.writing.typst") / name).read_bytes() for name in TEMPLATE}


@cache
def _compiler() -> Any:
    """A compiler that has read the shipped fonts, one for the process: it keeps what it has laid out already."""
    return _new_compiler()


def _new_compiler(*folders: str) -> Any:
    """A compiler that knows the shipped fonts and those of these folders, and no other of the machine."""
    import typst  # noqa: PLC0415 - 30 MB: only where a PDF is made

    paths = [str(fonts_directory()), *folders]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)
    return typst.Compiler(font_paths=fonts)

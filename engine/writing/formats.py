"""The formats of documents: to add one is to add its folder, whose `writer.py` has a `write`, and its line here."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from engine.writing.engines import ENGINES
from models.records import dataclass

if TYPE_CHECKING:  # it loads what reads pictures, which most commands never do
    from engine.writing.layout.setting import Writer


@dataclass(frozen=True, slots=True)
class Format:
    """A format by the folder of engine.writing that writes it, and what it is, for who reads the help.

    One that is `on_paper` draws the page of a letterhead by itself, and is told of it as stationery; one that is
    `traced` says of each part of the tree where it comes from.
    """

    folder: str
    what: str = ""
    on_paper: bool = False
    traced: bool = False


FORMATS: Mapping[str, Format] = {
    "docx": Format("docx"),
    "odt": Format("odt", "LibreOffice", on_paper=True),
    "pdf": Format("pdf", on_paper=True),
    "html": Format("html"),
    "txt": Format("text"),
    "json": Format("json", "l'arbre du document, pour d'autres logiciels", traced=True),
}
"""The formats of documents by their name, which is also the extension of their files; the first is the usual one."""

WORKBOOK = "xlsx"
"""The format of workbooks, which are another tree (engine.workbook)."""


def writer_of(name: str, engine: str = "") -> Writer:
    """What writes a format, imported when it is asked for; `engine` typesets a PDF."""
    folder = ENGINES[engine] if name == "pdf" and engine else FORMATS[name].folder
    writer: Writer = import_module(f"engine.writing.{folder}.writer").write
    return writer

"""A PDF made by Typst from the tree: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file.

The same text, tags and attachment as engine.writing.pdf.writer, ten times quicker and without a library of the system.
The template is ours and never holds a word of a contract: the tree goes to it as data.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from engine.document import Document
from engine.errors import Finding, InputError
from engine.shipped import shipped
from engine.writing.layout.fonts import fonts_directory
from engine.writing.layout.measured_fonts import measured
from engine.writing.layout.pdf_seal import sealed_pdf
from engine.writing.layout.setting import Setting, Written
from engine.writing.layout.signing import with_signing_places
from engine.writing.layout.stand_in import stand_in_font
from engine.writing.layout.stationery import Stationery
from engine.writing.layout.undrawn import font_findings
from engine.writing.temporary import temporary_folder
from engine.writing.typst.page import Drawn, drawn
from engine.writing.typst.structure import fix_structure
from engine.writing.typst.told_wrongly import told_wrongly
from models.regexes import regex

TEMPLATE = ("main.typ", "blocks.typ", "styles.typ")

STANDARDS = ["a-3a", "ua-1"]

PAGES = "query(heading.where(outlined: true)).map(found => found.location().page())"
"""Asks the pages of the headings of the table of contents, in their order."""

NO_GLYPH = "could not be displayed with font"
"""What Typst says of a character without a drawing, which its standards refuse (ISO 19005-3, 6.2.11.8)."""
_TOO_LONG = "PDF string is longer than"
"""What it says of a name beyond 32,767 bytes (6.1.13)."""

_TURNS = Lock()
"""The compiler of a process typesets for one thread at a time: it refuses a second one (« Already borrowed »)."""

INVISIBLE = regex(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""Unicode's Default_Ignorable_Code_Point: what no font need draw."""


def write(document: Document, setting: Setting) -> Written:
    """Write the contract in the page of a letterhead, or in the library's own."""
    content = with_signing_places(write_pdf(document, setting.stationery), document)
    return sealed_pdf(content, document, "typst", setting.charte), [*font_findings(document), *told_wrongly(document)]


def write_pdf(document: Document, stationery: Stationery | None = None) -> bytes:
    """Write the contract as a PDF; raises InputError for a logo that cannot be read."""
    contract = drawn(document, stationery)
    undrawn = _undrawn(contract.json)
    if not undrawn:
        with _TURNS:
            return _laid_out(_compiler(), document, contract)
    with temporary_folder("typst") as folder:
        (Path(folder) / "cadres.ttf").write_bytes(stand_in_font(undrawn))
        compiler = _new_compiler(folder)
        try:
            return _laid_out(compiler, document, contract)
        except RuntimeError as error:
            if NO_GLYPH not in str(error):
                raise
            # An accent that no font draws, on a letter that one does: no font has both.
            return _laid_out(compiler, document, contract.without(undrawn))


def pages_of_contents(document: Document) -> dict[str, int]:
    """The page of each heading of the table of contents, by its anchor; nothing where Typst cannot typeset it.

    What is typeset here is cached by Typst: the PDF of the same contract then costs little more than its writing.
    """
    contract = drawn(document)
    if not contract.anchors:
        return {}
    try:
        import typst  # noqa: PLC0415 - 30 MB: only where a page is typeset

        with _given(contract.without(_undrawn(contract.json))) as given:
            compiler: Any = typst.Compiler(**given, font_paths=_fonts())
            pages = json.loads(compiler.eval(PAGES, format="json"))
    except RuntimeError:
        return {}
    return dict(zip(contract.anchors, pages, strict=True))


def _undrawn(text: str) -> set[str]:
    """Find the characters that no shipped font draws, as they are or taken apart: Typst makes no file with them."""
    if text.isascii():
        return set()
    missing = set(text) - measured().covered
    missing |= set(unicodedata.normalize("NFKD", "".join(sorted(missing)))) - measured().covered
    return {c for c in missing if not c.isspace() and not INVISIBLE.match(c)}


def _laid_out(compiler: Any, document: Document, contract: Drawn) -> bytes:
    try:
        with _given(contract) as given:
            content: bytes = compiler.compile(
                **given,
                pdf_standards=STANDARDS,
                timestamp=datetime.combine(document.date, time(), UTC),
            )
    except RuntimeError as error:
        if _TOO_LONG not in str(error):
            raise
        message = "un nom ou un titre du contrat a plus de 32 767 caractères, ce qu'un PDF/A ne peut pas dire."
        hint = "Raccourcissez-le, ou choisissez --moteur weasyprint."
        raise InputError([Finding("texte-trop-long", message, hint=hint, source="ISO 19005-3, 6.1.13")]) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        _compiler.cache_clear()  # one that has panicked is of no more use
        raise RuntimeError(f"Typst: {error}") from error  # or it would end the whole run, as an interruption does
    return fix_structure(content)


@cache
def _template() -> dict[str, bytes]:
    """The template, read once a process."""
    return {name: (shipped("engine.writing.typst") / name).read_bytes() for name in TEMPLATE}


@cache
def _compiler() -> Any:
    """A compiler that has read the shipped fonts, one for the process: it keeps what it has typeset already."""
    return _new_compiler()


def _new_compiler(*folders: str) -> Any:
    """A compiler that knows the shipped fonts and those of these folders, and no other of the machine."""
    import typst  # noqa: PLC0415 - 30 MB: only where a page is typeset

    return typst.Compiler(font_paths=_fonts(*folders))


def _fonts(*folders: str) -> Any:
    """The shipped fonts, found once a process, or those with the ones of these folders."""
    return _found(*folders) if folders else _shipped()


@cache
def _shipped() -> Any:
    return _found()


def _found(*folders: str) -> Any:
    import typst  # noqa: PLC0415

    paths = [str(fonts_directory()), *folders]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=paths)


@contextmanager
def _given(contract: Drawn) -> Iterator[dict[str, Any]]:
    """What a compiler is given: the template and the contract, in a folder of their own.

    It parses each time what it is given in memory, the contract as if it were a template too; and bytes are handed to
    it one by one, as 200,000 numbers. The files of a folder it only reads, and parses those that have changed.
    """
    inputs = {**_template(), **contract.files()}
    with ExitStack() as until:
        given: dict[str, Any] = {"input": inputs}
        with suppress(OSError):  # a disk that is full, or that one may not write on
            folder = until.enter_context(temporary_folder("typst"))
            for name, content in inputs.items():
                (Path(folder) / name).write_bytes(content)
            given = {"input": str(Path(folder) / TEMPLATE[0]), "root": folder}
        yield given

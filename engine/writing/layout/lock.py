"""The lock of a document that is written: what it was drafted with, its format, letterhead, logos, fonts, versions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from engine.document import Document
from engine.lock import Lock, fingerprint_of, ordered
from engine.makers import PRINTED, versions_by
from engine.writing.layout.fonts import fonts_directory
from engine.writing.layout.measured_fonts import measured

_WITHOUT_LOGOS = ("json",)
NEUTRAL = "chartes/neutre.docx"
"""The letterhead of a DOCX that names none, among the engine's data."""


def lock_of(document: Document, maker: str, charte: Path | None) -> Lock:
    """The lock of a document that `maker` writes, a format or the engine of a PDF, in a letterhead (None: its own)."""
    made_with = document.made_with
    is_pdf = maker in ("weasyprint", "typst")
    asked = (("format", "pdf" if is_pdf else maker), *((("moteur", maker),) if is_pdf else ()))
    logos = [*_logos(document)] if maker not in _WITHOUT_LOGOS else []
    versions = [(f"version/{name}", version) for name, version in versions_by(maker, logos=bool(logos))]
    things = [*(made_with.parts if made_with else ()), *logos, *versions]
    if maker in PRINTED:
        things += [("polices", measured().fingerprint), *_letterhead(maker, charte)]
    return Lock((*asked, *(made_with.asked if made_with else ())), ordered(things))


def _letterhead(maker: str, charte: Path | None) -> Iterator[tuple[str, str]]:
    if charte:
        yield from _file("charte", charte)
    elif maker == "docx":
        yield from _of_ours(NEUTRAL)


@cache
def _of_ours(name: str) -> tuple[tuple[str, str], ...]:
    """A letterhead among the engine's data, which is read once a process."""
    return tuple(_file("charte", fonts_directory().parent / name))


def _logos(document: Document) -> Iterator[tuple[str, str]]:
    for path in (document.letterhead.authority_logo, document.letterhead.manager_logo):
        if path:
            yield from _file("logo", Path(path))


def _file(kind: str, path: Path) -> Iterator[tuple[str, str]]:
    """A file that a description names, without its folder; nothing of one that cannot be read, which is told."""
    with suppress(OSError, ValueError):
        yield f"{kind}/{path.name}", fingerprint_of(path.read_bytes())

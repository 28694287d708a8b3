"""What makes documents: the packages, and the libraries of the system, whose versions decide of their bytes.

It is one list. The lock of a document says those that made it, the machines of a run compare all of them, and a
contract is drafted again where one of them changed.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain

from engine.versions import version_of

_ALWAYS = ("cpom", "jinja2", "markdown-it-py", "num2words", "holidays", "deflate")
"""The packages that the words of every document come through, and what packs those that it carries."""
_PACKAGES: Mapping[str, tuple[str, ...]] = {
    "docx": ("docxtpl", "python-docx", "lxml"),
    "odt": ("typst",),
    "weasyprint": ("weasyprint", "pydyf", "fonttools", "pypdf"),
    "typst": ("typst", "fonttools", "pypdf"),
}
"""Those that make a format, or the PDF of an engine; Typst tells the pages of an ODT's table of contents."""
_LOGOS = ("pillow",)
PRINTED = tuple(_PACKAGES)
"""What makes documents of pages, in a letterhead and with the fonts of cpom: formats, and engines of a PDF."""


def versions_by(maker: str, *, logos: bool) -> Iterator[tuple[str, str]]:
    """What a format, or the engine of a PDF, makes a document with, `logos` or none, each thing with its version."""
    for package in (*_ALWAYS, *_PACKAGES.get(maker, ()), *(_LOGOS if logos else ())):
        yield package, version_of(package)
    yield from _of_the_system(maker == "weasyprint")


def every_version(*, by_weasyprint: bool) -> dict[str, str]:
    """The same, whatever makes them; that of Pango, which takes long to load, where PDFs are made `by_weasyprint`.

    WeasyPrint is then imported already (engine.writing.pdf).
    """
    packages = dict.fromkeys((*_ALWAYS, *chain.from_iterable(_PACKAGES.values()), *_LOGOS))
    return {name: version_of(name) for name in packages} | dict(_of_the_system(by_weasyprint))


def _of_the_system(by_weasyprint: bool) -> Iterator[tuple[str, str]]:
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    if by_weasyprint:
        yield "pango", _pango()


@cache
def _pango() -> str:
    from weasyprint.text.ffi import pango  # noqa: PLC0415 - already there, where a PDF is made

    number = int(pango.pango_version())
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"

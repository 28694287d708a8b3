"""The words of the headers and footers of an ODT, page by page of those that it has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from lxml import etree

from engine.carried import Line, Words
from engine.writing.layout.written_lines import says
from engine.writing.odt.package import NAMESPACES
from engine.writing.odt.pages import LANDSCAPE

_BANDS: Final[tuple[Literal["header", "footer"], ...]] = ("header", "footer")
_COUNTERS: Final = ("page-number", "page-count")
_SIGNS: Final = {"tab": "\t", "line-break": "\n"}


def lines_around(masters: str, *, landscape: bool) -> list[Line]:
    """The lines of the headers, then of the footers; what several pages say alike is said once.

    `masters` declares the kinds of pages; `landscape` says whether one of them lies on its side.
    """
    declared = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in NAMESPACES)
    pages = [one for one in etree.fromstring(f"<x{declared}>{masters}</x>") if landscape or _name(one) != LANDSCAPE]
    found: list[Line] = []
    known: set[tuple[Line, ...]] = set()
    for kind in _BANDS:
        for page in pages:
            said = tuple(line for band in page.iterchildren(f"{{*}}{kind}") for line in _lines(band, kind))
            found += said if said not in known else ()
            known.add(said)
    return found


def _name(master: etree._Element) -> str:
    return master.get(f"{{{NAMESPACES['style']}}}name", "")


def _lines(band: etree._Element, kind: Literal["header", "footer"]) -> Iterator[Line]:
    for paragraph in band.iter("{*}p"):
        text = "".join(_letters(paragraph))
        if says(text):
            yield Line((Words(text),), kind)


def _letters(above: etree._Element) -> Iterator[str]:
    """The letters of a paragraph: numbers of pages are none of its words."""
    yield above.text or ""
    for child in above:
        name = etree.QName(child).localname
        if name == "s":
            yield " " * int(child.get(f"{{{NAMESPACES['text']}}}c", "1"))
        elif name not in _COUNTERS:
            yield _SIGNS.get(name, "")
            yield from _letters(child)
        yield child.tail or ""

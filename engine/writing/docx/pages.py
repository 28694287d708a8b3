"""Sections of WordprocessingML: the letterhead's own page, upright or on its side, with its header and footer."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Final

from lxml import etree

from engine.elements import nsdecls, qn
from engine.writing.docx.parser import parse_xml
from engine.writing.docx.prepared import PageSetup
from models.regexes import regex

A4_PAGE: Final = f"""<w:sectPr {nsdecls("w")}><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>
</w:sectPr>"""
"""The page of a letterhead that says nothing of it, in twentieths of a point."""

LONGEST: Final = 31_680
"""The longest side of a page that Word takes: 22 inches."""

NARROWEST: Final = 560
"""The least that a page leaves to its text, upright or on its side: 1 cm, under which it takes hundreds of pages."""

MEASURE: Final = regex(r"(-?\d{1,7}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi|)")
UNITS: Final = {"": 1, "pt": 20, "pc": 240, "pi": 240, "in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54}
"""The twentieths of a point in each unit."""

LENGTHS: Final = tuple(
    f"w:{name}" for name in ["w", "h", "top", "bottom", "left", "right", "header", "footer", "gutter", "space"]
)


def page_setup(section: etree._Element, declared: Mapping[str | None, str]) -> PageSetup:
    """Read the page of a letterhead from the w:sectPr that its body stands in.

    `declared` holds the namespaces of the whole document, by prefix, which each section need not repeat.

    The first section is the letterhead's own, first page header included; the others have no first page of their own,
    begin on a new page and go on numbering.
    """
    size, margins = (_child(section, name) for name in ("w:pgSz", "w:pgMar"))
    for element in section.iter(qn("w:pgSz"), qn("w:pgMar"), qn("w:cols"), qn("w:col")):
        _settle(element)
    short, long = sorted((int(size.get(qn("w:w"), 11906)), int(size.get(qn("w:h"), 16838))))
    taken = sum(int(margins.get(qn(f"w:{side}"), 0)) for side in ("left", "right", "gutter"))
    sections = {
        (first, landscape): _without(
            declared, _section(section, (long, short) if landscape else (short, long), first=first)
        )
        for first in (True, False)
        for landscape in (True, False)
    }
    return PageSetup(_column(section, short - taken), _column(section, long - taken), sections)


def unusable(section: etree._Element) -> str:
    """What the page of a section does, its lengths settled, that leaves no contract in it; empty where nothing."""
    size, margins = (_child(section, name) for name in ("w:pgSz", "w:pgMar"))
    short, long = sorted((int(size.get(qn("w:w"), 11906)), int(size.get(qn("w:h"), 16838))))
    across = sum(int(margins.get(qn(f"w:{side}"), 0)) for side in ("left", "right", "gutter"))
    down = sum(abs(int(margins.get(qn(f"w:{side}"), 0))) for side in ("top", "bottom"))
    if long > LONGEST:
        return "a une page plus longue que Word ne l’accepte (55,88 cm)"
    if min(_column(section, short - across), short - down) < NARROWEST:
        return "a une page sans place pour le texte, debout ou couchée"
    return ""


def twips(measure: str) -> int:
    """A length in twentieths of a point, from a number of them or from a number with its unit (ECMA-376-1, 22.9.2.14).

    Raises:
        ValueError: where it is no length.
    """
    found = MEASURE.fullmatch(measure.strip())
    if not found:
        raise ValueError(measure)
    return round(float(found[1]) * UNITS[found[2]])


def _settle(element: etree._Element) -> None:
    """Write the lengths of an element as the whole numbers that every reader knows."""
    for name in LENGTHS:
        if measure := element.get(qn(name)):
            element.set(qn(name), str(twips(measure)))


def _column(section: etree._Element, width: int) -> int:
    """The width of the text: that of the narrowest column where there are several."""
    columns = section.find(qn("w:cols"))
    if columns is None:
        return width
    own = [int(column.get(qn("w:w"), 0)) for column in columns]
    if own and columns.get(qn("w:equalWidth"), "1") in ("0", "false", "off"):
        return min(own)
    number = int(columns.get(qn("w:num"), 1))
    return (width - (number - 1) * int(columns.get(qn("w:space"), 720))) // max(number, 1)


def _child(section: etree._Element, name: str) -> etree._Element:
    found = section.find(qn(name))
    if found is None:
        found = parse_xml(A4_PAGE).find(qn(name))
    assert found is not None  # noqa: S101 - A4_PAGE holds both
    return found


def _section(section: etree._Element, size: tuple[int, int], *, first: bool) -> str:
    section = deepcopy(section)
    page = section.find(qn("w:pgSz"))
    if page is not None:
        page.set(qn("w:w"), str(size[0]))
        page.set(qn("w:h"), str(size[1]))
        page.set(qn("w:orient"), "landscape" if size[0] > size[1] else "portrait")
    if not first:
        _follow(section)
    return etree.tostring(section, encoding="unicode", with_tail=False)


def _without(declared: Mapping[str | None, str], xml: str) -> str:
    for prefix, uri in declared.items():
        xml = xml.replace(f' xmlns:{prefix}="{uri}"', "")
    return xml


def _follow(section: etree._Element) -> None:
    """Make it a section that comes after another."""
    for child in list(section):
        own_first_page = child.tag == qn("w:titlePg") or child.get(qn("w:type")) == "first"
        if own_first_page or child.tag == qn("w:type"):
            section.remove(child)
    numbers = section.find(qn("w:pgNumType"))
    if numbers is not None:
        numbers.attrib.pop(qn("w:start"), "")

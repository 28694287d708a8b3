"""What a reader finds in an ODT: the words of its paragraphs, as the spaces and the lines of OpenDocument say them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

NAMES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
    for name in ("office", "style", "text", "table", "meta", "manifest")
} | {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def q(name: str) -> str:
    """The qualified name of « text:p »."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def part(content: bytes, name: str = "content.xml") -> etree._Element:
    """A part of the package, read."""
    with ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read(name))


def lines(content: bytes) -> Iterator[str]:
    """The paragraphs in reading order, those of cells included, without comments and the table of contents."""
    for one in part(content).iter(q("text:p"), q("text:h")):
        if not any(above.tag in _APART for above in one.iterancestors()):
            yield "".join(words_of(one))


def words_of(element: etree._Element) -> Iterator[str]:
    """The characters of an element, without those of its comments."""
    yield element.text or ""
    for child in element:
        if child.tag == q("text:s"):
            yield " " * int(child.get(q("text:c"), "1"))
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _APART:
            yield from words_of(child)
        yield child.tail or ""


def style(content: bytes, name: str) -> dict[str, str]:
    """The attributes of a style of the body and of its properties, by their short names, over those of its parents."""
    found: dict[str, str] = {}
    (named,) = part(content, "styles.xml").iter(q("office:styles"))
    for root in (part(content), named):
        for one in root.iter(q("style:style")):
            if one.get(q("style:name")) == name:
                parent = one.get(q("style:parent-style-name"))
                found |= style(content, parent) if parent else {}
                for element in (one, *one):
                    found |= {etree.QName(key).localname: value for key, value in element.attrib.items()}
    return found


_APART = (q("office:annotation"), q("text:table-of-content"), q("svg:desc"))
_SIGNS = {q("text:tab"): "\t", q("text:line-break"): "\n"}

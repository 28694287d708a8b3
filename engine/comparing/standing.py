"""What tracked changes cannot say by themselves, as signs that stand in the words while two DOCX are compared.

A comment that one of them alone has, and the end of a section in the middle of words that both have, are no words: what
compares them would keep one and lose the other, without a change to reject. A sign of its own stands for each; it is
compared like a word, and what it stands for takes its place again.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import field
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from engine.comparing.bare import parent
from engine.elements import W
from models.records import dataclass

DOCUMENT = "word/document.xml"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SIGNS = range(0x3400, 0x4DC0)
"""Ideographs, each of which is a word for what compares: those that neither document has are signs."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, by what it says and who; its date is that of its document."""

    author: str
    content: bytes


@dataclass(frozen=True, slots=True)
class End:
    """The end of a section, by its properties; `joined` to the words of a paragraph, or in one of its own."""

    properties: bytes
    joined: bool


@dataclass(slots=True)
class Signs:
    """The signs of what stands in two documents, the same for the same."""

    free: Iterator[str]
    known: dict[Comment | End, str] = field(default_factory=dict)

    def of(self, one: Comment | End) -> str:
        """Its sign."""
        if one not in self.known:
            self.known[one] = next(self.free)
        return self.known[one]


def members(package: bytes) -> dict[str, bytes]:
    """The parts of a DOCX, in their order."""
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def signs_for(*documents: Mapping[str, bytes]) -> Signs:
    """Signs that none of these documents has among its words."""
    used = set("".join(one[DOCUMENT].decode() for one in documents))
    return Signs(chr(code) for code in _SIGNS if chr(code) not in used)


def with_signs(parts: Mapping[str, bytes], signs: Signs) -> dict[str, bytes]:
    """The parts of a document where signs stand for its comments and the ends of its sections."""
    root = etree.fromstring(parts[DOCUMENT])
    name = comments_part(parts)
    said = etree.fromstring(parts[name]) if name else etree.Element(W + "comments")
    comments = {one.get(W + "id", ""): one for one in said}
    for mark in list(root.iter(W + "commentRangeStart", W + "commentRangeEnd")):
        parent(mark).remove(mark)
    for reference in list(root.iter(W + "commentReference")):
        one = comments[reference.get(W + "id", "")]
        content = b"".join(etree.tostring(each, method="c14n") for each in one)
        _replace(reference, signs.of(Comment(one.get(W + "author", ""), content)))
    for section in list(root.iter(W + "sectPr")):
        if parent(section).tag == W + "pPr":
            _stand_alone(section, signs)
    changed = {DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}
    return {**parts, **changed, **({name: _empty(said)} if name else {})}


def comments_part(parts: Mapping[str, bytes]) -> str:
    """The name of the part of the comments, empty where there is none."""
    types = etree.fromstring(parts["[Content_Types].xml"])
    return next((one.get("PartName", "")[1:] for one in types if one.get("ContentType") == _COMMENTS), "")


def _empty(comments: etree._Element) -> bytes:
    emptied = copy.deepcopy(comments)
    emptied[:] = []
    return etree.tostring(emptied)


def _replace(reference: etree._Element, sign: str) -> None:
    text = etree.Element(W + "t")
    text.text = sign
    parent(reference).replace(reference, text)


def _stand_alone(section: etree._Element, signs: Signs) -> None:
    """Put the end of a section in a paragraph of its own, which its sign is the word of."""
    paragraph = parent(parent(section))
    joined = paragraph.find(f".//{W}r") is not None
    sign = signs.of(End(etree.tostring(section, method="c14n"), joined))
    parent(section).remove(section)
    own = paragraph_of(section, sign)
    if joined:
        paragraph.addnext(own)
    else:
        parent(paragraph).replace(paragraph, own)


def paragraph_of(section: etree._Element, sign: str) -> etree._Element:
    """A paragraph that is hardly seen: a point high, with no space around it."""
    own = etree.Element(W + "p")
    properties = etree.SubElement(own, W + "pPr")
    etree.SubElement(properties, W + "spacing", {W + name: "0" for name in ("before", "after")})
    properties.append(section)
    if sign:
        etree.SubElement(etree.SubElement(own, W + "r"), W + "t").text = sign
    return own

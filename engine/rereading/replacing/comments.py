"""Comments written in the parts of a DOCX that holds others: each at its words, with what was answered.

Sources: ECMA-376, part 1, 17.13.4 (comments); [MS-DOCX] 2.5.4.1, 2.5.4.2 (who answers whom).
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from engine.elements import SPACE, W
from engine.rereading.files.edited import Comment
from engine.rereading.replacing.paragraphs import compared, parts, runs
from models.records import dataclass

_EXTENDED = "word/commentsExtended.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_FIRST_PARAGRAPH = 0x10000000
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment about words of a paragraph, or about the whole of it."""

    paragraph: Any
    quoted: str
    comment: Comment


def with_comments(draft: bytes, remarks: Sequence[Remark]) -> dict[str, bytes]:
    """Write comments at their places in the tree of a document, and give its other parts, which hold them."""
    if not remarks:
        return {}
    with ZipFile(BytesIO(draft)) as archive:
        name = comments_part(archive)
        held = {one: archive.read(one) for one in (name, _TYPES, _RELATIONS)}
    part = etree.fromstring(held[name])
    threads = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15})
    number = max((int(one.get(f"{W}id", 0)) for one in part), default=-1) + 1
    answered = False
    for remark in remarks:
        thread = _thread(remark.comment)
        answered = answered or len(thread) > 1
        _anchor(remark, range(number, number + len(thread)))
        parent = ""
        for one in thread:
            paragraph = f"{_FIRST_PARAGRAPH + number:08X}"
            part.append(_written(one, number, paragraph))
            said = {f"{{{_W15}}}paraId": paragraph, f"{{{_W15}}}done": "0"}
            etree.SubElement(
                threads, f"{{{_W15}}}commentEx", said | ({f"{{{_W15}}}paraIdParent": parent} if parent else {})
            )
            parent = parent or paragraph
            number += 1
    made = {name: _bytes(part)}
    return made | (_extended(held, threads) if answered else {})


def comments_part(archive: ZipFile) -> str:
    """The name of the part of the comments, empty where a document has none."""
    if _RELATIONS not in archive.namelist():
        return ""
    for one in etree.fromstring(archive.read(_RELATIONS), PARSER):
        if one.get("Type", "").endswith("/comments"):
            target = one.get("Target", "")
            return target[1:] if target.startswith("/") else f"word/{target}"
    return ""


def _thread(comment: Comment) -> list[Comment]:
    """A comment and what was answered, one after the other."""
    return [comment, *(one for reply in comment.replies for one in _thread(reply))]


def _written(comment: Comment, number: int, paragraph: str) -> Any:
    date = {f"{W}date": comment.date} if comment.date else {}
    initials = "".join(word[0] for word in comment.author.split())[:3].upper() or "?"
    said = {f"{W}id": str(number), f"{W}author": comment.author, **date, f"{W}initials": initials}
    written = etree.Element(f"{W}comment", said)
    lines = comment.text.split("\n")
    for rank, line in enumerate(lines):
        last = {f"{{{_W14}}}paraId": paragraph} if rank == len(lines) - 1 else {}
        run = etree.SubElement(etree.SubElement(written, f"{W}p", last, nsmap={"w14": _W14} if last else None), f"{W}r")
        text = etree.SubElement(run, f"{W}t", {SPACE: "preserve"})
        text.text = line
    return written


def _anchor(remark: Remark, numbers: Sequence[int]) -> None:
    """Open and close the comments around the words, in the paragraph itself."""
    paragraph = remark.paragraph
    held = [one for one in parts(paragraph) if one.change != "del"]
    text = compared("".join(one.text for one in parts(paragraph)))
    at = text.find(compared(remark.quoted)) if remark.quoted else -1
    about = runs(paragraph, at, at + len(remark.quoted)) if at >= 0 else []
    about = about or [one.element.getparent() for one in held]
    first, last = _child(paragraph, about[0]), _child(paragraph, about[-1])
    for number in numbers:
        identifier = {f"{W}id": str(number)}
        first.addprevious(etree.Element(f"{W}commentRangeStart", identifier))
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}commentReference", identifier)
        last.addnext(run)
        last.addnext(etree.Element(f"{W}commentRangeEnd", identifier))


def _child(paragraph: Any, element: Any) -> Any:
    """What stands in the paragraph itself and holds an element."""
    while element.getparent() is not paragraph:
        element = element.getparent()
    return element


def _extended(held: dict[str, bytes], threads: Any) -> dict[str, bytes]:
    """The part that says who answers whom, and the two that name it."""
    types, relations = etree.fromstring(held[_TYPES]), etree.fromstring(held[_RELATIONS])
    name = types.tag.replace("Types", "Override")
    etree.SubElement(types, name, {"PartName": f"/{_EXTENDED}", "ContentType": _TYPE})
    name = relations.tag.replace("Relationships", "Relationship")
    target = {"Id": "cpomReponses", "Type": _RELATION, "Target": "commentsExtended.xml"}
    etree.SubElement(relations, name, target)
    return {_EXTENDED: _bytes(threads), _TYPES: _bytes(types), _RELATIONS: _bytes(relations)}


def _bytes(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

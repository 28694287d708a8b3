"""What a DOCX is once its tracked changes are all accepted, or all rejected: an accept and a reject of our own.

It is written from ECMA-376 (17.13.5) and not from what wrote the changes, which it is here to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from posixpath import basename
from typing import Literal
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Outcome = Literal["accepted", "rejected", "as it is"]
_GONE = {"accepted": ("del", "moveFrom"), "rejected": ("ins", "moveTo"), "as it is": ()}
_KEPT = {"accepted": ("ins", "moveTo"), "rejected": ("del", "moveFrom"), "as it is": ()}
_PLAIN = ("TOC", "PAGEREF", "REF")
"""The fields that are plain words in a redline: those of a table of contents, and references."""
_RANGES = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")


def parts(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def settled(content: bytes, outcome: Outcome) -> etree._Element:
    """A part of a document without its tracked changes."""
    root = etree.fromstring(content)
    for name in _GONE[outcome]:
        for one in list(root.iter(W + name)):
            _take_away(one)
    gone = {"accepted": "cellDel", "rejected": "cellIns"}.get(outcome, "none")
    for cell in [one.getparent().getparent() for one in root.iter(W + gone)]:  # type: ignore[union-attr]
        cell.getparent().remove(cell)  # type: ignore[union-attr,arg-type]
    if outcome != "as it is":
        for change in [one for one in root.iter() if isinstance(one.tag, str) and one.tag.endswith("Change")]:
            _properties(change, outcome)
    for one in [each for name in (*_KEPT[outcome], *_RANGES) for each in root.iter(W + name)]:
        above = one.getparent()
        if above is not None and outcome != "as it is":
            _unwrap(one, above)
    for table in list(root.iter(W + "tbl")):
        if table.find(f".//{W}tr") is None:
            table.getparent().remove(table)  # type: ignore[union-attr]
    _join_paragraphs(root)
    return root


def _take_away(one: etree._Element) -> None:
    """A run that goes; a mark of a row or of a paragraph says that the row goes, or that the paragraph has no end."""
    above = one.getparent()
    if above is None:
        return
    if above.tag == W + "trPr":
        row = above.getparent()
        if row is not None and row.getparent() is not None:
            row.getparent().remove(row)  # type: ignore[union-attr]
    elif above.tag == W + "rPr" and above.getparent().tag == W + "pPr":  # type: ignore[union-attr]
        above.getparent().getparent().set("joined", "1")  # type: ignore[union-attr]
        above.remove(one)
    else:
        above.remove(one)


def _properties(change: etree._Element, outcome: Outcome) -> None:
    """The properties of now, or those of before, which the change holds."""
    now = change.getparent()
    if now is None:
        return
    now.remove(change)
    if outcome == "rejected" and len(change):
        kept = [one for one in now if one.tag in (W + "headerReference", W + "footerReference", W + "rPr", W + "sectPr")
                and now.tag in (W + "pPr", W + "sectPr")]  # fmt: skip
        for one in list(now):
            now.remove(one)
        now.extend([*change[0], *kept])


def _unwrap(one: etree._Element, above: etree._Element) -> None:
    rank = above.index(one)
    above.remove(one)
    above[rank:rank] = list(one)


def _join_paragraphs(root: etree._Element) -> None:
    """A paragraph whose end goes is the beginning of the next one, whose properties it takes."""
    for paragraph in list(root.iter(W + "p")):
        if paragraph.attrib.pop("joined", "") and paragraph.getparent() is not None:
            words = [one for one in paragraph if one.tag != W + "pPr"]
            following = paragraph.getnext()
            while following is not None and following.tag not in (W + "p", W + "tbl", W + "sdt"):
                following = following.getnext()
            if following is not None and following.tag == W + "p":
                at = 1 if following.find(W + "pPr") is not None else 0
                following[at:at] = words
            elif any(one.tag == W + "r" for one in words):
                continue  # its words stay, where nothing is to take them
            paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]


def told(package: bytes, outcome: Outcome = "as it is") -> dict[str, list[str]]:
    """What a document says, line by line, with the style and the number of each, by the kind of its parts."""
    members = parts(package)
    numbers = _numbering(_part(members, "numbering"))
    body = settled(members["word/document.xml"], outcome)
    targets = _targets(members, "word/_rels/document.xml.rels")
    comments = _comments(_part(members, "comments"))
    found = {"document": list(_lines(body, numbers, comments))}
    for section in body.iter(W + "sectPr"):
        size = section.find(W + "pgSz")
        found.setdefault("sections", []).append(size.get(W + "orient", "portrait") if size is not None else "")
        for kind in ("header", "footer"):
            for one in section.iterfind(f"{W}{kind}Reference"):
                band = settled(members[f"word/{basename(targets[one.get(R + 'id', '')])}"], outcome)
                found.setdefault(kind, []).extend(_lines(band, numbers, comments))
    return found


def _part(members: dict[str, bytes], kind: str) -> bytes:
    """The part of a kind, wherever it is."""
    types = etree.fromstring(members["[Content_Types].xml"])
    name = next((one.get("PartName", "") for one in types if f".{kind}+xml" in one.get("ContentType", "")), "")
    return members.get(name[1:], b"")


def _targets(members: dict[str, bytes], name: str) -> dict[str, str]:
    return {one.get("Id", ""): one.get("Target", "") for one in etree.fromstring(members[name])}


def _comments(content: bytes) -> dict[str, str]:
    if not content:
        return {}
    return {
        one.get(W + "id", ""): "".join(text.text or "" for text in one.iter(W + "t"))
        for one in etree.fromstring(content).iter(W + "comment")
    }


def _numbering(content: bytes) -> dict[tuple[str, str], str]:
    """What each list prints at each level, by its number."""
    if not content:
        return {}
    root = etree.fromstring(content)
    levels: dict[str, dict[str, str]] = {}
    for one in root.iter(W + "abstractNum"):
        levels[one.get(W + "abstractNumId", "")] = {
            level.get(W + "ilvl", ""): f"{_said(level, 'numFmt')} {_said(level, 'lvlText')}"
            for level in one.iter(W + "lvl")
        }
    return {
        (one.get(W + "numId", ""), level): said
        for one in root.iter(W + "num")
        for level, said in levels[_said(one, "abstractNumId")].items()
    }


def _said(above: etree._Element | None, path: str) -> str:
    one = above.find("/".join(W + name for name in path.split("/"))) if above is not None else None
    return one.get(W + "val", "") if one is not None else ""


def _lines(root: etree._Element, numbers: dict[tuple[str, str], str], comments: dict[str, str]) -> Iterator[str]:
    ranks: dict[str, int] = {}
    for one in root.iter(W + "p", W + "tr"):
        if one.tag == W + "tr":
            yield " ".join(("rangée", *(f"{_said(cell, 'tcPr/gridSpan') or '1'}" for cell in one.iterfind(W + "tc"))))
        else:
            yield from _paragraph(one, numbers, comments, ranks)


def _paragraph(
    paragraph: etree._Element, numbers: dict[tuple[str, str], str], comments: dict[str, str], ranks: dict[str, int]
) -> Iterator[str]:
    """A paragraph with words, and the section that it ends."""
    properties = paragraph.find(W + "pPr")
    style, number, level = (_said(properties, path) for path in ("pStyle", "numPr/numId", "numPr/ilvl"))
    words = "".join(_words(paragraph, comments)).strip()
    if words:
        mark = ""
        if number:
            ranks[number] = ranks.get(number, 0) + 1
            form = numbers.get((number, level or "0"), "?")
            mark = f"{form} {'' if form.startswith('bullet') else ranks[number]} "
        inside = "".join(">" for _ in paragraph.iterancestors(W + "tc"))
        yield f"{inside}{style or '-'} {mark}| {re.sub(' +', ' ', words)}"
    size = properties.find(f"{W}sectPr/{W}pgSz") if properties is not None else None
    if size is not None:
        yield f"fin de section ({size.get(W + 'orient', 'portrait')})"


def _words(paragraph: etree._Element, comments: dict[str, str]) -> Iterator[str]:
    for one in paragraph.iter(W + "t", W + "delText", W + "tab", W + "br", W + "commentReference", W + "instrText",
                              W + "delInstrText"):  # fmt: skip
        if next(one.iterancestors(W + "p")) is not paragraph or one.getparent().tag == W + "tabs":  # type: ignore[union-attr]
            continue
        if one.tag in (W + "t", W + "delText"):
            yield one.text or ""
        elif one.tag == W + "commentReference":
            yield f"[note : {comments.get(one.get(W + 'id', ''), '?')}]"
        elif one.tag in (W + "instrText", W + "delInstrText"):
            name = (one.text or "").split()[0]
            yield f"[champ {name}]" if name not in _PLAIN else ""
        else:
            yield "\t" if one.tag == W + "tab" else "\n"

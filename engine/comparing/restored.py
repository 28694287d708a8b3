"""What was compared, where comments and ends of sections take the place of their signs again."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from datetime import date

from lxml import etree

from engine.comparing.bare import parent
from engine.comparing.standing import DOCUMENT, Comment, End, Signs, comments_part, paragraph_of
from engine.elements import SPACE, W

_STATES = ("ins", "del", "moveFrom", "moveTo")


def without_signs(parts: Mapping[str, bytes], signs: Signs, day: date) -> dict[str, bytes]:
    """The parts of what was compared, where what the signs stood for is back; its comments are of this day."""
    found = {sign: one for one, sign in signs.known.items()}
    root = etree.fromstring(parts[DOCUMENT])
    comments: list[Comment] = []
    for run in [one for one in root.iter(W + "r") if _has_sign(one, found)]:
        _split(run, found)
    for run in [one for one in root.iter(W + "r") if _has_sign(one, found)]:
        one = found[_said(run)]
        if isinstance(one, Comment):
            _refer(run, len(comments))
            comments.append(one)
    for paragraph in [one for one in root.iter(W + "p") if _has_sign(one, found)]:
        _end_sections(paragraph, found)
    changed = {DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}
    name = comments_part(parts)
    return {**parts, **changed, **({name: _written(parts[name], comments, day)} if name else {})}


def _said(above: etree._Element) -> str:
    return "".join(one.text or "" for one in above.iter(W + "t", W + "delText"))


def _has_sign(above: etree._Element, found: Iterable[str]) -> bool:
    return not set(_said(above)).isdisjoint(found)


def _split(run: etree._Element, found: Iterable[str]) -> None:
    """Cut a run so that each sign stands alone in its own."""
    pattern = f"([{''.join(found)}])"
    pieces: list[etree._Element] = []
    for child in run:
        if child.tag == W + "rPr":
            continue
        texts = re.split(pattern, child.text or "") if child.tag in (W + "t", W + "delText") else [None]
        for text in texts:
            if text == "":
                continue
            piece, inner = copy.deepcopy(run), copy.deepcopy(child)
            for one in list(piece):
                if one.tag != W + "rPr":
                    piece.remove(one)
            if text is not None:
                inner.text = text
                inner.set(SPACE, "preserve")
            piece.append(inner)
            pieces.append(piece)
    above = parent(run)
    at = above.index(run)
    above[at : at + 1] = pieces


def _refer(run: etree._Element, number: int) -> None:
    """Refer to a comment, which is about the words before it in its paragraph."""
    text = next(one for one in run if one.tag in (W + "t", W + "delText"))
    run.replace(text, etree.Element(W + "commentReference", {W + "id": str(number)}))
    outer = run
    while parent(outer).tag != W + "p":
        outer = parent(outer)
    before = outer.getprevious()
    start = etree.Element(W + "commentRangeStart", {W + "id": str(number)})
    (before if before is not None and before.tag in (W + "r", W + "ins", W + "del") else outer).addprevious(start)
    outer.addprevious(etree.Element(W + "commentRangeEnd", {W + "id": str(number)}))


def _written(part: bytes, comments: Iterable[Comment], day: date) -> bytes:
    root = etree.fromstring(part)
    root[:] = []
    for number, one in enumerate(comments):
        said = etree.SubElement(
            root, W + "comment",
            {W + "id": str(number), W + "author": one.author, W + "date": f"{day.isoformat()}T00:00:00Z",
             W + "initials": one.author[:1].upper()},
        )  # fmt: skip
        said.extend(etree.fromstring(b"<all>" + one.content + b"</all>"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _end_sections(paragraph: etree._Element, found: Mapping[str, Comment | End]) -> None:
    """End the sections whose signs stand in a paragraph, each in its own, kept, added or taken away as its sign was."""
    shown = paragraph.find(f"{W}pPr/{W}sectPr")
    mark = _mark(paragraph)
    last, joined = paragraph, list[etree._Element]()
    for run in [one for one in paragraph.iter(W + "r") if _has_sign(one, found)]:
        end, state = found[_said(run)], _change(run)
        if not isinstance(end, End):
            continue
        own = paragraph_of(_properties(end, shown), "")
        change = state if state is not None else mark
        if change is not None:
            _set_mark(own, change)
        _remove(run)
        last.addnext(own)
        last = own
        if end.joined:
            joined.append(own)
    if shown is not None:
        parent(shown).remove(shown)
    if not any(one.tag != W + "pPr" for one in paragraph):
        parent(paragraph).remove(paragraph)
    for own in joined:
        _join(own)


def _join(own: etree._Element) -> None:
    """Put the end of a section back in the words that it ended, where both are kept, or come or go together."""
    before = own.getprevious()
    if before is None or before.tag != W + "p" or before.find(f"{W}pPr/{W}sectPr") is not None:
        return
    marks = [_mark(one) for one in (before, own)]
    if {one.tag if one is not None else "" for one in marks} != {marks[0].tag if marks[0] is not None else ""}:
        return
    properties = before.find(W + "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        before.insert(0, properties)
    change = properties.find(W + "pPrChange")
    properties.insert(len(properties) if change is None else properties.index(change), own[0][-1])
    parent(own).remove(own)


def _properties(end: End, shown: etree._Element | None) -> etree._Element:
    """Those of the section, with the headers and footers as the parts of this document call them."""
    own = etree.fromstring(end.properties)
    references = (W + "headerReference", W + "footerReference")
    if shown is not None:
        for one in [each for each in own if each.tag in references]:
            own.remove(one)
        own[:0] = [copy.deepcopy(one) for one in shown if one.tag in references]
    return own


def _change(run: etree._Element) -> etree._Element | None:
    """The tracked change that a run is in."""
    return next(run.iterancestors(*(W + name for name in _STATES)), None)


def _mark(paragraph: etree._Element) -> etree._Element | None:
    """The tracked change of the end of a paragraph."""
    own = paragraph.find(f"{W}pPr/{W}rPr")
    return next((one for one in own if one.tag in (W + "ins", W + "del")), None) if own is not None else None


def _set_mark(paragraph: etree._Element, change: etree._Element) -> None:
    own = etree.Element(W + "rPr")
    kind = {W + "moveFrom": W + "del", W + "moveTo": W + "ins"}.get(change.tag, change.tag)
    mark = etree.SubElement(own, kind)
    for name, said in change.attrib.items():
        mark.set(name, said)
    paragraph[0][-1].addprevious(own)


def _remove(run: etree._Element) -> None:
    """Remove a run, and the change that held it alone."""
    above = parent(run)
    above.remove(run)
    while above.tag != W + "p" and not len(above):
        above, emptied = parent(above), above
        above.remove(emptied)

"""The paragraphs of a DOCX as they can be written in: their words at places, tracked or not (ECMA-376, 17.13.5)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final, Literal

from lxml import etree

from engine.elements import SPACE, W
from models.records import dataclass

_ADDED, _GONE = (f"{W}ins", f"{W}moveTo"), (f"{W}del", f"{W}moveFrom")
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SAME: Final = str.maketrans({"\u00a0": " ", "\u202f": " ", "'": "’"})


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a paragraph, as they stand or tracked by somebody; `element` is the text that holds them."""

    text: str
    element: Any
    change: Literal["", "ins", "del"] = ""
    author: str = ""
    date: str = ""


def paragraphs(body: Any) -> Iterator[Any]:
    """The paragraphs that have words, in order; the table of contents is left out."""
    for paragraph in body.iter(f"{W}p"):
        above = [one for one in paragraph.iterancestors(f"{W}sdt") if one.find(f".//{W}docPartGallery") is not None]
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        is_contents = style is not None and style.get(f"{W}val", "").upper().startswith(("TOC", "TM"))
        if not above and not is_contents and any(one.text.strip() for one in parts(paragraph)):
            yield paragraph


def parts(paragraph: Any) -> list[Part]:
    """The words of a paragraph, one text after the other."""
    return [_part(one) for one in paragraph.iter(f"{W}t", f"{W}delText", *_SIGNS) if _is_of(one, paragraph)]


def _is_of(element: Any, paragraph: Any) -> bool:
    run = element.getparent()
    return run.tag == f"{W}r" and next(run.iterancestors(f"{W}p")) is paragraph


def _part(element: Any) -> Part:
    text = _SIGNS.get(element.tag, element.text or "")
    for one in element.iterancestors(*_ADDED, *_GONE):
        change: Literal["ins", "del"] = "del" if one.tag in _GONE else "ins"
        return Part(text, element, change, one.get(f"{W}author", ""), one.get(f"{W}date", ""))
    return Part(text, element)


def compared(text: str) -> str:
    """A text letter for letter, whatever the spaces and the apostrophes."""
    return text.translate(_SAME)


def runs(paragraph: Any, first: int, last: int) -> list[Any]:
    """The runs that hold the letters of a paragraph from one place to another, cut where these begin and end."""
    for place in (last, first):
        _cut(paragraph, place)
    found, at = [], 0
    for part in parts(paragraph):
        if first <= at and at + len(part.text) <= last and part.text:
            found.append(part.element.getparent())
        at += len(part.text)
    return list(dict.fromkeys(found))


def run_before(paragraph: Any, place: int) -> Any:
    """The run that ends at a place, or the first one; None where the paragraph has none."""
    _cut(paragraph, place)
    found, at = None, 0
    for part in parts(paragraph):
        at += len(part.text)
        if found is None or at <= place:
            found = part.element.getparent()
    return found


def _cut(paragraph: Any, place: int) -> None:
    """Cut in two the run that holds a place between two of its letters."""
    at = 0
    for part in parts(paragraph):
        if at < place < at + len(part.text):
            _cut_text(part.element, place - at)
            _cut_after(part.element)
        elif place == at + len(part.text):
            _cut_after(part.element)
        at += len(part.text)


def _cut_text(element: Any, letters: int) -> None:
    rest = deepcopy(element)
    element.text, rest.text = element.text[:letters], element.text[letters:]
    for one in (element, rest):
        one.set(SPACE, "preserve")
    element.addnext(rest)


def _cut_after(element: Any) -> None:
    """Put what comes after an element of a run in a run of its own."""
    run = element.getparent()
    after = list(element.itersiblings())
    if not after:
        return
    other = etree.Element(run.tag)
    look = run.find(f"{W}rPr")
    if look is not None:
        other.append(deepcopy(look))
    for one in after:
        other.append(one)
    run.addnext(other)

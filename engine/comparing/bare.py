"""A DOCX of ours with its words and its look alone: no control around its facts, no mark of a clause, nothing carried.

An editor shows what is carried over the words that were compared, and what stands around words hides them from what
compares. References and the table of contents are plain words: one field cannot be half removed, and a reference to a
heading that goes would print an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from engine.carried import MARK
from engine.elements import W

_WORDS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_CARRIED = re.compile(r"docProps/custom\.xml|customXml/.*")
_MARKS = MARK.partition("{")[0]


def bare(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a document, bare."""
    return {name: _bare(name, content) for name, content in parts.items() if not _CARRIED.fullmatch(name)}


def _bare(name: str, content: bytes) -> bytes:
    if name == "[Content_Types].xml" or name.endswith(".rels"):
        return _without(content)
    if not _WORDS.fullmatch(name):
        return content
    root = etree.fromstring(content)
    for control in list(root.iter(W + "sdt")):
        _open(control)
    for instruction in list(root.iter(W + "instrText")):
        if (instruction.text or "").split()[:1] == ["REF"]:
            _keep_words(parent(instruction))
    marks = {one.get(W + "id") for one in root.iter(W + "bookmarkStart") if one.get(W + "name", "").startswith(_MARKS)}
    for one in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        if one.get(W + "id") in marks:
            parent(one).remove(one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _keep_words(instruction: etree._Element) -> None:
    """Keep what a reference prints: its heading may go, and an editor would then print an error, or another number."""
    around = [next(_marks_of(instruction, "begin", preceding=True), None), instruction]
    around += [next(_marks_of(instruction, kind, preceding=False), None) for kind in ("separate", "end")]
    for run in around:
        if run is not None:
            parent(run).remove(run)


def _marks_of(instruction: etree._Element, kind: str, *, preceding: bool) -> Iterator[etree._Element]:
    """The runs of its paragraph that mark a field, the nearest first."""
    for run in instruction.itersiblings(W + "r", preceding=preceding):
        mark = run.find(W + "fldChar")
        if mark is not None and mark.get(W + "fldCharType") == kind:
            yield run


def parent(one: etree._Element) -> etree._Element:
    """The element that holds another."""
    above = one.getparent()
    assert above is not None  # noqa: S101 - the roots of parts are never asked for theirs
    return above


def _open(control: etree._Element) -> None:
    """Put what stands in a control in its place; the entries of a table of contents without their fields and links."""
    content = control.find(W + "sdtContent")
    if control.find(f"{W}sdtPr/{W}docPartObj") is not None:
        for run in [parent(one) for one in control.iter(W + "fldChar", W + "instrText")]:
            parent(run).remove(run)
        for link in list(control.iter(W + "hyperlink")):
            _put(list(link), link)
    _put(list(content) if content is not None else [], control)


def _put(content: list[etree._Element], holder: etree._Element) -> None:
    """Put elements in the place of what held them."""
    above = parent(holder)
    at = above.index(holder)
    above[at : at + 1] = content


def _without(content: bytes) -> bytes:
    """A list of parts, without those that are carried."""
    root = etree.fromstring(content)
    for one in list(root):
        said = one.get("PartName") or one.get("Target") or ""
        if _CARRIED.fullmatch(said.lstrip("./")):
            root.remove(one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

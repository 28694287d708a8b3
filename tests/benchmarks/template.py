"""The template of docxtpl's that a contract is compared with: the contract as someone would have prepared it in Word.

It holds nothing of what only our own documents have: controls around facts, comments, the description that they carry.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.document import Document as Opened
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.text.run import Run
from lxml import etree

_OURS = {"word/comments1.xml": "comment", "docProps/custom.xml": "property"}
"""The parts that say of a document what only we say, and what they hold of it."""

_WITH_WORDS = ("word/document", "word/header", "word/footer")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS = tuple(_WORD + name for name in ("commentRangeStart", "commentRangeEnd"))


def template_of(contract: bytes, facts: dict[str, str]) -> bytes:
    """Replace each fact by its placeholder, wherever the words of a DOCX say it.

    Raises:
        ValueError: where a fact is not in the contract: whoever fills its template would have less to do than we.
    """
    document = Document(BytesIO(_plain(contract)))
    longest_first = dict(sorted(facts.items(), key=lambda one: -len(one[1])))
    found = {facts[name] for run in _runs(document) for name in _replaced(run, longest_first)}
    if missing := [name for name, value in facts.items() if value not in found]:
        raise ValueError(f"{missing} : nowhere in the contract")
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _runs(document: Opened) -> list[Run]:
    """Those of its text, then of its headers and footers."""
    others = (
        part.element for part in document.part.related_parts.values() if isinstance(part, HeaderPart | FooterPart)
    )
    return [Run(one, document._body) for root in (document.element, *others) for one in root.iter(f"{_WORD}r")]


def _replaced(run: Run, facts: dict[str, str]) -> list[str]:
    words, found = run.text, []
    for name, value in facts.items():
        words, times = re.subn(_as_printed(value), "{{ " + name + " }}", words)
        found += [name] if times else []
    if found:
        run.text = words
    return found


def _as_printed(value: str) -> str:
    """A value, whatever spaces and apostrophes a contract sets it with."""
    return re.escape(value).replace(r"\ ", r"\s").replace("’", "[’']")


def _plain(contract: bytes) -> bytes:
    output = BytesIO()
    with ZipFile(BytesIO(contract)) as archive, ZipFile(output, "w", ZIP_DEFLATED) as plain:
        for name in archive.namelist():
            plain.writestr(name, _part(name, archive.read(name)))
    return output.getvalue()


def _part(name: str, content: bytes) -> bytes:
    if name not in _OURS and not name.startswith(_WITH_WORDS):
        return content
    root = etree.fromstring(content)
    if name in _OURS:
        for one in [one for one in root if etree.QName(one).localname == _OURS[name]]:
            root.remove(one)
    else:
        _without_controls(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_controls(root: etree._Element) -> None:
    for control in list(root.iter(f"{_WORD}sdt")):
        parent = control.getparent()
        held = control.find(f"{_WORD}sdtContent")
        assert parent is not None
        assert held is not None
        at = parent.index(control)
        parent[at : at + 1] = list(held)
    for mark in list(root.iter(*_MARKS)):
        _remove(mark)
    for reference in list(root.iter(f"{_WORD}commentReference")):
        _remove(reference.getparent())


def _remove(one: etree._Element | None) -> None:
    assert one is not None
    parent = one.getparent()
    assert parent is not None
    parent.remove(one)

"""The words of a letterhead around a contract, in a DOCX: its headers and footers, and what is beside the body."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, Literal
from xml.etree import ElementTree

from engine.carried import Line, Words
from engine.elements import qn
from engine.writing.docx.runs import Field, follow, runs, value
from engine.writing.docx.templated import said
from engine.writing.layout.written_lines import merged, says
from models.regexes import regex

_TAG: Final = regex("<[^>]*>")
_SECTION: Final = regex(r"<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
_REFERENCE: Final = regex(r"<w:(header|footer)Reference\b([^>]*)/>")
_ATTRIBUTE: Final = regex(r'(\w+):(\w+)="([^"]*)"')
_PAGES: Final = ("first", "default", "even")
_LETTERS: Final = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_BODY: Final = "<!--corps-->"
"""What stands for the body where the words beside it are read."""
_KEPT: Final = 64
"""The parts that are read once: those of the letterheads of a run, which name few gestionnaires at a time."""
_BANDS: Final[tuple[Literal["header", "footer"], ...]] = ("header", "footer")


def lines_around(
    parts: Mapping[str, bytes], document: str, sections: str, named: Mapping[str, str], values: Mapping[str, str]
) -> list[Line]:
    """The lines of the headers, then of the footers, section by section; what several say alike is said once.

    `document` is the name of the part of the text, and `sections` holds the w:sectPr of all its sections, in order.
    Those of the parts that are `named`, with their fields by name, are read once for them all, whatever the `values`.
    """
    folder, _, file = document.rpartition("/")
    targets = _targets(parts[f"{folder}/_rels/{file}.rels"], folder)
    asked = _asked(sections)
    found: list[Line] = []
    known: set[tuple[Line, ...]] = set()
    for kind in _BANDS:
        for part in (targets.get(identifier, "") for band, identifier in asked if band == kind):
            if text := named.get(part):
                every = [_filled(one, values) for one in _lines(text, kind)]
            else:
                every = [*_lines(parts[part], kind)] if part in parts else []
            lines = tuple([one for one in every if says(one.text)])
            found += lines if lines not in known else ()
            known.add(lines)
    return found


def _filled(line: Line, values: Mapping[str, str]) -> Line:
    """A line with the words of the fields."""
    words = [Words(said(one.text, values), *one.origin_and_look) for one in line.words]
    return Line(tuple(words), line.kind, line.clause)


def lines_beside(opening: str, closing: str) -> tuple[list[Line], list[Line]]:
    """The lines of a letterhead before the body and after it, from the text of the document around the body."""
    if not says(_TAG.sub("", opening + closing)):
        return [], []
    before: list[Line] = []
    after: list[Line] = []
    held = before
    root = _read(f"{opening}{_BODY}{closing}")
    facts = _facts(root)
    for block in root[0]:
        if block.tag is ElementTree.Comment:
            held = after
        else:
            held += (line for line in _beside(block, facts) if says(line.text))
    return before, after


def _read(part: str | bytes) -> Any:
    """The root of a part that cpom wrote; lxml, which reads those of others, takes longer to load than all of this."""
    keeping = ElementTree.TreeBuilder(insert_comments=True)
    return ElementTree.fromstring(part, ElementTree.XMLParser(target=keeping))  # noqa: S314 - it is our own


def _facts(root: Any) -> Mapping[Any, str]:
    """The fact that each run in a content control is of: that of the nearest control."""
    controls = ((value(one, "w:sdtPr/w:tag"), one.iter(qn("w:r"))) for one in root.iter(qn("w:sdt")))
    return {run: fact for fact, runs_inside in controls for run in runs_inside}


def _beside(block: Any, facts: Mapping[Any, str]) -> Iterator[Line]:
    boxed = {paragraph for box in block.iter(qn("w:txbxContent")) for paragraph in box.iter(qn("w:p"))}
    for paragraph in block.iter(qn("w:p")):
        if paragraph not in boxed:
            yield Line(merged(_words(paragraph, facts)), "beside")


@lru_cache(maxsize=_KEPT)
def _asked(sections: str) -> tuple[tuple[str, str], ...]:
    """The kind and the identifier of each part that a section names, each once."""
    return tuple(dict.fromkeys(_all_asked(sections)))


def _all_asked(sections: str) -> Iterator[tuple[str, str]]:
    for section in _SECTION.finditer(sections):
        said = []
        for reference in _REFERENCE.finditer(section.group()):
            attributes = {name: given for _, name, given in _ATTRIBUTE.findall(reference[2])}
            if (page := attributes.get("type", "default")) in _PAGES:  # of another kind, Word shows it on no page
                said.append((_PAGES.index(page), reference[1], attributes.get("id", "")))
        yield from ((kind, identifier) for _, kind, identifier in sorted(said))


@lru_cache(maxsize=_KEPT)
def _targets(relations: bytes, folder: str) -> Mapping[str, str]:
    """The parts that a document in that folder of the package relates to, by the identifiers of its relations."""
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
        for one in _read(relations)
    }


@lru_cache(maxsize=_KEPT)
def _lines(part: bytes | str, kind: Literal["header", "footer"]) -> tuple[Line, ...]:
    root = _read(part)
    facts = _facts(root)
    return tuple(Line(merged(_words(paragraph, facts)), kind) for paragraph in root.iter(qn("w:p")))


def _words(paragraph: Any, facts: Mapping[Any, str]) -> Iterator[Words]:
    """The words of a paragraph: numbers of pages, which no two readers work out alike, are none."""
    fields: list[Field] = []
    for run in runs(paragraph):
        fact = facts.get(run, "")
        for child in run:
            if not follow(child, fields) and all(one.shows for one in fields):
                text = (child.text or "") if child.tag == qn("w:t") else _LETTERS.get(str(child.tag), "")
                if text:
                    yield Words(text, fact)

"""The lines of a DOCX: its body in order, table by table and cell by cell, then its headers and footers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from engine.carried import Kind, Line, Words
from engine.containers import Container
from engine.rereading.docx_marks import Marks
from engine.rereading.docx_styles import Styles
from engine.rereading.docx_words import GONE, Context, Reader, W, alternative, local, merged, value
from engine.rereading.found import View

_BANDS: Final[tuple[Kind, ...]] = ("header", "footer")
_PAGES: Final = ("first", "default", "even")
_PROPERTIES: Final = ("pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "tblPrEx")
_WHOLE: Final = ("tc", "body", "hdr", "ftr")
_NOWHERE: Final = Context()
_COPY: Final = re.compile(r"(_Cpom\d{4,})_\d+")
"""What LibreOffice calls the bookmark that was there where somebody pastes another of its name."""


class Lines:
    """Reads the blocks of a part, one after the other; `clauses` names the clause that each bookmark begins."""

    def __init__(self, styles: Styles, view: View, clauses: Mapping[str, str]) -> None:
        self.found: list[Line] = []
        self.marks = Marks()
        self.bands: list[tuple[str, str]] = []
        self._styles, self._clauses, self._clause = styles, clauses, ""
        self._reader = Reader(view, self, styles.looks)
        self._joined: list[Words] = []
        self._begun = False
        self._next_clause = ""

    def met(self, element: Any, name: str) -> None:
        """Note a mark at its line; the clause that begins after words of a paragraph is that of the next one."""
        self.marks.met(element, name, len(self.found))
        if name == "bookmarkStart":
            mark = _COPY.sub(r"\1", element.get(f"{W}name", ""))
            self._next_clause = self._clauses.get(mark, self._next_clause)
            if not self._begun:
                self._clause = self._next_clause

    def said(self, letters: str) -> None:
        """Note that the words of a line have begun."""
        self._begun = self._begun or bool(letters.strip())
        self.marks.said(letters)

    def changed(self, change: Any, letters: str) -> None:
        """Note a tracked change."""
        self.marks.changed(change, letters, len(self.found))

    def read(self, above: Any, kind: Kind | None = None, context: Context = _NOWHERE) -> None:
        """Read the blocks that an element holds."""
        for element in above:
            name = local(element)
            if name == "p":
                self._paragraph(element, kind, context)
            elif name == "sdt":
                self._control(element, kind, context)
            elif name == "sectPr":
                self._section(element)
            elif name in ("bookmarkStart", "altChunk"):
                self.met(element, name)
            elif name == "AlternateContent":
                self.read(alternative(element), kind, context)
            elif name not in _PROPERTIES and not self._is_gone(element.find(f"{W}trPr")):
                self._held(element, name, kind, context)

    def _held(self, element: Any, name: str, kind: Kind | None, context: Context) -> None:
        """Read a table, a row, a cell, or what stands around blocks; no line goes on over their ends."""
        if name == "tbl":
            self._end(kind)
        self.read(element, kind or ("cell" if name == "tc" else None), context)
        if name in _WHOLE:
            self._end(kind)

    def _control(self, element: Any, kind: Kind | None, context: Context) -> None:
        properties, inside = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery") if properties is not None else None
        if inside is None or (gallery is not None and gallery.get(f"{W}val") == "Table of Contents"):
            return
        tag = value(properties, "tag")
        self.read(inside, kind, replace(context, fact=tag, is_control=True) if tag else context)

    def _is_gone(self, properties: Any) -> bool:
        """Whether the tracked change of a row, or of the end of a paragraph, takes it away."""
        return properties is not None and any(local(one) in GONE[self._reader.view] for one in properties)

    def _paragraph(self, paragraph: Any, kind: Kind | None, context: Context) -> None:
        words = self._reader.words(paragraph, context)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        for change in mark if mark is not None else ():
            if local(change) in ("ins", "del", "moveFrom", "moveTo"):
                self.changed(change, "\n")
        properties = paragraph.find(f"{W}pPr")
        for one in properties if properties is not None else ():
            if local(one) == "pPrChange":
                self.changed(one, "".join(each.text for each in words))
            elif local(one) == "sectPr":
                self._section(one)
        if self._styles.is_contents(paragraph):
            return
        self._joined += words
        if not self._is_gone(mark):
            self._end(kind or self._kind(paragraph))

    def _kind(self, paragraph: Any) -> Kind:
        if self._styles.is_heading(paragraph):
            return "heading"
        return "item" if self._styles.is_item(paragraph) else "paragraph"

    def _end(self, kind: Kind | None) -> None:
        """End a line; what has no letters is none."""
        words, self._joined, self._begun = tuple(merged(self._joined)), [], False
        if any(one.text.strip() for one in words):
            clause = "" if kind in _BANDS else self._clause
            self.found.append(Line(words, kind or "paragraph", clause))
        self._clause = self._next_clause

    def _section(self, section: Any) -> None:
        """Note the headers and the footers of a section: that of its first page, then the others."""
        said = [
            (_PAGES.index(page), local(one)[:6], next((v for key, v in one.attrib.items() if key.endswith("}id")), ""))
            for one in section
            if local(one) in ("headerReference", "footerReference")
            and (page := one.get(f"{W}type", "default")) in _PAGES
        ]
        self.bands += [(kind, identifier) for _, kind, identifier in sorted(said)]


def read_bands(container: Container, lines: Lines, related: Mapping[str, str]) -> None:
    """Read the headers, then the footers, section by section; what several of them say alike is said once."""
    known: set[tuple[str, tuple[str, ...]]] = set()
    of_kinds = [(kind, one) for kind in _BANDS for asked, one in lines.bands if asked == kind]
    for kind, part in dict.fromkeys((kind, related.get(one, "")) for kind, one in of_kinds):
        if part not in container:
            continue
        start = len(lines.found)
        lines.read([container.root(part)], kind)
        said = (kind, tuple(line.text for line in lines.found[start:]))
        if said in known:
            del lines.found[start:]
        known.add(said)

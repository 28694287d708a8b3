"""The lines of a DOCX: its body in order, table by table and cell by cell, then its headers and footers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from engine.carried import Kind
from engine.containers import Container
from engine.elements import W, local
from engine.rereading.files.docx_marks import changed, met
from engine.rereading.files.docx_styles import Styles
from engine.rereading.files.docx_words import DELETED, GONE, INSERTED, Context, Reader, alternative, value
from engine.rereading.files.edited import View
from engine.rereading.files.gathering import Gathering

_BANDS: Final[tuple[Kind, ...]] = ("header", "footer")
_PAGES: Final = ("first", "default", "even")
_PROPERTIES: Final = ("pPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "tblPrEx")
_WHOLE: Final = ("tc", "body", "hdr", "ftr")
_NOWHERE: Final = Context()


class Lines:
    """Reads the blocks of a part, one after the other."""

    def __init__(self, styles: Styles, view: View, gathering: Gathering) -> None:
        self.gathering = gathering
        self.bands: list[tuple[str, str]] = []
        self._styles, self._view = styles, view
        self._reader = Reader(view, self, styles.looks)

    def met(self, element: Any, name: str) -> None:
        """Note what is no word."""
        met(element, name, self.gathering)

    def changed(self, change: Any, letters: str) -> None:
        """Note a tracked change."""
        changed(change, letters, self.gathering)

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
            self.gathering.end(kind or "paragraph")
        self.read(element, kind or ("cell" if name == "tc" else None), context)
        if name in _WHOLE:
            self.gathering.end(kind or "paragraph")

    def _control(self, element: Any, kind: Kind | None, context: Context) -> None:
        properties, inside = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery") if properties is not None else None
        if inside is None or (gallery is not None and gallery.get(f"{W}val") == "Table of Contents"):
            return
        tag = value(properties, "tag")
        self.read(inside, kind, context.within(element, tag) if tag else context)

    def _is_gone(self, properties: Any) -> bool:
        """Whether the tracked change of a row, or of the end of a paragraph, takes it away."""
        return properties is not None and any(local(one) in GONE[self._view] for one in properties)

    def _paragraph(self, paragraph: Any, kind: Kind | None, context: Context) -> None:
        gathering, start = self.gathering, len(self.gathering.letters)
        is_contents = self._styles.is_contents(paragraph)
        for words in self._reader.words(paragraph, context):
            if not is_contents:
                gathering.add(words, self._reader.control)
        for change in paragraph.iterfind(f"{W}pPr/{W}rPr/*"):
            if local(change) in (*INSERTED, *DELETED):
                self.changed(change, "\n")
        for change in paragraph.iterfind(f"{W}pPr/{W}pPrChange"):
            self.changed(change, gathering.letters[start:])
        for section in paragraph.iterfind(f"{W}pPr/{W}sectPr"):
            self._section(section)
        if not self._is_gone(paragraph.find(f"{W}pPr/{W}rPr")):
            gathering.end(kind or self._kind(paragraph))

    def _kind(self, paragraph: Any) -> Kind:
        if self._styles.is_heading(paragraph):
            return "heading"
        return "item" if self._styles.is_item(paragraph) else "paragraph"

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
    found = lines.gathering.lines
    known: set[tuple[str, tuple[str, ...]]] = set()
    of_kinds = [(kind, one) for kind in _BANDS for asked, one in lines.bands if asked == kind]
    for kind, part in dict.fromkeys((kind, related.get(one, "")) for kind, one in of_kinds):
        if part not in container:
            continue
        start = len(found)
        lines.read([container.root(part)], kind)
        said = (kind, tuple(line.text for line in found[start:]))
        if said in known:
            del found[start:]
        known.add(said)

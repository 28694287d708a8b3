"""The page of a letterhead, read from its header and its footer as they come out for a contract."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from lxml import etree
from markupsafe import Markup

from engine.document import Document
from engine.elements import WORD, qn
from engine.errors import Finding, InputError, Severity
from engine.writing.docx.bands import PLAIN_FONTS, POINTS, Bands
from engine.writing.docx.pages import NARROWEST
from engine.writing.docx.parser import parse_xml
from engine.writing.docx.prepared import PreparedLetterhead
from engine.writing.docx.runs import value
from engine.writing.docx.styles import body_font
from engine.writing.docx.templated import BODY, SECTION
from engine.writing.docx.unseen import OFF, unseen
from engine.writing.docx.writer import letterhead_values
from engine.writing.layout.stationery import Band, Stationery

INCOHERENT = (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError, ValueError, etree.XMLSyntaxError)
"""What is raised on a header that Word itself would not have written."""

ACCENTED = ("Subtitle", "heading 2", "heading 3", "heading 4")
"""The styles that the PDF gives the colour of the headings of articles, with that of the title."""


def read_stationery(document: Document, letterhead: PreparedLetterhead, name: str = "pdf") -> Stationery:
    """The page of a letterhead for a contract; raises InputError for what cannot be read, or leaves no room."""
    values, logos = letterhead_values(document)
    section = letterhead.pages.section(first=True, landscape=False)
    values |= {BODY: Markup(), SECTION: Markup(section)}  # noqa: S704 - the letterhead's own
    parts = {**letterhead.fixed, **{part.name: part.render(values) for part in letterhead.templated}}
    of_logos = "".join(logo.relation for logo in logos)
    parts |= {one.name: one.around(of_logos) for one in letterhead.relations.values()}
    parts |= {logo.member: logo.content for logo in logos}
    try:
        read = _Reading(parts, letterhead.document, name).stationery()
    except INCOHERENT as error:
        hint = "Enregistrez-la de nouveau dans Word, ou écrivez le contrat au format DOCX."
        told = Finding("charte-mesures", "L’en-tête ou le pied de la charte a des mesures illisibles.", hint=hint)
        raise InputError([told]) from error
    if read.room < NARROWEST * POINTS:
        hint = "Raccourcissez-les dans Word, ou écrivez le contrat au format DOCX."
        message = "L’en-tête et le pied de la charte ne laissent pas de place au texte, debout ou couché."
        raise InputError([Finding("charte-page", message, hint=hint)])
    return read


class _Reading:
    """The parts of a letterhead while its page is read; `lost` is what no PDF shows of it."""

    def __init__(self, parts: Mapping[str, bytes], document: str, name: str) -> None:
        self.parts = parts
        self.name = name
        self.document = document
        self.lost: dict[str, None] = {}
        self.root = parse_xml(parts[document])
        styles = self._part("styles")
        self.sheet = parse_xml(_EMPTY) if styles is None else styles

    def _part(self, name: str) -> etree._Element | None:
        part = next((target for target in self._targets(self.document).values() if target.endswith(f"/{name}.xml")), "")
        return parse_xml(self.parts[part]) if part in self.parts else None

    def stationery(self) -> Stationery:
        section = next(one for one in self.root.iter(qn("w:sectPr")) if one.find(qn("w:pgSz")) is not None)
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        top, right, bottom, left, header, footer, gutter = (
            abs(int(margins.get(qn(f"w:{name}"), 0) if margins is not None else _MARGIN * (name != "gutter"))) * POINTS
            for name in ("top", "right", "bottom", "left", "header", "footer", "gutter")
        )
        width = int(size.get(qn("w:w"), 11906)) * POINTS  # type: ignore[union-attr]
        self.bands = Bands(self.parts, self.sheet, width - left - right - gutter)
        headers = {kind: self._bands(section, kind) for kind in ("default", "first")}
        own = section.find(qn("w:titlePg"))
        has_first = own is not None and own.get(qn("w:val"), "1") not in OFF
        self._name_lost(section)
        self.lost |= self.bands.lost
        return Stationery(
            width,
            int(size.get(qn("w:h"), 16838)) * POINTS,  # type: ignore[union-attr]
            (top, right, bottom, left + gutter),
            header,
            footer,
            headers["first" if has_first else "default"],
            headers["default"],
            self._colour("heading 1"),
            tuple(self._findings()),
        )

    def _name_lost(self, section: etree._Element) -> None:
        """Name what of the page and of the styles of the text no PDF shows."""
        columns = section.find(qn("w:cols"))
        if columns is not None and int(columns.get(qn("w:num"), 1)) > 1:
            self.lost["le texte sur plusieurs colonnes"] = None
        accent = self._colour("heading 1")
        if self._colour("Title") != accent:
            self.lost["la couleur du titre (il a celle des articles)"] = None
        if any((colour := self._colour(name)) != accent and not _is_grey(colour) for name in ACCENTED):
            self.lost["la couleur propre d’autres titres (ils ont celle des articles)"] = None
        if self._colour("Body Text") not in ("", "#000000"):
            self.lost["la couleur du texte"] = None
        settings = self._part("settings")
        alternate = settings is not None and value(settings, "w:evenAndOddHeaders", "1") not in ("", *OFF)
        if alternate and any("even" in reference.get(qn("w:type"), "") for reference in section):
            self.lost["l’en-tête ou le pied des pages paires"] = None
        if settings is not None and value(settings, "w:mirrorMargins", "1") not in ("", *OFF):
            self.lost["les marges en miroir des pages paires"] = None
        font = body_font(self.sheet)
        if font not in PLAIN_FONTS:
            self.lost["la police des mots" + f" (« {font} »)" * (not font.startswith("+"))] = None
        if any(one.tag not in (qn("w:sectPr"), qn("w:p")) or _said(one) for one in self.root[0]):
            self.lost["les mots écrits autour du corps"] = None
        self.lost |= dict.fromkeys(unseen(section, *self.root.findall(qn("w:background"))))

    def _findings(self) -> Iterator[Finding]:
        if self.lost:
            told = "Le PDF" if self.name == "pdf" else f"Le document {self.name.upper()}"
            message = f"{told} ne montre pas tout de la charte : il y manque {', '.join(self.lost)}."
            yield Finding(
                f"charte-{self.name}", message, Severity.INFORMATION, hint="Le document Word a la charte entière."
            )

    def _colour(self, name: str) -> str:
        named = (key for key, one in self.bands.styles.items() if value(one, "w:name") == name)
        return next((self.bands.look([*self.bands.based(key)]).colour for key in named), "")

    def _targets(self, part: str) -> dict[str, str]:
        folder, _, file = part.rpartition("/")
        content = self.parts.get(f"{folder}/_rels/{file}.rels")
        if content is None:
            return {}
        return {
            one.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            for one in parse_xml(content)
        }

    def _bands(self, section: etree._Element, kind: str) -> tuple[Band, Band]:
        targets = self._targets(self.document)
        found = {"header": "", "footer": ""}
        for reference in section:
            name = etree.QName(reference).localname
            if name in ("headerReference", "footerReference") and reference.get(qn("w:type"), "default") == kind:
                found[name[:6]] = targets.get(reference.get(qn("r:id"), ""), "")
        head, foot = (self.bands.band(found[name], self._targets(found[name])) for name in ("header", "footer"))
        return head, foot


_EMPTY = f'<w:styles xmlns:w="{WORD}"/>'
_MARGIN = 1134
"""Twentieths of a point: two centimetres."""


def _is_grey(colour: str) -> bool:
    """Whether a colour has hardly any hue, or is none."""
    shades = [int(colour[at : at + 2], 16) for at in range(1, len(colour), 2)]
    return max(shades, default=0) - min(shades, default=0) < _HUE


_HUE = 0x20


def _said(element: etree._Element) -> bool:
    return any(text.text for text in element.iter(qn("w:t")))

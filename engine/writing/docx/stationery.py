"""The page of a letterhead, read from its header and its footer as they come out for a contract."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree
from markupsafe import Markup

from engine.document import Document
from engine.errors import Finding, InputError, Severity
from engine.writing.docx.fields import BODY, SECTION
from engine.writing.docx.prepared import PreparedLetterhead
from engine.writing.docx.styles import body_font
from engine.writing.docx.unseen import STYLES, unseen
from engine.writing.docx.writer import letterhead_values
from engine.writing.layout.stationery import Band, Cell, Line, Piece, Stationery
from engine.writing.pictures import picture_of

POINTS = 1 / 20
"""Of a twentieth of a point, in points."""

EMU = 12_700
ALIGNMENTS = {"center": "center", "right": "right", "end": "right"}
COUNTERS = {"PAGE": "page", "NUMPAGES": "pages", "SECTIONPAGES": "pages"}
INCOHERENT = (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError, ValueError, etree.XMLSyntaxError)
"""What is raised on a header that Word itself would not have written."""

SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
"""What stands for a character."""

INSIDE = ("hyperlink", "sdt", "sdtContent", "smartTag", "fldSimple", "ins")
"""What a run may stand in."""

PLAIN_FONTS = ("Arial", "Liberation Sans", "Helvetica")


def read_stationery(document: Document, letterhead: PreparedLetterhead) -> Stationery:
    """The page of a letterhead for a contract; raises InputError for a logo that cannot be read."""
    values, logos = letterhead_values(document)
    section = letterhead.pages.section(first=True, landscape=False)
    values |= {BODY: Markup(), SECTION: Markup(section)}  # noqa: S704 - the letterhead's own
    parts = {**letterhead.fixed, **{part.name: part.render(values) for part in letterhead.templated}}
    of_logos = "".join(logo.relation for logo in logos)
    parts |= {one.name: one.around(of_logos) for one in letterhead.relations.values()}
    parts |= {logo.member: logo.content for logo in logos}
    try:
        return _Reading(parts, letterhead.document).stationery()
    except INCOHERENT as error:
        hint = "Enregistrez-la de nouveau dans Word, ou écrivez le contrat au format DOCX."
        told = Finding("charte-mesures", "L’en-tête ou le pied de la charte a des mesures illisibles.", hint=hint)
        raise InputError([told]) from error


class _Reading:
    """The parts of a letterhead while its page is read; `lost` is what no PDF shows of it."""

    def __init__(self, parts: Mapping[str, bytes], document: str) -> None:
        self.parts = parts
        self.document = document
        self.lost: dict[str, None] = {}
        self.root = parse_xml(parts[document])
        styles = next((target for target in self._targets(document).values() if target.endswith("/styles.xml")), "")
        self.sheet = parse_xml(parts[styles]) if styles in parts else parse_xml(f'<w:styles xmlns:w="{_W}"/>')
        self.styles = {style.get(qn("w:styleId")): style for style in self.sheet.iter(qn("w:style"))}

    def stationery(self) -> Stationery:
        section = next(one for one in self.root.iter(qn("w:sectPr")) if one.find(qn("w:pgSz")) is not None)
        size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        headers = {kind: self._bands(section, kind) for kind in ("default", "first")}
        own = section.find(qn("w:titlePg")) is not None
        columns = section.find(qn("w:cols"))
        if columns is not None and int(columns.get(qn("w:num"), 1)) > 1:
            self.lost["le texte sur plusieurs colonnes"] = None
        if self._colour("Title") != self._colour("heading 1"):
            self.lost["la couleur du titre (il a celle des articles)"] = None
        if any("even" in reference.get(qn("w:type"), "") for reference in section):
            self.lost["l’en-tête ou le pied des pages paires"] = None
        font = body_font(self.sheet)
        if font not in PLAIN_FONTS:
            self.lost["la police des mots" + f" (« {font} »)" * (not font.startswith("+"))] = None
        if any(one.tag not in (qn("w:sectPr"), qn("w:p")) or _said(one) for one in self.root[0]):
            self.lost["les mots écrits autour du corps"] = None
        self.lost |= dict.fromkeys(unseen(section, *self.root.findall(qn("w:background"))))
        top, right, bottom, left, header, footer = (
            abs(int(margins.get(qn(f"w:{name}"), 0) if margins is not None else 1134)) * POINTS
            for name in ("top", "right", "bottom", "left", "header", "footer")
        )
        return Stationery(
            int(size.get(qn("w:w"), 11906)) * POINTS,  # type: ignore[union-attr]
            int(size.get(qn("w:h"), 16838)) * POINTS,  # type: ignore[union-attr]
            (top, right, bottom, left),
            header,
            footer,
            headers["first" if own else "default"],
            headers["default"],
            self._colour("heading 1"),
            tuple(self._findings()),
        )

    def _findings(self) -> Iterator[Finding]:
        if self.lost:
            message = f"Le PDF ne montre pas tout de la charte : il y manque {', '.join(self.lost)}."
            yield Finding("charte-pdf", message, Severity.INFORMATION, hint="Le document Word a la charte entière.")

    def _colour(self, name: str) -> str:
        named = (one for one in self.styles.values() if _value(one, "w:name") == name)
        return next((self._look([style]).colour for style in named), "")

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
        return self._band(found["header"]), self._band(found["footer"])

    def _band(self, part: str) -> Band:
        if part not in self.parts:
            return ()
        root = parse_xml(self.parts[part])
        styles = {one.get(qn("w:val"), "") for name in STYLES for one in root.iter(qn(f"w:{name}"))}
        self.lost |= dict.fromkeys(unseen(root, *(based for style in styles for based in self._based(style))))
        rows = tuple(self._rows(root, self._targets(part)))
        while rows and not any(line.pieces for cell in rows[-1] for line in cell.lines):
            rows = rows[:-1]
        return rows

    def _rows(self, above: etree._Element, targets: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
        for child in above:
            name = etree.QName(child).localname
            if name == "p":
                yield self._paragraph(child, targets)
            elif name == "tbl":
                for row in child.iter(qn("w:tr")):
                    cells = row.findall(qn("w:tc"))
                    lines = (tuple(self._lines(cell, targets)) for cell in cells)
                    yield tuple(map(Cell, _shares(cells), lines))
            elif name in ("sdt", "sdtContent"):
                yield from self._rows(child, targets)

    def _lines(self, cell: etree._Element, targets: Mapping[str, str]) -> Iterator[Line]:
        for paragraph in cell.iter(qn("w:p")):
            for part in self._paragraph(paragraph, targets):
                yield from part.lines

    def _paragraph(self, paragraph: etree._Element, targets: Mapping[str, str]) -> tuple[Cell, ...]:
        """A paragraph of a band: one cell, or three where tabulations put words in the middle and on the right."""
        chain = list(self._chain(paragraph))
        alignment = next((said for one in (paragraph, *chain) if (said := _value(one, "w:pPr/w:jc"))), "")
        found = self._pieces(paragraph, chain, targets)
        pieces = [piece for piece in found if piece.text or piece.counter or piece.picture]
        parts: list[list[Piece]] = [[]]
        for piece in pieces:
            for rank, words in enumerate(piece.text.split("\t")):
                if rank:
                    parts.append([])
                if words or not piece.text:
                    parts[-1].append(replace(piece, text=words))
        if len(parts) in (2, 3):
            sides = ("left", "center", "right")
            padded = [*parts, []][:3]
            return tuple(Cell(1 / 3, (Line(tuple(one), side),)) for one, side in zip(padded, sides, strict=True))
        return (Cell(1, (Line(tuple(pieces), ALIGNMENTS.get(alignment, "left")),)),)

    def _pieces(
        self, above: etree._Element, chain: list[etree._Element], targets: Mapping[str, str]
    ) -> Iterator[Piece]:
        """The pieces of a paragraph; a number of pages stands for what Word last worked out of it."""
        field, showing = "", True
        for run in _runs(above):
            asked = [run, *self._run_chain(run), *chain]
            if _value(run, "w:rPr/w:vanish", "1") not in ("", "0", "false"):  # hidden in Word as well
                continue
            look = self._look(asked)
            for child in run:
                state = child.get(qn("w:fldCharType"), "")
                if child.tag == qn("w:instrText"):
                    field += child.text or ""
                elif state == "begin":
                    field = ""
                elif state == "separate":
                    showing = not _counter(field)
                elif state == "end":  # which may come without a result
                    showing = True
                    if _counter(field):
                        yield replace(look, counter=_counter(field))
                    field = ""
                elif showing:
                    yield from self._shown(child, look, targets)

    def _shown(self, element: etree._Element, look: Piece, targets: Mapping[str, str]) -> Iterator[Piece]:
        name = etree.QName(element).localname
        if name in SIGNS or name == "t":
            yield replace(look, text=SIGNS.get(name, element.text or ""))
        elif name == "drawing":
            yield from self._drawing(element, look, targets)
        elif name in ("pict", "object", "AlternateContent"):
            self.lost["une zone de texte, une forme ou un filigrane"] = None

    def _drawing(self, drawing: etree._Element, look: Piece, targets: Mapping[str, str]) -> Iterator[Piece]:
        blip = next(drawing.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"), None)
        content = self.parts.get(targets.get(blip.get(qn("r:embed"), ""), "")) if blip is not None else None
        if content is None:
            self.lost["une zone de texte, une forme ou un filigrane"] = None
            return
        extent = next(drawing.iter(qn("wp:extent")), None)
        try:
            picture = picture_of(content)
        except InputError:
            self.lost["une image d’un format que seul Word dessine"] = None
            return
        if drawing.find(qn("wp:anchor")) is not None:
            self.lost["la place d’une image flottante (elle est mise dans la ligne)"] = None
        width, height = (int(extent.get(side, 0)) / EMU if extent is not None else 0 for side in ("cx", "cy"))
        yield replace(look, picture=picture, width=width, height=height)

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        yield from self._based(_value(paragraph, "w:pPr/w:pStyle"))
        yield from self.sheet.iter(qn("w:rPrDefault"))

    def _run_chain(self, run: etree._Element) -> Iterator[etree._Element]:
        yield from self._based(_value(run, "w:rPr/w:rStyle"))

    def _based(self, identifier: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while identifier in self.styles and identifier not in seen:
            seen.add(identifier)
            yield self.styles[identifier]
            identifier = _value(self.styles[identifier], "w:basedOn")

    def _look(self, chain: list[etree._Element]) -> Piece:
        def said(name: str) -> str:
            return next((value for one in chain if (value := _value(one, f"w:rPr/{name}", "1"))), "")

        size, colour = said("w:sz"), said("w:color")
        return Piece(
            size=int(size) / 2 if size.isdecimal() else 10,
            bold=said("w:b") not in ("", "0", "false"),
            italic=said("w:i") not in ("", "0", "false"),
            colour=f"#{colour}" if len(colour) == len("1F3A52") else "",
        )


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _runs(above: etree._Element) -> Iterator[etree._Element]:
    """The runs of a paragraph, those in links and controls included; a simple field is as one in three runs."""
    instruction = above.get(qn("w:instr"), "")
    if _counter(instruction):
        yield parse_xml(
            f'<w:r xmlns:w="{_W}"><w:instrText>{instruction.split()[0]}</w:instrText>'
            '<w:fldChar w:fldCharType="end"/></w:r>'
        )
        return
    for child in above:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "r":
            yield child
        elif name in INSIDE:
            yield from _runs(child)


def _value(above: etree._Element, path: str, present: str = "") -> str:
    found = above.find("/".join(map(qn, path.split("/"))))
    return "" if found is None else found.get(qn("w:val"), present)


def _counter(instruction: str) -> str:
    return COUNTERS.get((instruction.split() or [""])[0].upper(), "")


def _said(element: etree._Element) -> bool:
    return any(text.text for text in element.iter(qn("w:t")))


def _shares(cells: list[etree._Element]) -> list[float]:
    """The share of each cell in the width of its row."""
    found = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for cell in cells]
    widths = [0.0 if one is None else float(one.get(qn("w:w"), "0").rstrip("%")) for one in found]
    return [width / sum(widths) for width in widths] if all(widths) else [1 / len(cells)] * len(cells)

"""A header or a footer of a letterhead, read into rows, cells, lines and pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml import etree

from engine.elements import qn
from engine.errors import InputError
from engine.writing.docx.parser import parse_xml
from engine.writing.docx.runs import Field, follow, runs, value
from engine.writing.docx.unseen import OFF, STYLES, unseen
from engine.writing.layout.pictures import picture_of
from engine.writing.layout.stationery import Band, Cell, Line, Piece

POINTS = 1 / 20
"""Of a twentieth of a point, in points."""
EMU = 12_700
ALIGNMENTS = {"center": "center", "right": "right", "end": "right"}
TABS = {"center": "\v", "right": "\f", "end": "\f"}
"""What stands for a tab stop that puts what follows in the middle or on the right; « \t » is one that does not say."""
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
"""What stands for a character."""
SILENT = ("softHyphen", "lastRenderedPageBreak", "rPr", "instrText", "fldChar", "proofErr", "delText", "annotationRef")
PLAIN_FONTS = ("Arial", "Liberation Sans", "Helvetica")
_SHAPE = "une zone de texte, une forme ou un filigrane"
_OUTSIDE_RUNS = {
    qn("w:hyperlink"): "les liens (leurs mots y sont)",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": "une formule mathématique",
}
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class Bands:
    """Reads the headers and the footers of a letterhead; `lost` is what no PDF shows of them."""

    def __init__(self, parts: Mapping[str, bytes], sheet: etree._Element, width: float) -> None:
        self.parts, self.sheet, self.width = parts, sheet, width
        self.styles = {style.get(qn("w:styleId"), ""): style for style in sheet.iter(qn("w:style"))}
        self.plain = next((key for key, one in self.styles.items() if one.get(qn("w:default")) == "1" and one.get(
            qn("w:type")) == "paragraph"), "")  # fmt: skip
        self.lost: dict[str, None] = {}

    def band(self, part: str, targets: Mapping[str, str]) -> Band:
        """What a part of the letterhead holds; nothing where it is not there."""
        if part not in self.parts:
            return ()
        root = parse_xml(self.parts[part])
        styles = {one.get(qn("w:val"), "") for name in STYLES for one in root.iter(qn(f"w:{name}"))}
        based = [one for style in (*sorted(styles), self.plain) for one in self.based(style)]
        self.lost |= dict.fromkeys(unseen(root, *based, *self.sheet.iter(qn("w:docDefaults"))))
        for fonts in (found for one in (root, *based) for found in one.iter(qn("w:rFonts"))):
            name = fonts.get(qn("w:ascii"), PLAIN_FONTS[0])
            if name not in PLAIN_FONTS:
                self.lost[f"la police des mots (« {name} »)"] = None
        rows = tuple(self._rows(root, targets))
        while rows and not any(line.pieces for cell in rows[-1] for line in cell.lines):
            rows = rows[:-1]
        return rows

    def _rows(self, above: etree._Element, targets: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
        for child in above:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "p":
                yield self._paragraph(child, targets)
            elif name == "tbl":
                self._measures(child)
                yield from self._table(child, targets)
            elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
                yield from self._rows(child, targets)
            elif name in ("altChunk", "subDoc"):
                self.lost["un document inséré"] = None

    def _table(self, table: etree._Element, targets: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
        for row in table.iter(qn("w:tr")):
            if next(row.iterancestors(qn("w:tbl"))) is not table or _is_on(row, "w:trPr/w:hidden"):
                continue
            cells = [one for one in row.iter(qn("w:tc")) if next(one.iterancestors(qn("w:tr"))) is row]
            if any(one.find(f".//{qn('w:tbl')}") is not None for one in cells):
                self.lost["la disposition d’un tableau dans un tableau"] = None
            yield tuple(
                Cell(share, tuple(self._lines(cell, targets)), value(cell, "w:tcPr/w:vAlign") or "top")
                for share, cell in zip(_shares(cells), cells, strict=True)
            )

    def _measures(self, table: etree._Element) -> None:
        """Name the width of a table that is not that of the text."""
        width = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
        kind, said = ("", "0") if width is None else (width.get(qn("w:type"), "dxa"), width.get(qn("w:w"), "0"))
        columns = [float(one.get(qn("w:w"), "0")) for one in table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}")]
        part = {"dxa": float(said.rstrip("%")) * POINTS / self.width, "pct": float(said.rstrip("%")) / 5_000}.get(
            "pct" if "%" in said else kind, sum(columns) * POINTS / self.width
        ) * (50 if "%" in said else 1)  # fmt: skip
        if part and abs(part - 1) > 0.1:
            self.lost["la largeur d’un tableau (il a celle du texte)"] = None

    def _lines(self, cell: etree._Element, targets: Mapping[str, str]) -> Iterator[Line]:
        for paragraph in cell.iter(qn("w:p")):
            for part in self._paragraph(paragraph, targets):
                yield from part.lines

    def _paragraph(self, paragraph: etree._Element, targets: Mapping[str, str]) -> tuple[Cell, ...]:
        """A paragraph of a band: one cell, or several where tabulations put words in the middle and on the right."""
        chain = list(self._chain(paragraph))
        alignment = next((said for one in (paragraph, *chain) if (said := value(one, "w:pPr/w:jc"))), "")
        if alignment == "distribute":
            self.lost["les mots espacés sur toute la ligne"] = None
        found = self._pieces(paragraph, chain, targets)
        pieces = [piece for piece in found if piece.text or piece.counter or piece.picture]
        line = replace(self._spaced(paragraph, chain, empty=not pieces), alignment=ALIGNMENTS.get(alignment, "left"))
        stops = self._stops((paragraph, *chain))
        sides, parts = ["left"], [list[Piece]()]
        for piece in pieces:
            for rank, words in enumerate(re.split("([\t\v\f])", piece.text)):
                if rank % 2:
                    sides.append({"\v": "center", "\f": "right"}.get(words) or next(stops, "left"))
                    parts.append([])
                elif words or not piece.text:
                    parts[-1].append(replace(piece, text=words))
        if len(parts) == 1:
            return (Cell(1, (replace(line, pieces=tuple(pieces)),)),)
        by_side = dict(zip(sides, parts, strict=False))
        if sides != sorted(sides, key=("left", "center", "right").index) or len(by_side) < len(parts):
            self.lost["la place des tabulations"] = None
            plain = tuple(replace(piece, text=re.sub("[\v\f]", "\t", piece.text)) for piece in pieces)
            return (Cell(1, (replace(line, pieces=plain),)),)
        shown = ("left", "center", "right") if "center" in by_side else ("left", "right")
        return tuple(
            Cell(1 / len(shown), (replace(line, pieces=tuple(by_side.get(side, ())), alignment=side),))
            for side in shown
        )

    def _stops(self, chain: tuple[etree._Element, ...]) -> Iterator[str]:
        """The sides of the tab stops of a paragraph, from the left."""
        stops: dict[str, str] = {}
        for one in reversed(chain):
            for stop in one.iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}"):
                stops[stop.get(qn("w:pos"), "0")] = stop.get(qn("w:val"), "left")
        kept = {at: kind for at, kind in stops.items() if kind not in ("clear", "bar")}
        yield from (ALIGNMENTS.get(kept[at], "left") for at in sorted(kept, key=float))

    def _spaced(self, paragraph: etree._Element, chain: list[etree._Element], *, empty: bool) -> Line:
        """A line without its pieces: its indents, and the space before and after it."""

        def said(path: str, *names: str) -> float:
            asked = ((one.find("/".join(map(qn, f"w:pPr/{path}".split("/")))), name) for one in (paragraph, *chain)
                     for name in names)  # fmt: skip
            found = (one.get(qn(f"w:{name}")) for one, name in asked if one is not None)
            return float(next((measure for measure in found if measure), 0)) * POINTS

        said_rule = (one.find(f"{qn('w:pPr')}/{qn('w:spacing')}[@{qn('w:line')}]") for one in (paragraph, *chain))
        rule = next((one.get(qn("w:lineRule"), "auto") for one in said_rule if one is not None), "auto")
        if not empty and (rule != "auto" or said("w:spacing", "line") > _WIDE):
            self.lost["l’interligne"] = None
        return Line(
            (),
            before=said("w:spacing", "before"),
            after=said("w:spacing", "after"),
            left=said("w:ind", "left", "start"),
            right=said("w:ind", "right", "end"),
            first=said("w:ind", "firstLine") - said("w:ind", "hanging"),
        )

    def _pieces(
        self, above: etree._Element, chain: list[etree._Element], targets: Mapping[str, str]
    ) -> Iterator[Piece]:
        """The pieces of a paragraph; a number of pages stands for what Word last worked out of it."""
        fields: list[Field] = []
        for tag, what in _OUTSIDE_RUNS.items():
            if next(above.iter(tag), None) is not None:
                self.lost[what] = None
        for run in runs(above):
            asked = [run, *self._run_chain(run), *chain]
            look = self.look(asked)
            hidden = _said(asked, "w:vanish") not in ("", *OFF)  # hidden in Word as well
            for child in run:
                ended = follow(child, fields)
                if ended and ended.lost:
                    self.lost[ended.lost] = None
                if hidden or not all(one.shows for one in fields):
                    continue
                if ended and ended.counter:
                    yield replace(look, counter=ended.counter)
                elif not ended:
                    yield from self._shown(child, look, targets)

    def _shown(self, element: etree._Element, look: Piece, targets: Mapping[str, str]) -> Iterator[Piece]:
        name = etree.QName(element).localname if isinstance(element.tag, str) else "rPr"
        if name in SIGNS or name == "t":
            yield replace(look, text=SIGNS.get(name, element.text or ""))
        elif name == "ptab":
            yield replace(look, text=TABS.get(element.get(qn("w:alignment"), ""), "\t"))
        elif name == "pgNum":
            yield replace(look, counter="page")
        elif name == "drawing":
            yield from self._drawing(element, look, targets)
        elif name in ("pict", "object", "AlternateContent"):
            self.lost[_SHAPE] = None
        elif name == "sym":
            self.lost["un signe propre à une police"] = None
        elif name not in SILENT:
            self.lost[f"un champ ou un signe que Word seul écrit (« {name} »)"] = None

    def _drawing(self, drawing: etree._Element, look: Piece, targets: Mapping[str, str]) -> Iterator[Piece]:
        blip = next(drawing.iter(f"{_A}blip"), None)
        content = self.parts.get(targets.get(blip.get(qn("r:embed"), ""), "")) if blip is not None else None
        if blip is None or content is None:
            self.lost[_SHAPE] = None
            return
        extent = next(drawing.iter(qn("wp:extent")), None)
        try:
            picture = picture_of(content)
        except InputError:
            self.lost["une image d’un format que seul Word dessine"] = None
            return
        if drawing.find(qn("wp:anchor")) is not None:
            self.lost["la place d’une image flottante (elle est mise dans la ligne)"] = None
        if any(any(one.attrib.values()) for one in drawing.iter(f"{_A}srcRect")):
            self.lost["le rognage d’une image"] = None
        if any(
            one.get(turn, "0") not in OFF for one in drawing.iter(f"{_A}xfrm") for turn in ("rot", "flipH", "flipV")
        ):
            self.lost["la rotation d’une image"] = None
        if any(child.tag != f"{_A}extLst" for child in blip):
            self.lost["les effets d’une image"] = None
        if len(list(drawing.iter(f"{_A}blip"))) > 1:
            self.lost["les autres images d’un groupe"] = None
        width, height = (int(extent.get(side, 0)) / EMU if extent is not None else 0 for side in ("cx", "cy"))
        yield replace(look, picture=picture, width=width, height=height)

    def _chain(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        yield from self.based(value(paragraph, "w:pPr/w:pStyle") or self.plain)
        yield from self.sheet.iter(qn("w:rPrDefault"))
        yield from self.sheet.iter(qn("w:pPrDefault"))

    def _run_chain(self, run: etree._Element) -> Iterator[etree._Element]:
        yield from self.based(value(run, "w:rPr/w:rStyle"))

    def based(self, identifier: str) -> Iterator[etree._Element]:
        """A style, and those that it is based on."""
        seen: set[str] = set()
        while identifier in self.styles and identifier not in seen:
            seen.add(identifier)
            yield self.styles[identifier]
            identifier = value(self.styles[identifier], "w:basedOn")

    def look(self, chain: list[etree._Element]) -> Piece:
        """The look of the words of a run, from what its own properties and its styles say."""
        size, colour = _said(chain, "w:sz"), _said(chain, "w:color")
        return Piece(
            size=int(size) / 2 if size.isdecimal() else 10,
            bold=_said(chain, "w:b") not in ("", *OFF),
            italic=_said(chain, "w:i") not in ("", *OFF),
            colour=f"#{colour}" if len(colour) == len("1F3A52") else "",
        )


_WIDE = 17.0
"""Points: half as much again between two lines, where a line is 240 twentieths."""


def _said(chain: list[etree._Element], name: str) -> str:
    return next((said for one in chain if (said := value(one, f"w:rPr/{name}", "1"))), "")


def _is_on(above: etree._Element, path: str) -> bool:
    return value(above, path, "1") not in ("", *OFF)


def _shares(cells: list[etree._Element]) -> list[float]:
    """The share of each cell in the width of its row."""
    found = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") for cell in cells]
    widths = [0.0 if one is None else float(one.get(qn("w:w"), "0").rstrip("%")) for one in found]
    return [width / sum(widths) for width in widths] if all(widths) else [1 / len(cells)] * len(cells)

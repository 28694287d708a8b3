"""The pages: the first one, the others and those on their side, with what stands at their top and at their foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.document import Document
from engine.writing.layout.measures import LANDSCAPE_WIDTH, MILLIMETRE, PORTRAIT_WIDTH
from engine.writing.layout.opening import HEAD_TOP, PARTIES_SHARE, PARTY_SHARE, head, running_parties, running_title
from engine.writing.layout.pictures import read_picture
from engine.writing.layout.stationery import Band, Cell, Line, Piece, Stationery
from engine.writing.odt.draft import Draft
from engine.writing.odt.pictures import picture
from engine.writing.odt.text import escaped, paragraph, points, run, span

FIRST, OTHERS, LANDSCAPE = "First_20_Page", "Standard", "Landscape"
LOGO_BOX = (70 * MILLIMETRE, 26 * MILLIMETRE)
POINTS_PER_PIXEL = 0.75

NUMBER, COUNT = (
    '<text:page-number text:select-page="current">1</text:page-number>',
    "<text:page-count>1</text:page-count>",
)
PAGES = f"Page {NUMBER} / {COUNT}"
VERTICAL = {"center": "middle", "bottom": "bottom"}
ALIGNED = {"center": "center", "right": "end"}


class Sheet(NamedTuple):
    """A page: its size, where its header and its footer begin, where its text does, in points."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    header_at: float
    footer_at: float
    landscape: bool = False


class Pages(NamedTuple):
    """The pages of a contract: their declarations, and how wide the text is on those of each kind, in points."""

    layouts: str
    masters: str
    portrait_width: float
    landscape_width: float


def pages(document: Document, draft: Draft, stationery: Stationery | None, title_top: float, lying: bool) -> Pages:
    """Settle the pages; `title_top` is where the text of the first one begins, `lying` whether it is on its side.

    Raises:
        InputError: for a logo that cannot be read.
    """
    if stationery:
        return _of_stationery(stationery, draft, lying)
    width, height = 210 * MILLIMETRE, 297 * MILLIMETRE
    side, foot, edge, footer = 22 * MILLIMETRE, 22 * MILLIMETRE, 15 * MILLIMETRE, 8 * MILLIMETRE
    others = Sheet(width, height, (24 * MILLIMETRE, side, foot, side), 12 * MILLIMETRE, footer)
    landscape = Sheet(height, width, (22 * MILLIMETRE, edge, foot, edge), 10 * MILLIMETRE, footer, landscape=True)
    first = (landscape if lying else others)._replace(header_at=HEAD_TOP)
    first = first._replace(margins=(title_top, *first.margins[1:]))
    wide = LANDSCAPE_WIDTH if lying else PORTRAIT_WIDTH
    opening = (_head(document, draft, wide), _foot(document, draft, wide))
    masters = (
        _master(FIRST, "Première page", "page-1", LANDSCAPE if lying else OTHERS, opening),
        _master(OTHERS, "Style par défaut", "page-2", "", _running(document, draft, PORTRAIT_WIDTH)),
        _master(LANDSCAPE, "Paysage", "page-3", "", _running(document, draft, LANDSCAPE_WIDTH)),
    )
    gap = 6 * MILLIMETRE
    layouts = _layout("page-1", first, 10 * MILLIMETRE, gap) + _layout("page-2", others, gap, gap)
    layouts += _layout("page-3", landscape, gap, gap)
    return Pages(layouts, "".join(masters), PORTRAIT_WIDTH, LANDSCAPE_WIDTH)


def _of_stationery(paper: Stationery, draft: Draft, lying: bool) -> Pages:
    """The page of a letterhead, whose header and footer are its own."""
    _, right, _, left = paper.margins

    def sheet(*, first: bool, landscape: bool) -> Sheet:
        size = (paper.height, paper.width) if landscape else (paper.width, paper.height)
        margins = (paper.top(first=first), right, paper.bottom, left)
        return Sheet(*size, margins, paper.header_at, paper.footer_at, landscape)

    kinds = ((FIRST, sheet(first=True, landscape=lying)), (OTHERS, sheet(first=False, landscape=False)),
             (LANDSCAPE, sheet(first=False, landscape=True)))  # fmt: skip
    french = ("Première page", "Style par défaut", "Paysage")
    layouts, masters = "", ""
    for rank, ((name, one), told) in enumerate(zip(kinds, french, strict=True), start=1):
        width = one.width - left - right
        bands = paper.first if name == FIRST else paper.others
        after = (LANDSCAPE if lying else OTHERS) if name == FIRST else ""
        layouts += _layout(f"page-{rank}", one, 0, 0)
        masters += _master(name, told, f"page-{rank}", after, tuple(_band(band, draft, width) for band in bands))
    return Pages(layouts, masters, paper.width - left - right, paper.height - left - right)


def _layout(name: str, sheet: Sheet, below: float, above: float) -> str:
    """A page; `below` its header and `above` its footer lie so many points before the text."""
    top, right, bottom, left = sheet.margins
    header = max(top - sheet.header_at - below, 1)
    footer = max(bottom - sheet.footer_at - above, 1)
    way = "landscape" if sheet.landscape else "portrait"
    look = '<style:header-footer-properties fo:min-height="{}" fo:margin-{}="{}"/>'
    return (
        f'<style:page-layout style:name="{name}"><style:page-layout-properties fo:page-width="{points(sheet.width)}"'
        f' fo:page-height="{points(sheet.height)}" style:print-orientation="{way}"'
        f' fo:margin-top="{points(sheet.header_at)}" fo:margin-right="{points(right)}"'
        f' fo:margin-bottom="{points(sheet.footer_at)}" fo:margin-left="{points(left)}"/>'
        f"<style:header-style>{look.format(points(header), 'bottom', points(below))}</style:header-style>"
        f"<style:footer-style>{look.format(points(footer), 'top', points(above))}</style:footer-style>"
        "</style:page-layout>"
    )


def _master(name: str, french: str, layout: str, after: str, bands: tuple[str, ...]) -> str:
    header, footer = bands
    following = f' style:next-style-name="{after}"' if after else ""
    return (
        f'<style:master-page style:name="{name}" style:display-name="{french}" style:page-layout-name="{layout}"'
        f"{following}><style:header>{header}</style:header><style:footer>{footer}</style:footer></style:master-page>"
    )


def _running(document: Document, draft: Draft, width: float) -> tuple[str, str]:
    """The header and the footer of the pages after the first."""
    title = run(running_title(document.letterhead))
    return paragraph("Running_20_title", title), _foot(document, draft, width)


def _foot(document: Document, draft: Draft, width: float) -> str:
    """The parties, and the number of the page on their right."""
    parties = paragraph("Footer", run(running_parties(document.letterhead)))
    number = paragraph("Page_20_number", PAGES)
    return columns([(PARTIES_SHARE, "top", parties), (1 - PARTIES_SHARE, "top", number)], draft, width)


def _head(document: Document, draft: Draft, width: float) -> str:
    """The logos of the parties, or their names in the place of a logo that they did not give."""
    letterhead = document.letterhead
    shape = head(letterhead)
    sides = []
    for logo, names, style in zip((letterhead.authority_logo, letterhead.manager_logo), shape.names,
                                  ("Party", "Other_20_party"), strict=True):  # fmt: skip
        size = f'<style:text-properties fo:font-size="{points(shape.letters)}"/>'
        name = draft.style("paragraph", f' style:parent-style-name="{style}"', size)
        first = _logo(logo, names[0], draft) if logo else run(names[0])
        sides.append("".join(paragraph(name, one) for one in (first, *map(run, names[1:]))))
    gap = (1 - 2 * PARTY_SHARE, "middle", paragraph("Footer", ""))
    left, right = ((PARTY_SHARE, "middle", side) for side in sides)
    return columns([left, gap, right], draft, width)


def _logo(path: str, party: str, draft: Draft) -> str:
    shown = read_picture(path)
    width, height = shown.width * POINTS_PER_PIXEL, shown.height * POINTS_PER_PIXEL
    scale = min(1, LOGO_BOX[0] / width, LOGO_BOX[1] / height)
    member = draft.picture(shown.content, shown.extension)
    return picture(member, width * scale, height * scale, f"Logo : {party}" if party else "Logo", "Logo")


def _band(band: Band, draft: Draft, width: float) -> str:
    """A header or a footer of a letterhead, row by row."""
    return "".join(_band_row(row, draft, width) for row in band) or paragraph("Footer", "")


def _band_row(row: tuple[Cell, ...], draft: Draft, width: float) -> str:
    if len(row) == 1:
        return "".join(_line(line, draft) for line in row[0].lines)
    cells = [
        (one.share, VERTICAL.get(one.vertical, "top"), "".join(_line(line, draft) for line in one.lines)) for one in row
    ]
    return columns(cells, draft, width)


def _line(line: Line, draft: Draft) -> str:
    sides = {"margin-top": line.before, "margin-bottom": line.after, "margin-left": line.left,
             "margin-right": line.right, "text-indent": line.first}  # fmt: skip
    properties = "".join(f' fo:{name}="{points(length)}"' for name, length in sides.items() if length)
    properties += f' fo:text-align="{ALIGNED.get(line.alignment, "start")}" fo:line-height="104%"'
    size = max((piece.size for piece in line.pieces), default=10)
    look = f'<style:paragraph-properties{properties}/><style:text-properties fo:font-size="{points(size)}"/>'
    style = draft.style("paragraph", ' style:parent-style-name="Standard"', look)
    return paragraph(style, "".join(_piece(piece, draft) for piece in line.pieces))


def _piece(piece: Piece, draft: Draft) -> str:
    if piece.picture:
        member = draft.picture(piece.picture.content, piece.picture.extension)
        return picture(member, piece.width, piece.height, "", "Image")
    look = f' fo:font-size="{points(piece.size)}"' + ' fo:font-weight="bold"' * piece.bold
    look += ' fo:font-style="italic"' * piece.italic + f' fo:color="{escaped(piece.colour)}"' * bool(piece.colour)
    words = {"page": NUMBER, "pages": COUNT}.get(piece.counter) or run(piece.text)
    return span(words, draft.style("text", "", f"<style:text-properties{look}/>"))


def columns(cells: Sequence[tuple[float, str, str]], draft: Draft, width: float) -> str:
    """Words side by side: the share of each column, where its words stand in its height, and its paragraphs."""
    name = draft.style(
        "table",
        "",
        f'<style:table-properties style:width="{points(width)}" table:align="left" table:border-model="collapsing"/>',
    )
    declared, row = "", ""
    for share, vertical, content in cells:
        column = f'<style:table-column-properties style:column-width="{points(share * width)}"/>'
        look = f'<style:table-cell-properties fo:padding="0pt" fo:border="none" style:vertical-align="{vertical}"/>'
        declared += f'<table:table-column table:style-name="{draft.style("table-column", "", column)}"/>'
        row += (
            f'<table:table-cell table:style-name="{draft.style("table-cell", "", look)}">{content}</table:table-cell>'
        )
    return (
        f'<table:table table:style-name="{name}">{declared}<table:table-row>{row}</table:table-row></table:table>'
        + paragraph("Thin", "")
    )

"""The page of a département's letterhead in HTML: what WeasyPrint repeats at the top and at the foot of each page."""

from __future__ import annotations

from base64 import b64encode

from engine.writing.layout.page.inlines import escaped, words_markup
from engine.writing.layout.stationery import Band, Cell, Line, Piece, Stationery

ACCENTED = "h1, h2, h3, h4, h5, h6, p.titre, p.sous-titre, #sommaire, caption, figcaption"
RULES = """
.charte { width: 100%; font-family: "Liberation Sans", "DejaVu Sans", sans-serif; line-height: 1.2; color: #1a1a1a; }
.charte p { margin: 0; orphans: 1; widows: 1; }
.charte > div { display: flex; align-items: center; width: 100%; }
.charte img { image-rendering: crisp-edges; }
.page::before { content: counter(page); }
.pages::before { content: counter(pages); }
"""

_VERTICAL = {"center": "center", "bottom": "flex-end"}

NAMES = (("charte-premier-haut", "charte-premier-bas"), ("charte-haut", "charte-bas"))


def stationery_style(stationery: Stationery) -> str:
    """The measures and the colours of the letterhead, over those of the style sheet."""
    _, right, _, left = stationery.margins
    size = f"{stationery.width:.1f}pt {stationery.height:.1f}pt"
    head, sides = f"{stationery.top(first=False):.1f}pt", f"{right:.1f}pt {stationery.bottom:.1f}pt {left:.1f}pt"
    colours = f"{ACCENTED} {{ color: {stationery.accent}; }}" * bool(stationery.accent)
    lying = f"{stationery.height:.1f}pt {stationery.width:.1f}pt"
    return (
        f"<style>{colours}\n{RULES}"
        + "".join(f".{name} {{ position: running({name}); }}\n" for names in NAMES for name in names)
        + f"@page {{ size: {size}; margin: {head} {sides}; {_boxes(stationery, NAMES[1])} }}\n"
        f"@page :first {{ margin-top: {stationery.top(first=True):.1f}pt; {_boxes(stationery, NAMES[0])} }}\n"
        f"@page paysage {{ size: {lying}; margin: {head} {sides}; }}</style>\n"
    )


def bands_markup(stationery: Stationery) -> str:
    """The headers and the footers, each taken out of the page to be repeated."""
    pages = (stationery.first, stationery.others)
    return "".join(
        f'<div class="charte {name}">{_band(band)}</div>\n'
        for names, bands in zip(NAMES, pages, strict=True)
        for name, band in zip(names, bands, strict=True)
    )


def _boxes(stationery: Stationery, names: tuple[str, str]) -> str:
    head, foot = names
    look = "border: 0; margin: 0; width: 100%;"
    above, below = f"padding: {stationery.header_at:.1f}pt 0 0;", f"padding: 0 0 {stationery.footer_at:.1f}pt;"
    return (
        f"@top-center {{ content: element({head}); {look} vertical-align: top; {above} }}"
        " @bottom-left { content: none; } @bottom-right { content: none; }"
        f" @bottom-center {{ content: element({foot}); {look} vertical-align: bottom; {below} }}"
    )


def _band(band: Band) -> str:
    return "".join(f"<div>{''.join(map(_cell, row))}</div>" for row in band)


def _cell(cell: Cell) -> str:
    look = f"width:{cell.share * 100:.2f}%;align-self:{_VERTICAL.get(cell.vertical, 'flex-start')}"
    return f'<div style="{look}">{"".join(map(_line, cell.lines))}</div>'


def _line(line: Line) -> str:
    size = max((piece.size for piece in line.pieces), default=10)
    words = "".join(map(_piece, line.pieces)) or "&#160;"
    look = f"text-align:{line.alignment};font-size:{size:g}pt"
    if any((line.before, line.after, line.left, line.right)):
        look += f";padding:{line.before:g}pt {line.right:g}pt {line.after:g}pt {line.left:g}pt"
    look += f";text-indent:{line.first:g}pt" * bool(line.first)
    return f'<p style="{look}">{words}</p>'


def _piece(piece: Piece) -> str:
    if piece.picture:
        address = f"data:image/{piece.picture.extension};base64,{b64encode(piece.picture.content).decode()}"
        return f'<img src="{address}" alt="" style="width:{piece.width:.1f}pt;height:{piece.height:.1f}pt">'
    look = f"font-size:{piece.size:g}pt" + ";font-weight:bold" * piece.bold + ";font-style:italic" * piece.italic
    look += f";color:{escaped(piece.colour)}" * bool(piece.colour)
    if piece.counter:
        return f'<span class="{piece.counter}" style="{look}"></span>'
    return f'<span style="{look}">{"<br>".join(words_markup(one) for one in piece.text.split(chr(10)))}</span>'

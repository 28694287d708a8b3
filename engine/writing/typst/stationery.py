"""The page of a département's letterhead as the data that main.typ draws."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

from engine.writing.layout.stationery import Band, Line, Piece, Stationery
from engine.writing.typst.blocks import Data, pieces_of
from engine.writing.typst.place import Place


def stationery_data(stationery: Stationery, place: Place) -> Data:
    """Settle the page for the template."""
    _, right, _, left = stationery.margins
    within = replace(place, width=stationery.width - left - right)
    return {
        "width": stationery.width,
        "height": stationery.height,
        "top": stationery.top(first=False),
        "first-top": stationery.top(first=True),
        "bottom": stationery.bottom,
        "left": left,
        "right": right,
        "header": stationery.header_at,
        "footer": stationery.footer_at,
        "first": [_band(band, within) for band in stationery.first],
        "others": [_band(band, within) for band in stationery.others],
    }


def _band(band: Band, place: Place) -> list[list[Data]]:
    return [
        [
            {
                "share": cell.share,
                "vertical": cell.vertical if cell.vertical in ("center", "bottom") else "top",
                "lines": [_line(line, replace(place, width=place.width * cell.share)) for line in cell.lines],
            }
            for cell in row
        ]
        for row in band
    ]


def _line(line: Line, place: Place) -> Data:
    within = replace(place, width=max(place.width - line.left - line.right, 1))
    return {
        "alignment": line.alignment,
        "before": line.before,
        "after": line.after,
        "left": line.left,
        "right": line.right,
        "first": line.first,
        "pieces": [_piece(piece, within) for piece in line.pieces],
    }


def _piece(piece: Piece, place: Place) -> Data:
    within = replace(place, letters=piece.size, bold=piece.bold)
    return {
        "lines": [pieces_of(one, within) for one in piece.text.split("\n")],
        "counter": piece.counter,
        "picture": _picture(piece),
        "size": piece.size,
        "bold": piece.bold,
        "italic": piece.italic,
        "colour": piece.colour,
    }


def _picture(piece: Piece) -> str | None:
    if piece.picture is None:
        return None
    size = f'width="{piece.width:.2f}pt" height="{piece.height:.2f}pt"'
    address = f"data:image/{piece.picture.extension};base64,{b64encode(piece.picture.content).decode()}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{address}"/></svg>'

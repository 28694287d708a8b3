"""What the cells of a workbook look like, by what they are for. Nothing is told by its colour alone."""

from __future__ import annotations

from typing import Any

from engine.workbook import SheetCell

Look = dict[str, Any]
"""What a format of XlsxWriter is made of."""

FONT = "Liberation Sans"
LINK: Look = {"underline": 1, "font_color": "#0563C1"}
BOX: Look = {"border": 1, "border_color": "#A6A6A6"}
HEADER_FILL = "#D9E2F3"
_COLOURS = {"title": "#1F3864", "words": "#595959", "formula": "#595959", "unit": "#595959", "message": "#9C0006"}
_INPUT_BOX: Look = {"border": 3, "border_color": "#7F6000"}

HOLDS: Look = {"font_color": "#375623", "bg_color": "#E2EFDA"}
BROKEN: Look = {"font_color": "#9C0006", "bold": True, "bg_color": "#FFC7CE"}
"""The looks of a check that holds and of one that does not."""

UNUSED: Look = {"font_color": "#808080", "bg_color": "#D9D9D9"}
"""The look of an answer that others leave without use, as the words beside it say."""

_HEADERS = frozenset({"corner", "header"})
_BOXED = frozenset({"corner", "header", "label", "unit", "formula", "input", "computed", "check", "heading"})
_WORDS = frozenset({"words", "formula", "message", "unit"})
_LEFT = frozenset({"title", "subtitle", "words", "heading", "label", "formula", "message", "link"})
_FILLS = {"corner": HEADER_FILL, "header": HEADER_FILL, "heading": "#EDEDED", "input": "#FFF9DB"}
_MONEY = ("€", "€/h", "€/km")
_DECIMALS = 2


def look_of(cell: SheetCell) -> Look:
    """The font of a cell, its fill, its box, the format of its figure, and its lock where nothing is to be typed."""
    typed = cell.limits is not None
    text = cell.unit == "texte" or (cell.limits is not None and cell.limits.text)
    side = "left" if cell.role in _LEFT or (cell.role in {"input", "computed"} and text) else "right"
    chosen = cell.limits is not None and bool(cell.limits.choices)
    side = "center" if chosen or cell.role in {"check", "unit"} or cell.role in _HEADERS else side
    look = _font(cell) | {"align": side, "valign": "vcenter", "text_wrap": cell.role != "link", "locked": not typed}
    look["num_format"] = number_format(cell, whole=is_free(cell))
    if cell.role in _BOXED:
        look |= _INPUT_BOX if typed else BOX
    if fill := _FILLS.get("input" if typed else cell.role):
        look["bg_color"] = fill
    return look


def number_format(cell: SheetCell, *, whole: bool = False) -> str:
    """How a figure is shown: « 1 234,50 € », with a minus where it is negative; a text cell keeps what is typed.

    Where nothing says how many decimals, it is as a `whole` number that a figure which is one is shown.
    """
    if cell.limits and cell.limits.text:
        return "@"
    if cell.unit == "texte":
        return "General"
    if cell.unit == "oui/non":
        return '[=1]"oui";[=0]"non";General'
    if cell.role not in {"input", "computed"}:
        return "0" if cell.limits else "General"  # a year has no separator
    decimals = 0 if whole else _DECIMALS if cell.decimals is None else cell.decimals
    figure = "#,##0" + (f".{'0' * decimals}" if decimals else "")
    unit = f'"\u00a0{cell.unit}"' if cell.unit in (*_MONEY, "%") else ""
    return f"{figure}{unit};-{figure}{unit}"


def is_free(cell: SheetCell) -> bool:
    """Whether nothing says how many decimals the figure of a cell has."""
    figure = cell.role in {"input", "computed"} and not (cell.limits and cell.limits.text)
    return figure and cell.decimals is None and cell.unit not in (*_MONEY, "oui/non", "texte")


def size_of(cell: SheetCell) -> int:
    """The size of the letters of a cell, in points."""
    return 14 if cell.role == "title" else 9 if cell.role in _WORDS else 10


def _font(cell: SheetCell) -> Look:
    font: Look = {"font_name": FONT, "font_size": size_of(cell)}
    if cell.role == "link":
        return font | LINK
    if cell.role in _COLOURS:
        bold = cell.role not in _WORDS or cell.role == "message"
        return font | {"bold": bold, "font_color": _COLOURS[cell.role]}
    return font | {"bold": cell.strong or cell.role in _HEADERS or cell.role in {"subtitle", "heading"}}

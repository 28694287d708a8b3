"""What the cells of a workbook look like, by what they are for. Nothing is told by its colour alone."""

from __future__ import annotations

from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from engine.workbook import SheetCell

_FONT = "Liberation Sans"
_LINK = "0563C1"
_COLOURS = {"title": "1F3864", "words": "595959", "formula": "595959", "unit": "595959", "message": "9C0006"}
_THIN, _DOTTED = Side("thin", color="A6A6A6"), Side("dashed", color="7F6000")
_BOX, _INPUT_BOX = (Border(side, side, side, side) for side in (_THIN, _DOTTED))

HOLDS: dict[str, Any] = {"font": Font(color="375623"), "fill": PatternFill("solid", bgColor="E2EFDA")}
BROKEN: dict[str, Any] = {"font": Font(color="9C0006", bold=True), "fill": PatternFill("solid", bgColor="FFC7CE")}
"""The looks of a check that holds and of one that does not."""

_HEADERS = frozenset({"corner", "header"})
_BOXED = frozenset({"corner", "header", "label", "unit", "formula", "input", "computed", "check", "heading"})
_WORDS = frozenset({"words", "formula", "message", "unit"})
_LEFT = frozenset({"title", "subtitle", "words", "heading", "label", "formula", "message", "link"})


def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


_FILLS = {role: _solid("D9E2F3") for role in _HEADERS} | {"heading": _solid("EDEDED"), "input": _solid("FFF9DB")}
_MONEY = ("€", "€/h", "€/km")
_DECIMALS = 2


def dress(target: Cell, cell: SheetCell) -> None:
    """Give a cell its font, its fill, its box, the format of its figure, and its lock where nothing is to be typed."""
    typed = cell.limits is not None
    target.font = _font(cell)
    fill = _FILLS.get("input" if typed else cell.role)
    if fill:
        target.fill = fill
    if cell.role in _BOXED:
        target.border = _INPUT_BOX if typed else _BOX
    text = cell.unit == "texte" or (cell.limits is not None and cell.limits.text)
    side = "left" if cell.role in _LEFT or (cell.role in {"input", "computed"} and text) else "right"
    chosen = cell.limits is not None and bool(cell.limits.choices)
    side = "center" if chosen or cell.role in {"check", "unit"} or cell.role in _HEADERS else side
    target.alignment = Alignment(side, "center", wrap_text=cell.role != "link")
    target.number_format = number_format(cell, whole=is_free(cell))
    target.protection = Protection(locked=not typed)


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


def _font(cell: SheetCell) -> Font:
    size = size_of(cell)
    if cell.role == "link":
        return Font(_FONT, size, underline="single", color=_LINK)
    if cell.role in _COLOURS:
        return Font(_FONT, size, bold=cell.role not in _WORDS or cell.role == "message", color=_COLOURS[cell.role])
    bold = cell.strong or cell.role in _HEADERS or cell.role in {"subtitle", "heading"}
    return Font(_FONT, size, bold=bold)

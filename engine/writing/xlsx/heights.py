"""The heights of rows. Spreadsheets do not fit those of merged cells, nor any before they are touched."""

from __future__ import annotations

from collections import defaultdict
from math import ceil

from engine.workbook import Sheet, SheetCell

_LINE, _LEAST, _MOST = 13.0, 17.0, 400.0
"""The height of a line of text, the least and the most of a row (Excel takes 409), in points."""
_TITLE = 1.5
"""How much larger a title is written."""
_FILL = 1.05
"""How many characters a column of width 1 holds, on average."""


def heights(sheet: Sheet) -> dict[int, float]:
    """The height of each row, so that none of its words is hidden."""
    rows: dict[int, list[float]] = defaultdict(list)
    for cell in sheet.cells:
        rows[cell.row].append(_height(cell, sheet))
    return {row: min(max(_LEAST, *found), _MOST) for row, found in rows.items()}


def _height(cell: SheetCell, sheet: Sheet) -> float:
    size = _TITLE if cell.role == "title" else 1.0
    width = sum(sheet.widths[cell.column - 1 : cell.column - 1 + cell.columns]) * _FILL / size
    if not isinstance(cell.value, str) or (cell.formula and cell.role != "message"):
        return _LEAST
    lines = sum(max(1, ceil(len(line) / width)) for line in cell.value.split("\n"))
    if cell.role == "message":  # empty today, it may say something once figures have changed
        lines = max(lines, 2)
    return lines * _LINE * size + 4

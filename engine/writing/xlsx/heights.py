"""The heights of rows. Spreadsheets do not fit those of merged cells, nor any before they are touched."""

from __future__ import annotations

from collections import defaultdict
from math import ceil

from engine.workbook import Sheet, SheetCell
from engine.writing.xlsx.styles import size_of

_LEAST, _MOST = 17.0, 400.0
"""The least and the most height of a row (Excel takes 409), in points."""
_LEADING = 1.3
"""The height of a line, in heights of its letters."""
_FILL = 11.5
"""How many letters of one point a column of width 1 holds on average; widths count letters of eleven."""


def heights(sheet: Sheet) -> dict[int, float]:
    """The height of each row, so that none of its words is hidden."""
    rows: dict[int, list[float]] = defaultdict(list)
    for cell in (one for one in sheet.cells if one.role != "data"):
        rows[cell.row].append(_height(cell, sheet))
    return {row: min(max(_LEAST, *found), _MOST) for row, found in rows.items()}


def _height(cell: SheetCell, sheet: Sheet) -> float:
    size = size_of(cell)
    if cell.limits and cell.lines > 1:
        return cell.lines * _LEADING * size + 4
    width = sum(sheet.widths[cell.column - 1 : cell.column - 1 + cell.columns]) * _FILL / size
    if not isinstance(cell.value, str) or (cell.formula and cell.role != "message"):
        return _LEAST
    lines = sum(max(1, ceil(len(line) / width)) for line in cell.value.split("\n"))
    if cell.role == "message":  # empty today, it may say something once figures have changed
        lines = max(lines, 2)
    return lines * _LEADING * size + 4

"""Charts that the spreadsheet draws from its own cells, in the colours, hatchings and dashes of every other format."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook as Book
from xlsxwriter.chart import Chart

from engine import french
from engine.workbook import Range, Sheet, SheetCell, SheetChart
from engine.writing.layout.charts.look import Dash, Look, Pattern, look
from engine.writing.xlsx.worked_out import worked_out

_PATTERNS: dict[Pattern, str] = {
    "up": "wide_upward_diagonal", "down": "wide_downward_diagonal", "horizontal": "narrow_horizontal",
    "cross": "diagonal_cross",
}  # fmt: skip
_DASHES: dict[Dash, str] = {"solid": "solid", "dash": "dash", "dot": "round_dot", "dash and dot": "dash_dot"}
_TITLE, _THICK, _THIN = 11, 2.25, 0.75
"""The size of the title and the widths of lines, in points."""
_WIDEST, _HEIGHT, _COLUMN = 24.0, 8.5, 0.185
"""In centimetres; the last is a column of width 1."""
_PIXELS = 96 / 2.54
"""In a centimetre."""
_TYPES: dict[str, dict[str, str]] = {
    "lines": {"type": "line"},
    "bars": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
}


def native_chart(book: Book, chart: SheetChart, sheet: Sheet) -> Chart:
    """A chart of the spreadsheet, as wide as the columns of its sheet, and no wider than a page."""
    width = sum(sheet.widths)
    cells = {(cell.row, cell.column): cell for cell in sheet.cells}
    kind = _TYPES[chart.kind]
    lying = chart.long_names and chart.kind != "lines"
    drawn = book.add_chart({**kind, "type": "bar"} if lying else kind)
    drawn.set_title({"name": titled(chart), "name_font": {"size": _TITLE, "bold": True}, "overlay": False})
    drawn.set_size({"width": round(min(width * _COLUMN, _WIDEST) * _PIXELS), "height": round(_HEIGHT * _PIXELS)})
    drawn.set_legend({"position": "bottom"})
    drawn.set_x_axis({"reverse": lying})  # from top to bottom, as they are read
    drawn.set_y_axis({"num_format": "#,##0", **({"min": 0} if chart.from_zero else {})})
    drawn.show_blanks_as("gap")
    drawn.show_hidden_data()
    for at in range(len(chart.series)):
        drawn.add_series(_series(chart, at) | _values(chart, at, cells))
    return drawn


def titled(chart: SheetChart) -> str:
    """« Produits et charges (€) »."""
    return f"{chart.title} ({chart.unit})" if chart.unit else chart.title


def alternative(chart: SheetChart) -> str:
    """What a chart shows, for who does not see it; its figures are in the table above it."""
    return french.typography(f"{titled(chart)} : {', '.join(name for name, _ in chart.series)}.")


def _series(chart: SheetChart, at: int) -> dict[str, Any]:
    name, values = chart.series[at]
    drawn = {"name": name, "categories": _cells(chart.categories), "values": _cells(values)}
    seen = look(at)
    if chart.kind != "lines":
        return {**drawn, **_painted(seen), "gap": 60}
    inside = {"color": "#FFFFFF" if seen.hollow else seen.colour}
    marker = {"type": seen.marker, "size": 7, "fill": inside, "border": {"color": seen.colour, "width": _THIN}}
    line = {"color": seen.colour, "width": _THICK, "dash_type": _DASHES[seen.dash]}
    return {**drawn, "line": line, "marker": marker}


def _values(chart: SheetChart, at: int, cells: dict[tuple[int, int], SheetCell]) -> dict[str, Any]:
    """What the cells of a series hold, for who only looks at the file.

    XlsxWriter would find it, but hides meanwhile the warnings of every thread of the process.
    """
    named = {"categories_data": chart.categories, "values_data": chart.series[at][1]}
    return {name: [_held(cells.get(place)) for place in _places(ranged)] for name, ranged in named.items()}


def _places(cells: Range) -> list[tuple[int, int]]:
    rows, columns = range(cells.row, cells.last_row + 1), range(cells.column, cells.last_column + 1)
    return [(row, column) for row in rows for column in columns]


def _held(cell: SheetCell | None) -> float | str | None:
    if cell is None:
        return None
    if cell.formula:
        return worked_out(cell)
    return f"{cell.value:.16g}" if isinstance(cell.value, Decimal) else cell.value or ""


def _painted(seen: Look) -> dict[str, Any]:
    border = {"color": seen.colour, "width": _THIN}
    if seen.pattern == "solid":
        return {"fill": {"color": seen.colour}, "border": border}
    hatched = {"pattern": _PATTERNS[seen.pattern], "fg_color": seen.colour, "bg_color": "#FFFFFF"}
    return {"pattern": hatched, "border": border}


def _cells(cells: Range) -> list[str | int]:
    """The cells of a range, as XlsxWriter counts them."""
    return [cells.sheet, cells.row - 1, cells.column - 1, cells.last_row - 1, cells.last_column - 1]

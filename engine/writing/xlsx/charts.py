"""Charts that the spreadsheet draws from its own cells, in the colours, hatchings and dashes of every other format."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from engine.workbook import Range, SheetChart, column_letters, range_name
from engine.writing.layout.charts.look import Dash, Look, Pattern, look

_PATTERNS: dict[Pattern, str] = {
    "up": "wdUpDiag", "down": "wdDnDiag", "horizontal": "narHorz", "cross": "diagCross",
}  # fmt: skip
_DASHES: dict[Dash, str] = {"solid": "solid", "dash": "dash", "dot": "sysDot", "dash and dot": "dashDot"}
_TITLE = 1_100
"""In hundredths of a point."""
_THICK, _THIN = 28_575, 9_525
"""In English metric units: 2.25 and 0.75 points."""
_WIDEST, _HEIGHT, _COLUMN = 24.0, 8.5, 0.185
"""In centimetres; the last is a column of width 1."""


def native_chart(chart: SheetChart, width: float) -> BarChart | LineChart:
    """A chart of the spreadsheet, as wide as the columns of its sheet, and no wider than a page."""
    drawn = LineChart() if chart.kind == "lines" else _bars(chart)
    drawn.title = _title(f"{chart.title} ({chart.unit})" if chart.unit else chart.title)
    drawn.width, drawn.height = min(width * _COLUMN, _WIDEST), _HEIGHT
    drawn.legend.position = "b"
    drawn.x_axis.delete = drawn.y_axis.delete = False
    drawn.y_axis.number_format = "#,##0"
    drawn.y_axis.scaling.min = 0 if chart.from_zero else None
    drawn.display_blanks, drawn.visible_cells_only = "gap", False
    drawn.series = [_series(chart, at) for at in range(len(chart.series))]
    return drawn


def _title(words: str) -> Title:
    """A title of the size of the sheet's words, and not of a poster's."""
    letters = CharacterProperties(sz=_TITLE, b=True)
    line = Paragraph(ParagraphProperties(defRPr=letters), r=[RegularTextRun(letters, words)])
    return Title(Text(rich=RichText(p=[line])), overlay=False)


def _bars(chart: SheetChart) -> BarChart:
    drawn = BarChart()
    drawn.type, drawn.gapWidth = ("bar" if chart.long_names else "col"), 60
    if chart.long_names:  # from top to bottom, as they are read
        drawn.x_axis.scaling.orientation = "maxMin"
    drawn.grouping = "stacked" if chart.kind == "stacked" else "clustered"
    drawn.overlap = 100 if chart.kind == "stacked" else None
    return drawn


def _series(chart: SheetChart, at: int) -> Series:
    name, values = chart.series[at]
    seen = look(at)
    shape = GraphicalProperties()
    marker = Marker("none")
    if chart.kind == "lines":
        shape.line = LineProperties(_THICK, solidFill=seen.colour[1:], prstDash=_DASHES[seen.dash])
        inside = GraphicalProperties(solidFill="FFFFFF" if seen.hollow else seen.colour[1:])
        inside.line = LineProperties(_THIN, solidFill=seen.colour[1:])
        marker = Marker(seen.marker, 7, spPr=inside)
    else:
        _paint(shape, seen)
    return Series(
        idx=at,
        order=at,
        tx=SeriesLabel(v=name),
        spPr=shape,
        cat=AxDataSource(strRef=StrRef(_absolute(chart.categories))),
        val=NumDataSource(NumRef(_absolute(values))),
        marker=marker if chart.kind == "lines" else None,
        smooth=False if chart.kind == "lines" else None,
        invertIfNegative=None if chart.kind == "lines" else False,
    )


def _paint(shape: GraphicalProperties, seen: Look) -> None:
    colour = seen.colour[1:]
    if seen.pattern == "solid":
        shape.solidFill = colour
    else:
        preset, white = _PATTERNS[seen.pattern], ColorChoice(srgbClr="FFFFFF")
        shape.pattFill = PatternFillProperties(preset, ColorChoice(srgbClr=colour), white)
    shape.line = LineProperties(_THIN, solidFill=colour)


def _absolute(cells: Range) -> str:
    """« 'Annexe 8'!$C$4:$G$4 », as charts name cells."""
    sheet, _, _ = range_name(cells).rpartition("!")
    corners = ((cells.row, cells.column), (cells.last_row, cells.last_column))
    return f"{sheet}!{':'.join(f'${column_letters(column)}${row}' for row, column in corners)}"

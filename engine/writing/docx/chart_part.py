"""The part of the package that a Word chart is: figures, axis and look as DrawingML (ECMA-376, 21.2).

No workbook goes with it: Word draws the figures kept in the part, and its style can still be changed. Every element
stands in the order of the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from engine.document import Chart, ChartSeries
from engine.writing.docx.chart_look import UNDRAWN, WHITE, fill, letters, marker, number_format, stroke, thin_line
from engine.writing.docx.text import XML_DECLARATION, escaped
from engine.writing.layout.charts.labels import LETTERS as LABEL_LETTERS
from engine.writing.layout.charts.labels import Label, labels
from engine.writing.layout.charts.look import BASE, GRID, look
from engine.writing.layout.charts.plan import LETTERS, Plan
from engine.writing.layout.charts.totals import totals

NAMESPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)

CATEGORIES_AXIS, FIGURES_AXIS = 1, 2
"""The identifiers of the two axes, in their own chart."""

WIDEST_GAP: Final = 500
"""The most that may part two groups of bars, in hundredths of a bar (ECMA-376, 21.2.3.13)."""

POINT: Final = 12_700
"""In English metric units, the lengths of drawings."""


def chart_part(chart: Chart, plan: Plan, font: str) -> str:
    """Write the part of a chart that has figures, placed by its plan; `font` is that of its words."""
    found = labels(chart, plan)
    series = [_series(rank, one, chart, plan, found) for rank, one in enumerate(chart.series)]
    axes = f'<c:axId val="{CATEGORIES_AXIS}"/><c:axId val="{FIGURES_AXIS}"/>'
    drawn = _lines(series, axes) if chart.kind == "lines" else _bars(series, plan, axes)
    sums = totals(chart) if any(label.series == len(series) for label in found) else ()
    over = _lines([_total(one, chart, plan, found) for one in sums], axes) if sums else ""
    legend = _legend(plan, hidden=len(series) if sums else None)
    return (
        f'{XML_DECLARATION}<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:lang val="fr-FR"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{_plot_layout(plan)}'
        f"{drawn}{over}{_categories_axis(plan)}{_figures_axis(plan)}{UNDRAWN}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{UNDRAWN}{letters(LETTERS, font)}</c:chartSpace>"
    )


def _bars(series: Iterable[str], plan: Plan, axes: str) -> str:
    grouping, overlap = ("stacked", 100) if plan.kind == "stacked" else ("clustered", 0)
    gap = min(round(100 * (plan.pitch / plan.bar - plan.abreast)), WIDEST_GAP)
    return (
        f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>{axes}</c:barChart>'
    )


def _lines(series: Iterable[str], axes: str) -> str:
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:marker val="1"/>{axes}</c:lineChart>'
    )


def _series(rank: int, series: ChartSeries, chart: Chart, plan: Plan, found: Sequence[Label]) -> str:
    drawn = look(rank)
    figures = _labels(rank, series, plan, found, {"bars": "outEnd", "stacked": "ctr", "lines": "t"}[chart.kind])
    if chart.kind == "lines":
        shape = stroke(drawn) + marker(drawn)
        return _data(rank, series, chart, shape + figures, '<c:smooth val="0"/>')
    return _data(rank, series, chart, f'{fill(drawn, chart.kind)}<c:invertIfNegative val="0"/>{figures}')


def _total(series: ChartSeries, chart: Chart, plan: Plan, found: Sequence[Label]) -> str:
    """The sums over stacked bars, which Word does not write by itself: the figures of a line that is not drawn."""
    rank = len(chart.series)
    hidden = '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
    figures = _labels(rank, series, plan, found, "t")
    return _data(rank, series, chart, hidden + figures, '<c:smooth val="0"/>')


def _data(rank: int, series: ChartSeries, chart: Chart, look_and_labels: str, closing: str = "") -> str:
    """A series: its name, its look, its categories and figures, with the cells where a workbook would hold them."""
    column, last = _column(rank + 1), len(chart.categories) + 1
    names = _points(chart.categories)
    values = _points(None if value is None else format(value, "f") for value in series.values)
    return (
        f'<c:ser><c:idx val="{rank}"/><c:order val="{rank}"/>'
        f"<c:tx><c:strRef><c:f>Feuil1!${column}$1</c:f><c:strCache>{_points((series.name,))}</c:strCache></c:strRef></c:tx>"
        f"{look_and_labels}"
        f"<c:cat><c:strRef><c:f>Feuil1!$A$2:$A${last}</c:f><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Feuil1!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{values}</c:numCache></c:numRef></c:val>{closing}</c:ser>"
    )


def _points(values: Iterable[str | None]) -> str:
    """What a cache holds; a figure that is missing has no point."""
    given = list(values)
    points = (
        f'<c:pt idx="{position}"><c:v>{escaped(value)}</c:v></c:pt>'
        for position, value in enumerate(given)
        if value is not None
    )
    return f'<c:ptCount val="{len(given)}"/>{"".join(points)}'


def _column(position: int) -> str:
    """The letters of a column of a workbook, the first being 0: « A », « Z », « AA »."""
    before, letter = divmod(position, 26)
    return (_column(before - 1) if before else "") + chr(ord("A") + letter)


def _labels(rank: int, series: ChartSeries, plan: Plan, found: Sequence[Label], place: str) -> str:
    """The figures of a series that are written; those under a marker and those without room are told one by one."""
    written = {label.category: label for label in found if label.series == rank}
    if not written:
        return ""
    look_of = (
        f"{number_format(plan.figures, plan.figures.value_decimals)}<c:spPr>{WHITE}</c:spPr>{letters(LABEL_LETTERS)}"
    )
    shown = "".join(
        f'<c:{what} val="{int(what == "showVal")}"/>'
        for what in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )
    apart = "".join(
        f'<c:dLbl><c:idx val="{position}"/><c:delete val="1"/></c:dLbl>'
        if position not in written
        else f'<c:dLbl><c:idx val="{position}"/>{look_of}<c:dLblPos val="b"/>{shown}</c:dLbl>'
        for position, value in enumerate(series.values)
        if value is not None and (position not in written or written[position].under)
    )
    return f'<c:dLbls>{apart}{look_of}<c:dLblPos val="{place}"/>{shown}</c:dLbls>'


def _categories_axis(plan: Plan) -> str:
    """The years, at the foot of the chart even where figures go below zero."""
    zero = plan.axis.low <= 0 <= plan.axis.high
    line = thin_line(BASE if zero else GRID, 11_430)
    return (
        f'<c:catAx><c:axId val="{CATEGORIES_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"{line}{letters(plan.category_letters)}"
        f'<c:crossAx val="{FIGURES_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _figures_axis(plan: Plan) -> str:
    axis = plan.axis
    return (
        f'<c:valAx><c:axId val="{FIGURES_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{axis.high:f}"/><c:min val="{axis.low:f}"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f"<c:majorGridlines>{thin_line(GRID, 6350)}</c:majorGridlines>"
        f"{number_format(plan.figures, plan.figures.tick_decimals, plan.figures.unit)}"
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{letters(LETTERS)}"
        f'<c:crossAx val="{CATEGORIES_AXIS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{axis.step:f}"/></c:valAx>'
    )


def _legend(plan: Plan, *, hidden: int | None) -> str:
    """The names of the series, but for the one of the rank `hidden`."""
    if not plan.legend:
        return ""
    entry = "" if hidden is None else f'<c:legendEntry><c:idx val="{hidden}"/><c:delete val="1"/></c:legendEntry>'
    place = f'<c:legendPos val="b"/>{entry}{_legend_layout(plan)}<c:overlay val="0"/>'
    return f"<c:legend>{place}{letters(LETTERS)}</c:legend>"


def _plot_layout(plan: Plan) -> str:
    """Where the plot stands; readers find by themselves, but under names so long that their legend must be placed."""
    box = (plan.left, plan.top, plan.right - plan.left, plan.bottom - plan.top)
    return _layout(plan, box, '<c:layoutTarget val="inner"/>') if _has_long_names(plan) else "<c:layout/>"


def _legend_layout(plan: Plan) -> str:
    """Where a legend of long names stands: LibreOffice writes them over one another where it is not told."""
    box = (plan.left, plan.legend_top, plan.right - plan.left, plan.height - plan.legend_top)
    return _layout(plan, box) if _has_long_names(plan) else ""


def _has_long_names(plan: Plan) -> bool:
    return any(len(entry.words) > 1 for entry in plan.legend)


def _layout(plan: Plan, box: tuple[float, float, float, float], target: str = "") -> str:
    """A place by the left, top, width and height of a box, as parts of the whole chart."""
    left, top, width, height = box
    parts = (("x", left / plan.width), ("y", top / plan.height), ("w", width / plan.width), ("h", height / plan.height))
    places = "".join(f'<c:{name} val="{part:.4f}"/>' for name, part in parts)
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{target}{modes}{places}</c:manualLayout></c:layout>"

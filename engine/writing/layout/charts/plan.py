"""Where the parts of a chart stand: one plan, that the PDF draws to the letter and Word takes its proportions from.

Lengths are in points, from the top left corner.
"""

from __future__ import annotations

from decimal import Decimal

from engine.document import Chart, ChartKind
from engine.writing.layout.charts.axis import Axis, axis_of
from engine.writing.layout.charts.figures import Figures, figures_of
from engine.writing.layout.charts.letters import lines_of, width_of, words_in
from models.records import dataclass

HEIGHT = 184.0
"""A chart whose words take one line under the axis and one in the legend (6,5 cm); each other line makes it higher."""

LEAST_WIDTH = 120.0
"""Narrower than this, nothing could be read."""

LETTERS, LEAST_LETTERS = 8.0, 5.0
"""The size of the words, and of categories that are too long for their place."""

LINE = 10.5
"""From a line of words to the next."""

KEY, KEY_GAP, ENTRY_GAP = 18.0, 5.0, 16.0
"""In the legend: the sample of a series, the space before its name, and before the next sample."""

WIDEST_BAR = 46.0
LEAST_GAP = 0.6
"""Between two groups of bars, as a part of a bar."""

TOP, SIDE, FOOT = 14.0, 6.0, 7.0
"""The room above the plot for the figures of its highest bar, beside its ticks, and above each group of words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A series in the legend: its rank, the lines of its name, and the line and place where its sample begins."""

    series: int
    words: tuple[str, ...]
    line: int
    left: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The layout of a chart: the plot stands between `left` and `right`, `top` and `bottom`.

    `abreast` bars of the width `bar` stand in each category; `categories` are the lines of words under the axis, in
    letters of that size.
    """

    kind: ChartKind
    width: float
    height: float
    left: float
    bottom: float
    bar: float
    axis: Axis
    figures: Figures
    categories: tuple[tuple[str, ...], ...]
    category_letters: float
    legend: tuple[Entry, ...]
    abreast: int
    top: float = TOP

    @property
    def right(self) -> float:
        """The right end of the plot."""
        return self.width

    @property
    def pitch(self) -> float:
        """The width of a category."""
        return _pitch(self.width - self.left, len(self.categories))

    @property
    def words_top(self) -> float:
        """Where the words under the axis begin."""
        return self.bottom + FOOT

    @property
    def legend_top(self) -> float:
        """Where the legend begins."""
        return self.height - LINE * _lines_in(self.legend)

    def y(self, value: Decimal) -> float:
        """How far down a figure stands."""
        return self.bottom - (self.bottom - self.top) * self.axis.share(value)

    def middle(self, category: int) -> float:
        """The middle of a category, from the left."""
        return self.left + self.pitch * (category + 0.5)

    def bar_left(self, series: int, category: int) -> float:
        """Where the bar of a series begins, from the left; those of a stack all begin at the same place."""
        rank = series if self.abreast > 1 else 0
        return self.middle(category) + self.bar * (rank - self.abreast / 2)


def plan_of(chart: Chart, width: float) -> Plan:
    """Lay a chart out on that width, in points, or on the least that is legible."""
    width = max(width, LEAST_WIDTH)
    axis = axis_of(chart)
    figures = figures_of(chart, axis)
    left = max(width_of(figures.tick(tick), LETTERS) for tick in axis.ticks) + SIDE
    pitch = _pitch(width - left, len(chart.categories))
    letters = _category_letters(chart, pitch)
    categories = tuple(lines_of(category, letters, pitch) for category in chart.categories)
    legend = _legend(chart, left, width)
    under_axis, in_legend = max(map(len, categories), default=1), _lines_in(legend)
    height = HEIGHT + LINE * (under_axis - 1 + max(in_legend - 1, 0))
    abreast = max(len(chart.series), 1) if chart.kind == "bars" else 1
    return Plan(
        kind=chart.kind,
        width=width,
        height=height,
        left=left,
        bottom=height - LINE * (under_axis + in_legend) - FOOT * (2 if legend else 1),
        bar=min(WIDEST_BAR, pitch / (abreast + LEAST_GAP)),
        axis=axis,
        figures=figures,
        categories=categories,
        category_letters=letters,
        legend=legend,
        abreast=abreast,
    )


def _pitch(width: float, categories: int) -> float:
    return width / max(categories, 1)


def _category_letters(chart: Chart, pitch: float) -> float:
    """The size at which the longest word of the categories fits its place."""
    words = (word for category in chart.categories for word in words_in(category))
    longest = max((width_of(word, LETTERS) for word in words), default=0.0)
    return LETTERS if longest <= pitch else max(LEAST_LETTERS, LETTERS * pitch / longest)


def _legend(chart: Chart, left: float, right: float) -> tuple[Entry, ...]:
    """Set the names side by side, on as many lines as they need; a name that the title says already needs none."""
    if len(chart.series) == 1 and chart.series[0].name in ("", chart.title):
        return ()
    entries: list[Entry] = []
    across, line = left, 0
    for position, series in enumerate(chart.series):
        words = lines_of(series.name, LETTERS, right - left - KEY - KEY_GAP)
        room = KEY + KEY_GAP + max(width_of(words_of_line, LETTERS) for words_of_line in words)
        if entries and (across + room > right or len(words) > 1 or len(entries[-1].words) > 1):
            across, line = left, _lines_in(entries)
        entries.append(Entry(position, words, line, across))
        across += room + ENTRY_GAP
    return tuple(entries)


def _lines_in(legend: tuple[Entry, ...] | list[Entry]) -> int:
    return max((entry.line + len(entry.words) for entry in legend), default=0)

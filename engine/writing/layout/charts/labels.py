"""The figures written on a chart: over bars, in those that are stacked, beside lines; none where one has no room.

A figure that is not written is still in the alternative, and in the tables of the contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from engine.document import Chart
from engine.writing.layout.charts.letters import width_of
from engine.writing.layout.charts.plan import Plan
from engine.writing.layout.charts.totals import totals
from models.records import dataclass

LETTERS = 7.0
"""The size of the figures, in points."""

ROOM = 9.0
"""The height of a figure, and of the space that it needs from others."""

OVER = 2.5
"""Between a bar and its figure."""

OVER_MARKER = 5.0
"""Between the middle of a marker and its figure, which is under the marker where the line turns up again."""


@dataclass(frozen=True, slots=True)
class Label:
    """A figure: its series and category by rank, its words, its middle and its foot in points.

    A total has the rank that follows the last series; `under` tells a figure that is under its marker.
    """

    series: int
    category: int
    words: str
    middle: float
    foot: float
    under: bool = False


def labels(chart: Chart, plan: Plan) -> tuple[Label, ...]:
    """Choose the figures that are written, and where."""
    if chart.kind == "stacked":
        return (*_in_stacks(chart, plan), *_totals(chart, plan))
    found = tuple(_over_bars(chart, plan) if chart.kind == "bars" else _over_markers(chart, plan))
    room = plan.bar if plan.abreast > 1 else plan.pitch
    fits = all(width_of(label.words, LETTERS) <= room for label in found)
    return found if fits and not (chart.kind == "lines" and _touch(found)) else ()


def known(chart: Chart) -> Iterator[tuple[int, int, Decimal]]:
    """Go through the figures that are given, with their series and category by rank."""
    for rank, series in enumerate(chart.series):
        for category, value in enumerate(series.values):
            if value is not None:
                yield rank, category, value


def stacks(chart: Chart) -> Iterator[tuple[int, int, Decimal, Decimal]]:
    """Go through the parts of stacked bars: series, category, and the figures between which each stands."""
    above = [Decimal(0)] * len(chart.categories)
    below = [Decimal(0)] * len(chart.categories)
    for rank, category, value in known(chart):
        pile = above if value > 0 else below
        yield rank, category, pile[category], pile[category] + value
        pile[category] += value


def _over_bars(chart: Chart, plan: Plan) -> Iterator[Label]:
    for series, category, value in known(chart):
        end = plan.y(value)
        foot = end - OVER if value >= 0 else end + OVER + LETTERS
        middle = plan.bar_left(series, category) + plan.bar / 2
        yield Label(series, category, plan.figures.value(value), middle, foot)


def _over_markers(chart: Chart, plan: Plan) -> Iterator[Label]:
    for series, category, value in known(chart):
        below = plan.y(value) + OVER_MARKER + LETTERS
        under = _is_valley(chart.series[series].values, category) and below <= plan.bottom
        foot = below if under else plan.y(value) - OVER_MARKER
        yield Label(series, category, plan.figures.value(value), plan.middle(category), foot, under)


def _is_valley(values: tuple[Decimal | None, ...], position: int) -> bool:
    """Whether a line comes down to a figure and goes up again."""
    around = (*values[max(position - 1, 0) : position], *values[position + 1 : position + 2])
    here = values[position]
    return here is not None and len(around) == 2 and all(value is not None and value > here for value in around)


def _in_stacks(chart: Chart, plan: Plan) -> Iterator[Label]:
    """The figures of the parts that are large enough, each in the middle of its own."""
    for series, category, start, end in stacks(chart):
        words = plan.figures.value(end - start)
        if abs(plan.y(start) - plan.y(end)) >= ROOM + 2 and width_of(words, LETTERS) <= plan.bar:
            foot = (plan.y(start) + plan.y(end)) / 2 + LETTERS * 0.36
            yield Label(series, category, words, plan.middle(category), foot)


def _totals(chart: Chart, plan: Plan) -> tuple[Label, ...]:
    found = tuple(
        Label(len(chart.series), category, plan.figures.value(value), plan.middle(category), plan.y(value) - OVER)
        for total in totals(chart)
        for category, value in enumerate(total.values)
        if value is not None
    )
    return found if all(width_of(label.words, LETTERS) <= plan.pitch for label in found) else ()


def _touch(found: tuple[Label, ...]) -> bool:
    """Whether two figures of a category stand too near one another, or a figure on the marker above it."""
    places = sorted((label.category, label.foot) for label in found)
    return any(
        first == second and after - before < ROOM + OVER_MARKER for (first, before), (second, after) in pairwise(places)
    )

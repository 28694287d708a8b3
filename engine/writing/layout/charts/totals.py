"""The sums that stand over stacked bars: what people look for first."""

from __future__ import annotations

from decimal import Decimal

from engine.document import Chart, ChartSeries

NAME = "Total"


def totals(chart: Chart) -> tuple[ChartSeries, ...]:
    """The total of each stacked bar, as a series; none where bars go below zero, or are not stacked of several series.

    A bar without one of its figures has no total: the sum of the others would pass for it. Where every bar misses
    one, totals are not spoken of.
    """
    values = [value for series in chart.series for value in series.values]
    if chart.kind != "stacked" or len(chart.series) < 2 or any(value is not None and value < 0 for value in values):
        return ()
    stacks = zip(*(series.values for series in chart.series), strict=True)
    sums = tuple(_sum(stack) for stack in stacks)
    return (ChartSeries(NAME, sums),) if any(one is not None for one in sums) else ()


def _sum(values: tuple[Decimal | None, ...]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None

"""The vertical axis of a chart: round ticks that hold every figure, the same in all formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from engine.document import Chart
from models.records import dataclass

INTERVALS = 5
"""About how many parts an axis is cut in: five or six ticks are read at a glance."""

ROUND_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
"""The steps that people count by, to be multiplied by a power of ten."""

FLAT = Decimal(1) / 3
"""Lines whose figures differ by less than this part of the largest need not show zero: they would all be flat."""

MARGIN = Decimal(1) / 8
"""The room left over and under such lines, and under bars that go below zero, as a part of what they span.

Figures are written there; Word and LibreOffice would write them over the years.
"""


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from `low` to `high`, both multiples of `step`, in the unit of the figures."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """Every tick, from the lowest."""
        count = int((self.high - self.low) / self.step)
        return tuple(self.low + self.step * position for position in range(count + 1))

    @property
    def reach(self) -> Decimal:
        """The figure of the axis that is farthest from zero."""
        return max(abs(self.low), abs(self.high))

    def share(self, value: Decimal) -> float:
        """Where a figure stands: 0 at the foot of the axis, 1 at its top."""
        return float((value - self.low) / (self.high - self.low))


def axis_of(chart: Chart) -> Axis:
    """Choose the axis of a chart; bars are measured from zero, lines too unless that would flatten them."""
    extents = list(_extents(chart))
    if not extents:
        return axis((Decimal(0),))
    low, high = min(extents), max(extents)
    span = high - low
    if chart.kind == "lines" and low * high > 0 and 0 < span < FLAT * max(abs(low), abs(high)):
        return axis((low - MARGIN * span, high + MARGIN * span))
    if chart.kind == "bars" and low < 0:
        low -= MARGIN * (max(high, Decimal(0)) - low)
    return axis((Decimal(0), low, high))


def axis(values: Iterable[Decimal]) -> Axis:
    """Choose the axis that holds these figures, with a round step; figures that are all the same stand at its edge."""
    figures = tuple(values)
    low, high = min(figures), max(figures)
    if low == high:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    step = _round_step((high - low) / INTERVALS) if high > low else Decimal(1)
    bottom = (low / step).to_integral_value(ROUND_FLOOR) * step
    top = (high / step).to_integral_value(ROUND_CEILING) * step
    return Axis(bottom, max(top, bottom + step), step)


def _round_step(least: Decimal) -> Decimal:
    """The smallest round step that is not smaller than `least`."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in ROUND_STEPS if step * power >= least)


def _extents(chart: Chart) -> Iterator[Decimal]:
    """The figures that the axis must hold: those of stacked bars are piled up, above and below zero apart."""
    if chart.kind != "stacked":
        yield from (value for series in chart.series for value in series.values if value is not None)
        return
    for values in zip(*(series.values for series in chart.series), strict=True):
        known = [value for value in values if value is not None]
        if known:
            yield sum((value for value in known if value > 0), Decimal(0))
            yield sum((value for value in known if value < 0), Decimal(0))

"""How the figures of a chart are written: in full, in k€ or in M€ on the axis and the bars, in full in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from engine import french
from engine.document import Chart
from engine.writing.layout.charts.axis import Axis
from models.records import dataclass

EURO = "€"

LARGE_AMOUNTS = ((Decimal(10_000_000), 6, "M€"), (Decimal(100_000), 3, "k€"))
"""From which amount on figures are told in a larger unit, and its power of ten.

Budgets are read in k€, and four digits have their room over a bar: « 1 250 k€ » rather than « 1,3 M€ ».
"""

LARGE = 1000
"""From this figure on, decimals are not worth their room over a bar."""

EXACT = 2
"""The decimals of a figure that is told in full: cents, hundredths of an hour."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How figures are written on one chart: divided by ten to the `power`, then with so many decimals.

    `unit` is that of the axis; over the bars it goes without saying.
    """

    power: int
    unit: str
    tick_decimals: int
    value_decimals: int

    def tick(self, value: Decimal) -> str:
        """« 250 k€ »."""
        words = french.number(value.scaleb(-self.power), self.tick_decimals)
        return f"{words}{french.NO_BREAK}{self.unit}" if self.unit else words

    def value(self, value: Decimal) -> str:
        """« 244 », over a bar whose axis is in k€."""
        return french.number(value.scaleb(-self.power), self.value_decimals)


def figures_of(chart: Chart, axis: Axis) -> Figures:
    """Choose how the figures of a chart are written on its axis."""
    power, unit = _scale(chart.unit, axis.reach)
    decimals = _meaningful(axis.reach.scaleb(-power)) if power else _shown(known_values(chart), axis)
    return Figures(power, unit, _decimals(axis.step.scaleb(-power)), decimals)


def known_values(chart: Chart) -> Iterator[Decimal]:
    """Go through the figures that are given."""
    return (value for series in chart.series for value in series.values if value is not None)


def in_full(value: Decimal, unit: str) -> str:
    """« 243 517 € », « 24,50 €/h », « 12,5 % »: to the hundredth, and cents both or none."""
    exact = french.rounded(value, EXACT)
    decimals = EXACT if unit.startswith(EURO) and exact % 1 else _decimals(exact)
    words = french.number(exact, decimals)
    return f"{words}{french.NO_BREAK}{unit}" if unit else words


def _scale(unit: str, reach: Decimal) -> tuple[int, str]:
    """The power of ten that amounts are divided by, and what they are told in then."""
    if unit != EURO:
        return 0, unit
    return next(((power, larger) for amount, power, larger in LARGE_AMOUNTS if reach >= amount), (0, unit))


def _meaningful(reach: Decimal) -> int:
    """The decimals that make three digits of the largest figures."""
    return max(0, 2 - reach.adjusted())


def _shown(values: Iterable[Decimal], axis: Axis) -> int:
    """The decimals of the figures, up to hundredths."""
    if axis.reach >= LARGE:
        return 0
    return max((_decimals(french.rounded(value, EXACT)) for value in values), default=0)


def _decimals(value: Decimal) -> int:
    """How many decimals a figure has, not counting zeros at their end."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0

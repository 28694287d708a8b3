"""The axis of a chart: it holds every figure, its ticks are round, and both are read at a glance."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document import Chart, ChartSeries
from engine.french import NARROW_NO_BREAK, NO_BREAK
from engine.writing.layout.charts.axis import Axis, axis, axis_of
from engine.writing.layout.charts.figures import figures_of, in_full
from tests.charts import FINANCING, HOURS, MIXED_STACKS, OCCUPANCY, TARIFFS, ZEROS

ROUND = (1, 2, 5, 25)

amounts = st.decimals("0.01", "1e9", places=2)
figures = st.builds(lambda amount, sign: amount * sign, amounts, st.sampled_from((1, 1, -1)))


def bars(*values: str, unit: str = "€") -> Chart:
    return Chart("", "bars", tuple(map(str, range(len(values)))), (ChartSeries("", tuple(map(Decimal, values))),), unit)


def first_digits(step: Decimal) -> int:
    """The digits of a figure without the zeros around them."""
    digits = "".join(map(str, step.normalize().as_tuple().digits))
    return int(digits)


@given(st.lists(figures, min_size=1, max_size=12))
@settings(deadline=None)
def test_the_ticks_hold_every_figure_and_are_round(values: list[Decimal]) -> None:
    found = axis(values)
    assert found.low <= min(values)
    assert max(values) <= found.high
    assert first_digits(found.step) in ROUND
    assert all(tick % found.step == 0 for tick in found.ticks)
    assert (found.ticks[0], found.ticks[-1]) == (found.low, found.high)
    assert 2 <= len(found.ticks) <= 8


@given(st.lists(figures, min_size=1, max_size=12))
@settings(deadline=None)
def test_no_tick_is_wasted(values: list[Decimal]) -> None:
    found = axis((Decimal(0), *values))
    assert min(Decimal(0), *values) - found.low < found.step
    assert found.high - max(Decimal(0), *values) < found.step


@given(st.lists(figures, min_size=1, max_size=12), st.sampled_from(("€", "h", "%", "€/h", "")))
@settings(deadline=None)
def test_every_tick_is_written_otherwise(values: list[Decimal], unit: str) -> None:
    chart = Chart("", "bars", tuple(map(str, range(len(values)))), (ChartSeries("", tuple(values)),), unit)
    found = axis_of(chart)
    written = [figures_of(chart, found).tick(tick) for tick in found.ticks]
    assert len(set(written)) == len(written)


@given(st.lists(figures, min_size=2, max_size=12))
@settings(deadline=None)
def test_bars_are_measured_from_zero_and_lines_are_never_cut(values: list[Decimal]) -> None:
    years = tuple(map(str, range(len(values))))
    of = (ChartSeries("", tuple(values)),)
    drawn = axis_of(Chart("", "bars", years, of))
    lines = axis_of(Chart("", "lines", years, of))
    assert drawn.low <= 0 <= drawn.high
    assert lines.low <= min(values)
    assert max(values) <= lines.high


def test_the_axes_of_the_examples() -> None:
    assert axis_of(HOURS) == Axis(Decimal(0), Decimal(15000), Decimal(5000))
    assert axis_of(ZEROS) == Axis(Decimal(0), Decimal(1), Decimal(1))


def test_stacked_bars_are_as_high_as_their_parts_together() -> None:
    assert axis_of(FINANCING).high == Decimal(1_250_000)
    assert axis_of(MIXED_STACKS) == Axis(Decimal(-75), Decimal(50), Decimal(25))


def test_lines_that_hardly_vary_are_not_flattened_by_a_distant_zero() -> None:
    assert axis_of(OCCUPANCY).low > 90
    assert axis_of(TARIFFS).low > 0
    flat = Chart("", "lines", ("2024", "2025"), (ChartSeries("", (Decimal(20), Decimal(20))),))
    assert axis_of(flat).low == 0


@pytest.mark.parametrize(
    ("values", "ticks", "value"),
    [
        (("0.01", "0.03"), "0,03 €", "0,03"),
        (("22.5", "24.58"), "25 €", "24,58"),
        (("12450", "13900.40"), "15 000 €", "13 900"),
        (("820000", "243517"), "1 000 k€", "244"),
        (("1250000", "1402499.99"), "1 500 k€", "1 402"),
        (("12500000", "14000000"), "15 M€", "14,0"),
        (("250000000", "1000000000"), "1 000 M€", "1 000"),
    ],
)
def test_amounts_are_told_in_the_unit_that_budgets_are_read_in(values: tuple[str, ...], ticks: str, value: str) -> None:
    chart = bars(*values)
    found = axis_of(chart)
    written = figures_of(chart, found)
    assert written.tick(found.high).replace(NARROW_NO_BREAK, " ").replace(NO_BREAK, " ") == ticks
    assert written.value(Decimal(values[-1])).replace(NARROW_NO_BREAK, " ") == value


def test_hours_are_never_told_in_thousands() -> None:
    chart = bars("1250000", unit="h")
    assert figures_of(chart, axis_of(chart)).tick(Decimal(1_250_000)) == "1\u202f250\u202f000\u00a0h"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("243517", "€", "243\u202f517\u00a0€"),
        ("24.5", "€/h", "24,50\u00a0€/h"),
        ("97.20", "%", "97,2\u00a0%"),
        ("-15000", "€", "−15\u202f000\u00a0€"),
        ("1E+6", "h", "1\u202f000\u202f000\u00a0h"),
        ("12.345", "", "12,35"),
    ],
)
def test_a_figure_in_full(value: str, unit: str, words: str) -> None:
    assert in_full(Decimal(value), unit) == words

"""How a chart is placed and told apart: nothing leaves the page, figures never touch, greys differ."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Chart
from engine.writing.layout.charts.hatching import Box, hatching
from engine.writing.layout.charts.labels import LETTERS, labels, stacks
from engine.writing.layout.charts.letters import lines_of, width_of, words_in
from engine.writing.layout.charts.look import COLOURS, HATCHED, Pattern, look
from engine.writing.layout.charts.plan import HEIGHT, LEAST_LETTERS, LINE, plan_of
from engine.writing.layout.charts.totals import totals
from tests.charts import (
    DRAWN,
    FINANCING,
    HOURS,
    LONG_NAME,
    LONG_NAMES,
    MANY,
    MIXED_STACKS,
    OCCUPANCY,
    RESULT,
    TARIFFS,
    TWELVE_BY_THREE,
)

PORTRAIT = 470.0
CENTIMETRE = 72 / 2.54

charts = pytest.mark.parametrize("chart", DRAWN, ids=lambda chart: chart.title)


def brightness(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.2)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@charts
@pytest.mark.parametrize("width", [10, 230, PORTRAIT, 757])
def test_everything_stands_inside_the_drawing(chart: Chart, width: float) -> None:
    plan = plan_of(chart, width)
    assert 0 < plan.left < plan.right == plan.width
    assert 0 < plan.top < plan.bottom < plan.words_top < plan.height
    assert plan.bar > 0
    for label in labels(chart, plan):
        assert label.foot + 1 >= LETTERS
        assert label.foot < plan.words_top


@charts
def test_a_chart_is_six_or_seven_centimetres_high_but_for_long_legends(chart: Chart) -> None:
    plan = plan_of(chart, PORTRAIT)
    more = max(map(len, plan.categories)) + sum(len(entry.words) for entry in plan.legend)
    assert 6 * CENTIMETRE < HEIGHT <= plan.height <= HEIGHT + LINE * more
    assert plan.height < 7 * CENTIMETRE or more > 2


def test_figures_stand_over_bars_where_they_have_room() -> None:
    assert [label.words for label in labels(HOURS, plan_of(HOURS, PORTRAIT))][:2] == ["12\u202f450", "12\u202f800"]
    assert labels(TWELVE_BY_THREE, plan_of(TWELVE_BY_THREE, PORTRAIT)) == ()


@charts
def test_no_figure_touches_another(chart: Chart) -> None:
    for one, other in combinations(labels(chart, plan_of(chart, PORTRAIT)), 2):
        if abs(one.foot - other.foot) < LETTERS * 0.8:
            apart = abs(one.middle - other.middle)
            assert apart >= (width_of(one.words, LETTERS) + width_of(other.words, LETTERS)) / 2 - 1


def test_a_missing_figure_is_not_written_and_a_negative_one_stands_under_its_bar() -> None:
    plan = plan_of(RESULT, PORTRAIT)
    found = {label.category: label for label in labels(RESULT, plan)}
    assert sorted(found) == [0, 1, 2, 3]
    assert found[0].words == "−15\u202f000"
    assert found[0].foot > plan.y(plan.axis.low) - plan.height / 4
    assert found[1].foot < plan.y(plan.axis.high) + plan.height / 2


def test_a_figure_stands_under_the_hollow_of_a_line() -> None:
    under = [label.category for label in labels(OCCUPANCY, plan_of(OCCUPANCY, PORTRAIT)) if label.under]
    assert under == [1, 4, 8]


def test_lines_that_come_too_near_bear_no_figure() -> None:
    close = replace(TARIFFS, series=(TARIFFS.series[0], TARIFFS.series[0]))
    assert labels(TARIFFS, plan_of(TARIFFS, PORTRAIT))
    assert labels(close, plan_of(close, PORTRAIT)) == ()


def test_stacked_bars_bear_their_totals_but_where_a_part_is_missing() -> None:
    (total,) = totals(FINANCING)
    assert total.values[0] == sum(series.values[0] or 0 for series in FINANCING.series)
    assert total.values[4] is None
    found = labels(FINANCING, plan_of(FINANCING, PORTRAIT))
    assert [label.words for label in found if label.series == 3] == [
        "1\u202f125",
        "1\u202f148",
        "1\u202f171",
        "1\u202f191",
    ]


def test_bars_that_go_both_ways_bear_no_total() -> None:
    assert totals(MIXED_STACKS) == ()


def test_parts_are_piled_up_on_each_side_of_zero() -> None:
    of_2027 = [(start, end) for _, category, start, end in stacks(MIXED_STACKS) if category == 3]
    assert of_2027 == [(Decimal(0), Decimal(-20)), (Decimal(-20), Decimal(-30))]


@charts
def test_the_legend_names_every_series_inside_the_width(chart: Chart) -> None:
    plan = plan_of(chart, PORTRAIT)
    assert [" ".join(entry.words) for entry in plan.legend] == [" ".join(words_in(s.name)) for s in chart.series]
    for entry in plan.legend:
        assert plan.left <= entry.left <= plan.right
    assert len({(entry.line, entry.left) for entry in plan.legend}) == len(plan.legend)


def test_a_long_name_is_told_on_several_lines_and_lines_do_not_meet() -> None:
    first, second = plan_of(LONG_NAMES, PORTRAIT).legend
    assert len(first.words) > 1
    assert " ".join(first.words) == LONG_NAME
    assert second.line == len(first.words)


def test_a_single_series_named_by_the_title_needs_no_legend() -> None:
    alone = replace(RESULT, title="Résultat")
    assert plan_of(alone, PORTRAIT).legend == ()
    assert plan_of(RESULT, PORTRAIT).legend


def test_long_categories_are_set_smaller_or_on_several_lines() -> None:
    narrow = plan_of(LONG_NAMES, 200)
    assert narrow.categories[0] == ("2024 (réalisé,", "provisoire)")
    assert LEAST_LETTERS <= narrow.category_letters < plan_of(HOURS, PORTRAIT).category_letters


@given(st.text(alphabet="ab \u00a0é€W", max_size=80), st.floats(20, 400))
def test_lines_keep_every_word(words: str, width: float) -> None:
    assert " ".join(lines_of(words, 8, width)) == " ".join(words_in(words))


def test_every_colour_is_seen_on_white() -> None:
    for colour in COLOURS:
        assert 1.05 / (brightness(colour) + 0.05) >= 3


def test_series_are_told_apart_in_black_and_white() -> None:
    """By a pattern (or a marker, or a dash), or else by how dark they are."""
    for one, other in combinations(map(look, range(6)), 2):
        darkness = (brightness(one.colour) + 0.05) / (brightness(other.colour) + 0.05)
        assert one.pattern != other.pattern or max(darkness, 1 / darkness) > 2.5
        assert one.marker != other.marker


def test_twelve_series_never_look_the_same() -> None:
    bars = {(drawn.colour, drawn.pattern) for drawn in map(look, range(12))}
    lines = {(drawn.colour, drawn.marker, drawn.hollow) for drawn in map(look, range(12))}
    assert len(bars) == len(lines) == 12
    assert len(plan_of(MANY, PORTRAIT).legend) == 8


@given(
    st.sampled_from(HATCHED), st.floats(0, 500), st.floats(0, 200), st.floats(1, 50), st.floats(0.1, 150)
)  # fmt: skip
def test_hatching_stays_inside_its_bar(pattern: Pattern, left: float, top: float, width: float, height: float) -> None:
    box = Box(left, top, left + width, top + height)
    for x, y in re.findall(r"[ML]([-\d.]+) ([-\d.]+)", hatching(pattern, box)):
        assert box.left - 0.06 <= float(x) <= box.right + 0.06
        assert box.top - 0.06 <= float(y) <= box.bottom + 0.06


def test_a_plain_bar_has_no_hatching_and_the_others_have() -> None:
    box = Box(10, 10, 40, 60)
    assert hatching("solid", box) == ""
    assert len({hatching(pattern, box) for pattern in HATCHED}) == 4

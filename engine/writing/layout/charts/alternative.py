"""What a chart shows, in words: for a screen reader, for a plain text, for who copies it."""

from __future__ import annotations

from engine import french
from engine.document import Chart, ChartKind, ChartSeries
from engine.writing.layout.charts.figures import in_full, known_values
from engine.writing.layout.charts.totals import totals
from models.regexes import regex

YEAR = regex(r"\d{4}")

NAMES: dict[ChartKind, str] = {
    "bars": "Graphique en barres",
    "stacked": "Graphique en barres empilées",
    "lines": "Graphique en courbes",
}

NOTHING = "Aucun chiffre n’est connu."
"""What stands in the place of a chart that has nothing to show."""


def alternative(chart: Chart) -> str:
    """Say what a chart shows: the words given with it, or else its kind and every figure, in full.

    « Graphique en barres. APA : 12 450 h en 2024, pas de chiffre en 2025 ; PCH : 3 200 h en 2024, 3 350 h en 2025. »
    """
    if chart.alternative:
        return chart.alternative
    if not has_figures(chart):
        return NOTHING
    told = (_told(series, chart) for series in (*chart.series, *totals(chart)))
    return f"{NAMES[chart.kind]}. {f'{french.NARROW_NO_BREAK}; '.join(told)}."


def has_figures(chart: Chart) -> bool:
    """Whether there is anything to draw."""
    return any(True for _ in known_values(chart))


def _told(series: ChartSeries, chart: Chart) -> str:
    """One series and its figures."""
    by_year = all(YEAR.fullmatch(category) for category in chart.categories)
    pairs = zip(chart.categories, series.values, strict=True)
    told = (
        f"{'pas de chiffre' if value is None else in_full(value, chart.unit)} "
        f"{f'en {category}' if by_year else f'({category})'}"
        for category, value in pairs
    )
    words = ", ".join(told)
    return f"{series.name}{french.NO_BREAK}: {words}" if series.name else words

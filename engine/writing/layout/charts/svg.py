"""Charts as SVG in the page: drawn from the shared plan, read aloud by their alternative.

WeasyPrint tags an SVG as a Figure of the PDF, and its title as the alternative.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape
from itertools import groupby

from engine.document import Chart
from engine.writing.layout.charts.alternative import alternative
from engine.writing.layout.charts.hatching import Box, hatching
from engine.writing.layout.charts.labels import LETTERS as LABEL_LETTERS
from engine.writing.layout.charts.labels import Label, known, labels, stacks
from engine.writing.layout.charts.letters import width_of
from engine.writing.layout.charts.look import BASE, GRID, INK, Dash, Look, Marker, look
from engine.writing.layout.charts.plan import KEY, KEY_GAP, LETTERS, LINE, SIDE, Entry, Plan, plan_of
from engine.writing.layout.words import printable

FONTS = "Liberation Sans, Arial, Helvetica, DejaVu Sans, Noto Emoji, sans-serif"

DASHES: dict[Dash, str] = {"solid": "", "dash": "6 3", "dot": "1.6 2.4", "dash and dot": "7 2.5 1.6 2.5"}
"""The lengths of the strokes and of the spaces of a line, in points."""

MARKERS: dict[Marker, str] = {
    "circle": "m-2.8 0a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0 -5.6 0z",
    "square": "m-2.6 -2.6h5.2v5.2h-5.2z",
    "triangle": "m0 -3.4l3.5 6h-7z",
    "diamond": "m0 -3.6l3.6 3.6l-3.6 3.6l-3.6 -3.6z",
    "x": "m-2.6 -2.6l5.2 5.2m0 -5.2l-5.2 5.2",
    "plus": "m-3.2 0h6.4m-3.2 -3.2v6.4",
}
"""Each marker around the place of its figure."""


def drawing(chart: Chart, width: float) -> str:
    """Draw a chart that has figures on that width, in points."""
    plan = plan_of(chart, width)
    drawn = _lines(chart, plan) if chart.kind == "lines" else _bars(chart, plan)
    parts = (
        *_grid(plan),
        *drawn,
        *_base(plan),
        *_categories(plan),
        *_figures(labels(chart, plan)),
        *(part for entry in plan.legend for part in _entry(entry, chart, plan)),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{plan.width:.1f}pt"'
        f' viewBox="0 0 {plan.width:.1f} {plan.height:.1f}" font-family="{FONTS}" font-size="{LETTERS:g}" fill="{INK}">'
        f"<title>{escape(printable(alternative(chart)))}</title>{''.join(parts)}</svg>"
    )


def _grid(plan: Plan) -> Iterator[str]:
    """A line across for each tick, with its figure."""
    ticks = plan.axis.ticks
    lines = "".join(f"M{plan.left:.1f} {plan.y(tick):.1f}H{plan.right:.1f}" for tick in ticks)
    yield f'<path d="{lines}" stroke="{GRID}" stroke-width="0.5"/>'
    for tick in ticks:
        yield _words(plan.figures.tick(tick), plan.left - SIDE, plan.y(tick) + LETTERS * 0.36, "end")


def _base(plan: Plan) -> Iterator[str]:
    """The line of zero, where the axis shows it."""
    if plan.axis.low <= 0 <= plan.axis.high:
        path = f"M{plan.left:.1f} {plan.y(Decimal(0)):.1f}H{plan.right:.1f}"
        yield f'<path d="{path}" stroke="{BASE}" stroke-width="0.9"/>'


def _categories(plan: Plan) -> Iterator[str]:
    for position, lines in enumerate(plan.categories):
        for rank, line in enumerate(lines):
            y = plan.words_top + LINE * rank + LETTERS * 0.75
            yield _words(line, plan.middle(position), y, "middle", size=plan.category_letters)


def _figures(found: tuple[Label, ...]) -> Iterator[str]:
    """The figures, on white: they are read on any pattern and over any line."""
    if found:
        yield f'<path d="{"".join(map(_behind, found))}" fill="#fff"/>'
    for label in found:
        yield _words(label.words, label.middle, label.foot, "middle", size=LABEL_LETTERS)


def _behind(label: Label) -> str:
    """The box behind a figure."""
    width = width_of(label.words, LABEL_LETTERS) + 2
    left, top = label.middle - width / 2, label.foot - LABEL_LETTERS * 0.86
    return f"M{left:.1f} {top:.1f}h{width:.1f}v{LABEL_LETTERS:g}h{-width:.1f}z"


def _bars(chart: Chart, plan: Plan) -> Iterator[str]:
    parts = stacks(chart) if chart.kind == "stacked" else ((s, c, Decimal(0), value) for s, c, value in known(chart))
    for series, bars in groupby(parts, key=lambda part: part[0]):
        boxes = []
        for _, category, start, end in bars:
            top, bottom = sorted((plan.y(start), plan.y(end)))
            left = plan.bar_left(series, category)
            boxes.append(Box(left, top, left + plan.bar, bottom))
        yield _filled(boxes, look(series), parted=chart.kind == "stacked")


def _filled(boxes: Iterable[Box], drawn: Look, *, parted: bool = False) -> str:
    """Bars of one look: in its colour, or hatched with it on white; a white edge parts plain ones from their stack."""
    kept = [box for box in boxes if box.bottom - box.top > 0]
    edges = "".join(f"M{b.left:.1f} {b.top:.1f}H{b.right:.1f}V{b.bottom:.1f}H{b.left:.1f}z" for b in kept)
    if not edges:
        return ""
    if drawn.pattern == "solid":
        edge = ' stroke="#fff" stroke-width="0.8"' if parted else ""
        return f'<path d="{edges}" fill="{drawn.colour}"{edge}/>'
    lines = "".join(hatching(drawn.pattern, box) for box in kept)
    stroke = f'stroke="{drawn.colour}"'
    return f'<path d="{edges}" fill="#fff" {stroke} stroke-width="1"/><path d="{lines}" {stroke} stroke-width="1.5"/>'


def _lines(chart: Chart, plan: Plan) -> Iterator[str]:
    """A line through the figures of a series, broken where one is missing, then its markers."""
    for rank, series in enumerate(chart.series):
        path, pen = "", "M"
        places = []
        for category, value in enumerate(series.values):
            if value is None:
                pen = "M"
                continue
            places.append((plan.middle(category), plan.y(value)))
            path += f"{pen}{places[-1][0]:.1f} {places[-1][1]:.1f}"
            pen = "L"
        yield _stroked(path, places, look(rank))


def _stroked(path: str, places: Iterable[tuple[float, float]], drawn: Look) -> str:
    markers = "".join(f"M{x:.1f} {y:.1f}{MARKERS[drawn.marker]}" for x, y in places)
    dash = f' stroke-dasharray="{DASHES[drawn.dash]}"' if DASHES[drawn.dash] else ""
    fill = "#fff" if drawn.hollow else drawn.colour
    return (
        f'<path d="{path}" fill="none" stroke="{drawn.colour}" stroke-width="1.6"{dash}/>'
        f'<path d="{markers}" fill="{fill}" stroke="{drawn.colour}" stroke-width="1.2"/>'
    )


def _entry(entry: Entry, chart: Chart, plan: Plan) -> Iterator[str]:
    """A sample of a series and its name."""
    top = plan.legend_top + LINE * entry.line
    drawn, middle = look(entry.series), top + LETTERS * 0.5
    if chart.kind == "lines":
        ends = f"M{entry.left:.1f} {middle:.1f}h{KEY:g}"
        yield _stroked(ends, ((entry.left + KEY / 2, middle),), drawn)
    else:
        yield _filled((Box(entry.left, top, entry.left + KEY, top + LETTERS),), drawn)
    for rank, line in enumerate(entry.words):
        yield _words(line, entry.left + KEY + KEY_GAP, top + LETTERS * 0.86 + LINE * rank, "start")


def _words(words: str, x: float, y: float, anchor: str, *, size: float = LETTERS) -> str:
    """A line of words that starts, ends or has its middle there, standing on y.

    WeasyPrint draws these one character after the other, so that a letter and its accent must be one.
    """
    shown = escape(printable(unicodedata.normalize("NFC", words)))
    letters = "" if size == LETTERS else f' font-size="{size:.1f}"'
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}"{place}{letters}>{shown}</text>'

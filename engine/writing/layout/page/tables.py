"""Tables as HTML, made to be cut in pages: PDF/UA-1 (7.2) wants whole rows on each page, and readers do too.

A merged cell binds its rows together. Where they would fill too much of a page, the cell is drawn open instead: its
words in the first row, then empty cells without a line between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Hashable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from engine.document import Alignment, Block, Cell, Table
from engine.writing.layout.columns import DENSE_COLUMNS
from engine.writing.layout.measures import CHARACTERS_ACROSS, LONG_MERGE, LONG_ROW, SHORT_TABLE
from engine.writing.layout.rows import Bound
from engine.writing.layout.words import grid
from models.records import dataclass

MARKUP = re.compile("<[^>]*>")


ALIGNMENT_CLASSES: dict[Alignment, str] = {"left": "", "right": "droite", "center": "centre"}

Flow = Callable[[tuple[Block, ...], float], str]
"""Writes the blocks of a cell, which has that share of the width of the table."""

Facts = Callable[[tuple[Block, ...]], str]
"""The attribute that tells the facts which enter the words of a cell."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell at its place on the grid: its column and row, its content as HTML, and about how many lines that takes."""

    cell: Cell
    column: int
    row: int
    words: str
    lines: float


Drawn = list[tuple[str, float]]
"""Rows, and about how many lines each takes."""

Once = Callable[[Sequence[object], Hashable, Callable[[], Drawn]], Drawn]
"""Gives what was drawn of the very same rows in the same way, or else has them drawn."""


def table_markup(
    table: Table,
    caption: str,
    flow: Flow,
    bound: Bound,
    *names: str,
    facts: Facts | None = None,
    once: Once | None = None,
) -> str:
    """Write a table, its `caption` being HTML already; `flow` writes its cells' blocks, `names` are more classes.

    The last rows that are bound are a body of their own, as both engines tag them. With `facts`, which gives an
    attribute for the blocks of a cell, it is a part of another page, which allows no style in attributes, and where no
    row is bound: with `once` too, the rows that no cell joins are drawn apart.
    """
    count = len(table.rows)
    # A table of headers alone has none (ISO 14289-1, 7.2: a THead needs a TBody).
    head_rows = table.header_rows if table.header_rows < count else 0
    end = count - bound.last
    kept = {*range(head_rows + 1, head_rows + bound.first), *range(end + 1, count)}
    if once is None:
        drawn = _drawn(table, head_rows, kept, flow, facts)
    else:
        drawn = []
        for part in _joined(table.rows):
            heads = max(head_rows - len(drawn), 0)
            alone = partial(_drawn, replace(table, rows=part), heads, (), flow, facts)
            drawn += once(part, (table.widths, heads), alone)
    rows = [row for row, _ in drawn]
    cut = end if end > head_rows else len(rows)
    parts = _part("thead", rows[:head_rows]) + _part("tbody", rows[head_rows:cut]) + _part("tbody", rows[cut:])
    wide = (f'class="large-{round(100 * one)}"' if facts else f'style="width:{100 * one:.4g}%"' for one in table.widths)
    columns = "".join(f"<col {one}>" for one in wide)
    lines = sum(high + 0.5 for _, high in drawn)
    classes = class_attribute(
        *names,
        "dense" if len(table.widths) >= DENSE_COLUMNS else "",
        "courte" if lines <= SHORT_TABLE else "",
    )
    caption = f"<caption>{caption}</caption>" if caption else ""
    return f"<table{classes}>{caption}<colgroup>{columns}</colgroup>{parts}</table>"


def _joined(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[tuple[tuple[Cell, ...], ...]]:
    """The rows that cells join together, those that stand alone one by one."""
    first = end = 0
    for y, row in enumerate(rows):
        if first < y >= end:
            yield rows[first:y]
            first = y
        end = max([end, *[y + cell.rowspan for cell in row]])
    yield rows[first:]


def _drawn(table: Table, heads: int, kept: Container[int], flow: Flow, facts: Facts | None) -> Drawn:
    """The rows of a table, the first `heads` of which head it, and those that are `kept` with the one above."""
    places = [list(_places(row, y, table.widths, flow)) for y, row in enumerate(grid(table))]
    open_merges = _open_merges(places)
    return [
        (
            _row(row, y, open_merges, y < heads, len(table.widths), with_above=y in kept, facts=facts),
            max((place.lines for place in row), default=0),
        )
        for y, row in enumerate(places)
    ]


def _part(tag: str, rows: list[str]) -> str:
    return f"<{tag}>{''.join(rows)}</{tag}>" * bool(rows)


def class_attribute(*names: str) -> str:
    """Write the classes of an element, those that are not empty."""
    kept = " ".join(filter(None, names))
    return f' class="{kept}"' if kept else ""


def _places(row: tuple[Cell | None, ...], y: int, widths: tuple[float, ...], flow: Flow) -> Iterator[Place]:
    for x, cell in enumerate(row):
        if cell:
            share = max(sum(widths[x : x + cell.colspan]), 0.01)
            words = flow(cell.blocks, share)
            across = CHARACTERS_ACROSS * share
            lines = len(MARKUP.sub("", words)) // across + max(1, words.count("<li>") + words.count("</p>"))
            yield Place(cell, x, y, words, lines)


def _open_merges(places: list[list[Place]]) -> list[Place]:
    """Choose the cells merged over several rows that are drawn open."""
    heights = [max((place.lines for place in row if place.cell.rowspan == 1), default=1) for row in places]
    return [
        place
        for row in places
        for place in row
        if place.cell.rowspan > 1 and sum(heights[place.row : place.row + place.cell.rowspan]) > LONG_MERGE
    ]


def _row(
    row: list[Place],
    y: int,
    open_merges: list[Place],
    head: bool,
    width: int,
    *,
    with_above: bool,
    facts: Facts | None,
) -> str:
    """Write a row, with the empty cells that go on with the cells drawn open above it."""
    cells = {place.column: _cell(place, head, facts, opened=place in open_merges) for place in row}
    going_on = [place for place in open_merges if place.row < y < place.row + place.cell.rowspan]
    for place in going_on:
        last = y == place.row + place.cell.rowspan - 1
        cells[place.column] = f"<td{_attributes(place, 1, '' if last else 'ouverte')}></td>"
    covered = sum(place.cell.colspan for place in (*row, *going_on))
    names = class_attribute(
        "longue" if any(place.lines > LONG_ROW for place in row) else "",
        "liee" if covered < width or with_above else "",
        "vide" if not any(place.words for place in row) else "",
    )
    return f"<tr{names}>{''.join(cells[x] for x in sorted(cells))}</tr>"


def _cell(place: Place, head: bool, facts: Facts | None, *, opened: bool) -> str:
    """Write a cell; one that names a column or a row says so, an empty one has nothing to name."""
    cell = place.cell
    rowspan = 1 if opened else cell.rowspan
    attributes = _attributes(place, rowspan, "ouverte" if opened else "", ALIGNMENT_CLASSES[cell.alignment])
    attributes += facts(cell.blocks) if facts else ""
    if not place.words or not (head or cell.header):
        return f"<td{attributes}>{place.words}</td>"
    scope = ("colgroup" if cell.colspan > 1 else "col") if head else "row"
    return f'<th scope="{scope}"{attributes}>{place.words}</th>'


def _attributes(place: Place, rowspan: int, *names: str) -> str:
    """Write the classes and spans of a cell; the style sheet draws the left border on the first column (« bord »).

    WeasyPrint draws a table's own border down to the foot of the page, even where its rows stop higher.
    """
    classes = class_attribute(*names, "" if place.column else "bord")
    spans = (("colspan", place.cell.colspan), ("rowspan", rowspan))
    return classes + "".join(f' {name}="{count}"' for name, count in spans if count > 1)

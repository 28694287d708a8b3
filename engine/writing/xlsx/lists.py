"""Long lists as an XLSX file: a sheet each, to be filtered, sorted and printed.

A text is always written as text, and never as a formula, whatever it begins with. The same lists always give the same
bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import chain, count, islice
from math import ceil
from typing import Literal

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format

from engine.workbook import Typed
from engine.writing.layout.words import printable
from engine.writing.xlsx.book import (
    LONGEST_TEXT,
    MOST_ROWS,
    length,
    mark_rows,
    set_page,
    set_width,
    written_row_by_row,
)
from engine.writing.xlsx.list_page import Cell, ListPage
from engine.writing.xlsx.styles import BOX, FONT, HEADER_FILL, LINK, Look
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that opens a file, named from the folder of the workbook."""

    words: str
    target: str


Value = str | int | date | Link | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters."""

    heading: str
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list on its sheet: its columns, and its rows, of one value a column, each taken as it is written."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value, ...]]


Kind = Literal["heading", "text", "quoted", "number", "day", "link"]

_WRAPPED: Look = {"align": "left", "valign": "top", "text_wrap": True, "indent": 1}
_LOOKS: dict[Kind, Look] = {
    "heading": {**_WRAPPED, "bold": True, "bg_color": HEADER_FILL},
    "text": {**_WRAPPED, "num_format": "@"},
    "quoted": {**_WRAPPED, "num_format": "@", "quote_prefix": True},
    "number": {"align": "right", "valign": "top", "indent": 1, "num_format": "0"},
    "day": {"align": "center", "valign": "top", "num_format": "dd/mm/yyyy"},
    "link": {**_WRAPPED, **LINK, "num_format": "@"},
}
"""What cells look like; « quoted » keeps a text that looks like a formula a text, even once it is typed over."""
_FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheets number 0."""
_MOST_LINKS = 65_530
"""The links of a sheet, at the most (Excel)."""
_ALWAYS_FITS = LONGEST_TEXT // 2
"""The characters that a cell always holds, whatever they count for."""
_LINE, _HIGHEST = 13.5, 400.0
"""The height of a line, and the most that a row may have, in points."""
_FILL = 1.1
"""How many letters a column of width 1 holds on average."""
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7, "header": 0.5, "footer": 0.3}
"""In inches."""


def write_lists(
    title: str,
    author: str,
    day: date,
    sheets: Sequence[Sheet],
    *,
    marked: bool = False,
    most_rows: int = MOST_ROWS,
) -> Iterator[bytes]:
    """Write lists as a workbook dated of that day, given piece by piece.

    Nothing is cut short: a text too long for a cell goes on in the next row, and a list of more than `most_rows` rows,
    headings included, in another sheet, « Manques 2 ». Lists of texts may be `marked`: what somebody types there is
    then told from what was written.
    """

    def parts() -> Iterator[Sheet]:
        for sheet in sheets:
            yield from _parts(sheet, most_rows)

    def fill(book: Book) -> None:
        if marked:
            mark_rows(book, _typed(parts()))
        common = {"font_name": FONT, "font_size": 10, **BOX}
        looks = {kind: book.add_format(common | look) for kind, look in _LOOKS.items()}
        for part in parts():
            _write(book.add_worksheet(part.name, ListPage), part, title, looks)

    return written_row_by_row(title, author, day, fill)


def _parts(sheet: Sheet, most_rows: int) -> Iterator[Sheet]:
    """A list on as many sheets as it takes; the rows of each are to be taken before the next sheet."""
    rows = (part for values in sheet.rows for part in _fitting(values))
    begun: tuple[tuple[Value, ...], ...] = ()
    for rank in count(1):
        name = sheet.name if rank == 1 else f"{sheet.name} {rank}"
        yield replace(sheet, name=name, rows=chain(begun, islice(rows, most_rows - 1 - len(begun))))
        if not (begun := tuple(islice(rows, 1))):
            return


def _fitting(values: tuple[Value, ...]) -> Iterator[tuple[Value, ...]]:
    """A row; where it has a text too long for a cell, the rows in which that one goes on, beside the same others."""
    pieces = [_pieces(value) for value in values]
    for at in range(max(map(len, pieces))):
        yield tuple(one[at] if at < len(one) else one[0] if len(one) == 1 else None for one in pieces)


def _pieces(value: Value) -> Sequence[Value]:
    if not isinstance(value, str) or len(value) <= _ALWAYS_FITS or length(value) <= LONGEST_TEXT:
        return (value,)
    return [value[at : at + _ALWAYS_FITS] for at in range(0, len(value), _ALWAYS_FITS)]


def _typed(sheets: Iterable[Sheet]) -> Iterator[Typed]:
    for sheet in sheets:
        rows = ([column.heading for column in sheet.columns], *sheet.rows)
        for number, values in enumerate(rows, start=1):
            for at, value in enumerate(values, start=1):
                if isinstance(value, str):
                    yield sheet.name, number, at, _text(value)[1]


def _write(page: ListPage, sheet: Sheet, title: str, looks: Mapping[Kind, Format]) -> None:
    _headings(page, sheet, looks["heading"])
    links = number = 0
    for number, values in enumerate(sheet.rows, start=1):
        links += sum(isinstance(value, Link) for value in values)
        kept = values if links <= _MOST_LINKS else [one.words if isinstance(one, Link) else one for one in values]
        height = _height([len(value) if isinstance(value, str) else 0 for value in kept], sheet)
        page.add_row(number, height, [_cell(value, looks) for value in kept])
        for at, value in enumerate(kept):
            if isinstance(value, Link):
                page.add_link(number, at, value.target)
    page.ends_at(number, len(sheet.columns) - 1)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, number, len(sheet.columns) - 1)
    page.repeat_rows(0)
    set_page(page, title, landscape=True, margins=_MARGINS)


def _headings(page: ListPage, sheet: Sheet, look: Format) -> None:
    for at, column in enumerate(sheet.columns):
        set_width(page, at, column.width)
        page.write_string(0, at, column.heading, look)
    page.set_row(0, _height([len(column.heading) for column in sheet.columns], sheet))


def _height(lengths: Sequence[int], sheet: Sheet) -> float:
    """The height of a row, in points, by the lengths of its texts."""
    widths = (column.width * _FILL for column in sheet.columns)
    lines = max(1, *(ceil(length / width) for length, width in zip(lengths, widths, strict=True)))
    return min(_LINE * lines + 3, _HIGHEST)


def _cell(value: Value, looks: Mapping[Kind, Format]) -> Cell:
    if value is None or value == "":
        return looks["text"], None
    if isinstance(value, str):
        kind, text = _text(value)
        return looks[kind], text
    if isinstance(value, date):
        return looks["day"], (value - _FIRST_DAY).days
    return (looks["link"], _text(value.words)[1]) if isinstance(value, Link) else (looks["number"], value)


@lru_cache(1_000)  # the same facts are missing from many contracts; most texts are of one alone
def _text(text: str) -> tuple[Kind, str]:
    """How a text is shown, and how it is written."""
    return "quoted" if text[:1] in tuple("=+-@\t\r") else "text", printable(text)

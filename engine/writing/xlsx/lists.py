"""Long lists as an XLSX file: a sheet each, to be filtered, sorted and printed.

openpyxl makes the frame of each sheet (filter, widths, printed page, links) and the styles; the rows are written by
us, many times quicker than by it: the report of a thousand contracts has a hundred thousand of them. A text is always
written as text, and never as a formula, whatever it begins with. The same lists always give the same bytes.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from io import BytesIO
from math import ceil
from typing import Any, Literal
from xml.sax.saxutils import escape

from openpyxl import Workbook as Book
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from engine.workbook import Workbook, cell_name, column_letters
from engine.writing.layout.words import printable
from engine.writing.xlsx.package import finished


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
    """A list on its sheet: its columns, and its rows, of one value a column."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Value, ...]]


Kind = Literal["heading", "text", "quoted", "number", "day", "link"]

_EDGE = Side("thin", color="A6A6A6")
_BOX = Border(_EDGE, _EDGE, _EDGE, _EDGE)
_WRAPPED = Alignment("left", "top", wrap_text=True, indent=1)
_LOOKS: dict[Kind, dict[str, Any]] = {
    "heading": {"font": {"bold": True}, "fill": PatternFill("solid", fgColor="D9E2F3"), "alignment": _WRAPPED},
    "text": {"alignment": _WRAPPED, "number_format": "@"},
    "quoted": {"alignment": _WRAPPED, "number_format": "@", "quotePrefix": True},
    "number": {"alignment": Alignment("right", "top", indent=1), "number_format": "0"},
    "day": {"alignment": Alignment("center", "top"), "number_format": "dd/mm/yyyy"},
    "link": {"font": {"underline": "single", "color": "0563C1"}, "alignment": _WRAPPED, "number_format": "@"},
}
"""What cells look like; « quoted » keeps a text that looks like a formula a text, even once it is typed over."""
_FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheets number 0."""
_LONGEST_TEXT = 32_767
"""The characters of a cell, at the most (Excel)."""
_LINE, _HIGHEST = 13.5, 400.0
"""The height of a line, and the most that a row may have, in points."""
_FILL = 1.1
"""How many letters a column of width 1 holds on average."""
_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7, "footer": 0.3}
"""In inches."""
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_ROWS = re.compile(rb"<sheetData>.*</sheetData>|<sheetData ?/>", re.DOTALL)
_EXTENT = re.compile(rb'(?<=<dimension ref=")[^"]*')


def write_lists(title: str, author: str, day: date, sheets: Sequence[Sheet]) -> bytes:
    """Write lists as a workbook dated of that day; a text that is too long for a cell is cut short, and shows it."""
    book = Book()
    styles = _styles(book)
    for sheet in sheets:
        _frame(book.create_sheet(sheet.name), sheet, title)
    made = datetime.combine(day, time())
    book.properties.title, book.properties.creator, book.properties.language = title, author, "fr-FR"
    book.properties.created = made
    buffer = BytesIO()
    book.save(buffer)
    return _filled(finished(buffer.getvalue(), Workbook(title, author, day), made), sheets, styles)


def _styles(book: Book) -> dict[Kind, int]:
    """The numbers of the styles of cells in the package, known from a page that is then thrown away."""
    page, numbers = book.active, {}
    for at, (kind, look) in enumerate(_LOOKS.items(), start=1):
        cell = page.cell(1, at)
        cell.border = _BOX
        for name, value in (look | {"font": Font("Liberation Sans", 10, **look.get("font", {}))}).items():
            setattr(cell, name, value)
        numbers[kind] = cell.style_id
    book.remove(page)
    return numbers


def _frame(page: Worksheet, sheet: Sheet, title: str) -> None:
    """Everything of a sheet but its rows."""
    for at, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[column_letters(at)].width = column.width
    for row, values in enumerate(sheet.rows, start=2):
        for at, value in enumerate(values, start=1):
            if isinstance(value, Link):
                page.cell(row, at).hyperlink = Hyperlink(ref="", target=value.target)
    page.freeze_panes = "A2"
    page.auto_filter.ref = _extent(sheet)
    page.print_title_rows = "1:1"
    page.page_setup.paperSize, page.page_setup.orientation = _A4, "landscape"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    for side, inches in _MARGINS.items():
        setattr(page.page_margins, side, inches)
    page.oddFooter.left.text, page.oddFooter.center.text = title.replace("&", "&&"), "&A"
    page.oddFooter.right.text = "Page &P / &N"


def _extent(sheet: Sheet) -> str:
    return f"A1:{cell_name(len(sheet.rows) + 1, len(sheet.columns))}"


def _filled(framed: bytes, sheets: Sequence[Sheet], styles: Mapping[Kind, int]) -> bytes:
    """The package with the rows of its sheets, compressed as they are made."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(framed)) as read, zipfile.ZipFile(buffer, "w") as written:
        for member in read.infolist():
            found = _SHEET.fullmatch(member.filename)
            part = read.read(member)
            copied = zipfile.ZipInfo(member.filename, member.date_time)
            copied.compress_type = zipfile.ZIP_DEFLATED
            with written.open(copied, "w") as file:
                file.writelines(_sheet(part, sheets[int(found[1]) - 1], styles) if found else [part])
    return buffer.getvalue()


def _sheet(part: bytes, sheet: Sheet, styles: Mapping[Kind, int]) -> Iterator[bytes]:
    """The XML of a sheet: its frame around its rows."""
    before, after = _ROWS.split(_EXTENT.sub(_extent(sheet).encode(), part))
    letters = [column_letters(at) for at in range(1, len(sheet.columns) + 1)]
    widths = [column.width for column in sheet.columns]
    headings = [column.heading for column in sheet.columns]
    yield before + b"<sheetData>" + _row(1, headings, letters, widths, {**styles, "text": styles["heading"]})
    for number, values in enumerate(sheet.rows, start=2):
        yield _row(number, values, letters, widths, styles)
    yield b"</sheetData>" + after


def _row(
    number: int,
    values: Sequence[Value],
    letters: Iterable[str],
    widths: Iterable[float],
    styles: Mapping[Kind, int],
) -> bytes:
    cells, lines = [], 1
    for letter, width, value in zip(letters, widths, values, strict=True):
        kind, content = _content(value)
        if isinstance(value, str):
            lines = max(lines, ceil(len(value) / (width * _FILL)))
        cells.append(f'<c r="{letter}{number}" s="{styles[kind]}"{content}</c>')
    height = min(_LINE * lines + 3, _HIGHEST)
    return f'<row r="{number}" ht="{height:g}" customHeight="1">{"".join(cells)}</row>'.encode()


@lru_cache(10_000)  # the same facts lack in many contracts
def _content(value: Value) -> tuple[Kind, str]:
    """The kind of a cell, and what it holds: the end of its tag, then its value."""
    if value is None or value == "":
        return "text", ">"
    if isinstance(value, int):
        return "number", f"><v>{value}</v>"
    if isinstance(value, date):
        return "day", f"><v>{(value - _FIRST_DAY).days}</v>"
    text = value.words if isinstance(value, Link) else value
    kind: Kind = "link" if isinstance(value, Link) else "quoted" if text[:1] in tuple("=+-@\t\r") else "text"
    if len(text) > _LONGEST_TEXT:
        text = f"{text[: _LONGEST_TEXT - 1]}…"
    return kind, f' t="inlineStr"><is><t xml:space="preserve">{escape(printable(text))}</t></is>'

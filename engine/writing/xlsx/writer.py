"""A workbook as an XLSX file, the figures that the engine worked out beside their formulas.

A spreadsheet works formulas out when it opens the file; a preview, a mail client or a program that reads cells does
not. What a user typed is written as text, and never as a formula, whatever it begins with. The same workbook always
gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine import french
from engine.errors import Finding, InputError
from engine.workbook import Limits, Sheet, SheetCell, Typed, Workbook
from engine.writing.layout.words import NOT_XML
from engine.writing.xlsx.book import (
    LONGEST_TEXT,
    MOST_COLUMNS,
    MOST_ROWS,
    length,
    mark_rows,
    set_page,
    set_width,
    write_text,
    written,
)
from engine.writing.xlsx.charts import alternative, native_chart
from engine.writing.xlsx.heights import heights
from engine.writing.xlsx.styles import BROKEN, HOLDS, UNUSED, Look, is_free, look_of, number_format
from engine.writing.xlsx.validations import validation
from engine.writing.xlsx.worked_out import worked_out

_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7, "header": 0.3, "footer": 0.3}
"""In inches."""
_CHART_ROWS = 17
"""The rows that a chart covers, under its first one."""
_ALLOWED = {"objects": True, "scenarios": True, "format_columns": True, "format_rows": True}
"""What the protection of a sheet leaves free: charts, and the widths and heights that one may want to change."""


def write_xlsx(workbook: Workbook) -> bytes:
    """Write a workbook.

    Raises:
        InputError: where a text is longer than a cell can hold, or a table larger than a sheet.
    """
    workbook = _printable(workbook)
    for sheet in workbook.sheets:
        _check_size(sheet)
        _check_lengths(sheet)

    def fill(book: Book) -> None:
        mark_rows(book, _typed(workbook))
        looks = _Looks(book)
        for name, value in workbook.properties:
            book.set_custom_property(name, value, "text")
        for sheet in workbook.sheets:
            _write(book.add_worksheet(sheet.name), sheet, workbook, looks)

    return written(workbook.title, workbook.author, workbook.date, fill, keywords=workbook.keywords)


def _typed(workbook: Workbook) -> Iterator[Typed]:
    for sheet in workbook.sheets:
        for cell in sheet.cells:
            if cell.value is not None and not cell.formula:
                yield sheet.name, cell.row, cell.column, cell.value


def _printable(workbook: Workbook) -> Workbook:
    """The workbook with « � » for the characters that no XML may hold, as in every other format."""

    def kept(cell: SheetCell) -> SheetCell:
        if isinstance(cell.value, str) and NOT_XML.search(cell.value + cell.formula):
            return replace(cell, value=NOT_XML.sub("\ufffd", cell.value), formula=NOT_XML.sub("\ufffd", cell.formula))
        return cell

    sheets = tuple(replace(sheet, cells=tuple(map(kept, sheet.cells))) for sheet in workbook.sheets)
    return replace(workbook, author=NOT_XML.sub("\ufffd", workbook.author), sheets=sheets)


def _size(rows: int, columns: int) -> str:
    return f"{french.number(rows)} lignes et {french.number(columns)} colonnes"


def _check_size(sheet: Sheet) -> None:
    rows = max((cell.row for cell in sheet.cells), default=0)
    columns = max((cell.column + cell.columns - 1 for cell in sheet.cells), default=0)
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        message = f"{sheet.name} : ce tableau est trop grand pour une feuille ({_size(rows, columns)})."
        hint = f"Une feuille a {_size(MOST_ROWS, MOST_COLUMNS)} au plus : choisissez d'autres annexes."
        raise InputError([Finding("feuille-trop-grande", message, hint=hint)])


def _check_lengths(sheet: Sheet) -> None:
    for cell in sheet.cells:
        if isinstance(cell.value, str) and not cell.formula and length(cell.value) > LONGEST_TEXT:
            long = length(cell.value)
            message = f"{sheet.name}!{cell.at} : ce texte est trop long pour une cellule ({long} caractères)."
            hint = f"Une cellule en contient {LONGEST_TEXT} au plus : abrégez-le dans la description."
            raise InputError([Finding("texte-trop-long", message, hint=hint)])


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._made: dict[frozenset[tuple[str, Any]], Format] = {}

    def __call__(self, look: Look) -> Format:
        key = frozenset(look.items())
        if key not in self._made:
            self._made[key] = self.book.add_format(look)
        return self._made[key]


def _write(page: Worksheet, sheet: Sheet, workbook: Workbook, looks: _Looks) -> None:
    for cell in sheet.cells:
        _fill(page, cell, looks)
    hidden = {cell.column for cell in sheet.cells if cell.role == "data" and cell.row not in sheet.hidden_rows}
    for column in hidden:
        page.set_column(column - 1, column - 1, None, None, {"hidden": True})
    for at, width in enumerate(sheet.widths):
        set_width(page, at, width, {"hidden": True} if at + 1 in hidden else None)
    for row, height in heights(sheet).items():
        page.set_row(row - 1, height)
    for row in sheet.hidden_rows:
        page.set_row(row - 1, None, None, {"hidden": True})
    if sheet.hidden:
        page.hide()
        return
    _validate(page, sheet)
    _check(page, sheet, looks)
    _decimals(page, sheet, looks)
    _grey(page, sheet, looks)
    _print(page, sheet, workbook)
    for chart in sheet.charts:
        drawn = native_chart(looks.book, chart, sheet)
        page.insert_chart(chart.row - 1, 0, drawn, {"object_position": 2, "description": alternative(chart)})
    page.freeze_panes(sheet.freeze[0] - 1, sheet.freeze[1] - 1)
    page.hide_gridlines(2)
    page.set_zoom(90)
    page.protect("", _ALLOWED)


def _fill(page: Worksheet, cell: SheetCell, looks: _Looks) -> None:
    row, column = cell.row - 1, cell.column - 1
    look = look_of(cell)
    if isinstance(cell.value, str) and not cell.formula and cell.value[:1] in tuple("=+-@"):
        look["quote_prefix"] = True
    made = looks(look)
    if cell.columns > 1:
        page.merge_range(row, column, row, column + cell.columns - 1, "", made)
    if cell.link:
        page.write_url(row, column, f"internal:'{cell.link}'!A1", made, str(cell.value))
    elif cell.formula:
        page.write_formula(row, column, f"={cell.formula}", made, worked_out(cell))
    elif isinstance(cell.value, str) and cell.value:
        write_text(page, row, column, cell.value, made)
    elif isinstance(cell.value, Decimal):
        page.write_number(row, column, cell.value, made)
    else:
        page.write_blank(row, column, None, made)


def _validate(page: Worksheet, sheet: Sheet) -> None:
    """Inputs take what their facts take: one rule for all the cells that have the same limits."""
    rules: dict[tuple[Limits, str], list[tuple[int, int, int, int]]] = defaultdict(list)
    for cell in sheet.cells:
        if cell.limits is not None and not (cell.limits.text and not cell.limits.choices):
            rules[cell.limits, cell.unit].append((cell.row - 1, cell.column - 1, cell.row - 1, cell.column - 1))
    for (limits, unit), cells in rules.items():
        page.data_validation(*cells[0], {**validation(limits, unit), "other_cells": cells[1:]})


def _check(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    """Check cells are green or red, and say so in words too."""
    for cells, _ in _runs(cell for cell in sheet.cells if cell.role == "check"):
        for word, look in (("OK", HOLDS), ("À revoir", BROKEN)):
            rule = {"type": "cell", "criteria": "equal to", "value": f'"{word}"', "format": looks(look)}
            page.conditional_format(*cells, rule)


def _grey(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    """Cells that other answers leave without use are grey, and so is what is in them."""
    for cells, formula in sheet.greyed:
        corners = (cells.row - 1, cells.column - 1, cells.last_row - 1, cells.last_column - 1)
        page.conditional_format(*corners, {"type": "formula", "criteria": f"={formula}", "format": looks(UNUSED)})


def _decimals(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    """Where nothing says how many decimals, a figure that has some shows two of them: « 187 », « 187,50 »."""
    for cells, first in _runs(cell for cell in sheet.cells if is_free(cell)):
        has_decimals = f"=AND(ISNUMBER({first.at}),ROUND({first.at},2)<>ROUND({first.at},0))"
        shown = looks({"num_format": number_format(first)})
        page.conditional_format(*cells, {"type": "formula", "criteria": has_decimals, "format": shown})


def _runs(cells: Iterable[SheetCell]) -> Iterator[tuple[tuple[int, int, int, int], SheetCell]]:
    """The corners of the cells of one unit that stand side by side in a row, each time with the first of them."""
    run: list[SheetCell] = []
    for cell in (*cells, None):
        last = run[-1] if run else None
        if last and (cell is None or (last.row, last.column + 1, last.unit) != (cell.row, cell.column, cell.unit)):
            yield (run[0].row - 1, run[0].column - 1, last.row - 1, last.column - 1), run[0]
            run = []
        run += [cell] if cell else []


def _print(page: Worksheet, sheet: Sheet, workbook: Workbook) -> None:
    set_page(page, workbook.title, landscape=sheet.landscape, margins=_MARGINS)
    if sheet.repeated:
        page.repeat_rows(sheet.repeated[0] - 1, sheet.repeated[1] - 1)
    last = [chart.row + _CHART_ROWS for chart in sheet.charts]
    rows = max([cell.row for cell in sheet.cells if cell.role != "data"] + last)
    page.print_area(0, 0, rows - 1, len(sheet.widths) - 1)
    if len(sheet.charts) > 1:  # together on pages of their own, and none cut in two by the end of the table
        page.set_h_pagebreaks([sheet.charts[0].row - 2])

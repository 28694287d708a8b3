"""A workbook as an XLSX file: its sheets with openpyxl, then its package with the figures already worked out.

What a user typed is written as text, and never as a formula, whatever it begins with. The same workbook always gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time
from io import BytesIO

from openpyxl import Workbook as Book
from openpyxl.cell import Cell
from openpyxl.formatting.rule import CellIsRule, Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from engine.errors import Finding, InputError
from engine.workbook import Limits, Sheet, SheetCell, Workbook, cell_name, column_letters
from engine.writing.layout.words import NOT_XML
from engine.writing.xlsx.charts import native_chart
from engine.writing.xlsx.heights import heights
from engine.writing.xlsx.package import finished
from engine.writing.xlsx.styles import BROKEN, HOLDS, dress, is_free, number_format
from engine.writing.xlsx.validations import validation

_A4 = 9
_LONGEST_TEXT = 32_767
"""The characters of a cell, at the most (Excel)."""
_OWN_FORMATS = 164
"""The number of the first format that is not one of Excel's own."""
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7, "header": 0.3, "footer": 0.3}
"""In inches."""


def write_xlsx(workbook: Workbook) -> bytes:
    """Write a workbook.

    Raises:
        InputError: where a text is longer than a cell can hold.
    """
    workbook = _printable(workbook)
    book = Book()
    book.remove(book.active)
    for sheet in workbook.sheets:
        _write(book.create_sheet(sheet.name), sheet, workbook)
    book.calculation.fullCalcOnLoad = True
    made = datetime.combine(workbook.date, time())
    properties = book.properties
    properties.title, properties.creator, properties.language = workbook.title, workbook.author, "fr-FR"
    properties.created = made
    buffer = BytesIO()
    book.save(buffer)
    return finished(buffer.getvalue(), workbook, made)


def _printable(workbook: Workbook) -> Workbook:
    """The workbook with « � » for the characters that no XML may hold, as in every other format."""

    def kept(cell: SheetCell) -> SheetCell:
        if isinstance(cell.value, str) and NOT_XML.search(cell.value + cell.formula):
            return replace(cell, value=NOT_XML.sub("\ufffd", cell.value), formula=NOT_XML.sub("\ufffd", cell.formula))
        return cell

    sheets = tuple(replace(sheet, cells=tuple(map(kept, sheet.cells))) for sheet in workbook.sheets)
    return replace(workbook, author=NOT_XML.sub("\ufffd", workbook.author), sheets=sheets)


def _write(page: Worksheet, sheet: Sheet, workbook: Workbook) -> None:
    for cell in sheet.cells:
        _fill(page, cell, sheet)
    for at, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[column_letters(at)].width = width
    for column in {cell.column for cell in sheet.cells if cell.role == "data"}:
        page.column_dimensions[column_letters(column)].hidden = True
    for row, height in heights(sheet).items():
        page.row_dimensions[row].height = height
    _validate(page, sheet)
    _check(page, sheet)
    _decimals(page, sheet)
    _print(page, sheet, workbook)
    for chart in sheet.charts:
        page.add_chart(native_chart(chart, sum(sheet.widths)), cell_name(chart.row, 1))
    if len(sheet.charts) > 1:  # together on pages of their own, and none cut in two by the end of the table
        page.row_breaks.append(Break(sheet.charts[0].row - 2))
    page.freeze_panes = cell_name(*sheet.freeze)
    page.sheet_view.showGridLines = False
    page.sheet_view.zoomScale = 90
    page.protection.enable()
    page.protection.formatColumns = page.protection.formatRows = False  # widths may be changed


def _fill(page: Worksheet, cell: SheetCell, sheet: Sheet) -> None:
    target = page.cell(cell.row, cell.column)
    assert isinstance(target, Cell)  # noqa: S101 - nothing is merged yet here
    if cell.formula:
        target.value = f"={cell.formula}"
    elif isinstance(cell.value, str):
        _write_text(target, cell.value, sheet)
    elif cell.value is not None:
        target.value = cell.value
    dress(target, cell)
    if cell.link:
        target.hyperlink = Hyperlink(ref=target.coordinate, location=f"'{cell.link}'!A1", display=cell.link)
    if cell.columns > 1:
        page.merge_cells(None, cell.row, cell.column, cell.row, cell.column + cell.columns - 1)


def _write_text(target: Cell, text: str, sheet: Sheet) -> None:
    """A text that stays one, even « =1+1 »."""
    if len(text) > _LONGEST_TEXT:
        message = (
            f"{sheet.name}!{target.coordinate} : ce texte est trop long pour une cellule ({len(text)} caractères)."
        )
        hint = f"Une cellule en contient {_LONGEST_TEXT} au plus : abrégez-le dans la description."
        raise InputError([Finding("texte-trop-long", message, hint=hint)])
    target.value = text
    target.data_type = "s"
    target.quotePrefix = text[:1] in "=+-@"


def _validate(page: Worksheet, sheet: Sheet) -> None:
    """Inputs take what their facts take: one rule for all the cells that have the same limits."""
    rules: dict[tuple[Limits, str], DataValidation] = {}
    for cell in sheet.cells:
        if cell.limits is None or (cell.limits.text and not cell.limits.choices):
            continue
        key = (cell.limits, cell.unit)
        if key not in rules:
            rules[key] = validation(*key)
            page.add_data_validation(rules[key])
        rules[key].add(cell.at)


def _check(page: Worksheet, sheet: Sheet) -> None:
    """Check cells are green or red, and say so in words too."""
    for cells, _ in _runs(cell for cell in sheet.cells if cell.role == "check"):
        for word, look in (("OK", HOLDS), ("À revoir", BROKEN)):
            page.conditional_formatting.add(cells, CellIsRule("equal", [f'"{word}"'], **look))


def _decimals(page: Worksheet, sheet: Sheet) -> None:
    """Where nothing says how many decimals, a figure that has some shows two of them: « 187 », « 187,50 »."""
    for cells, first in _runs(cell for cell in sheet.cells if is_free(cell)):
        look = DifferentialStyle(numFmt=NumberFormat(numFmtId=_OWN_FORMATS, formatCode=number_format(first)))
        has_decimals = f"AND(ISNUMBER({first.at}),ROUND({first.at},2)<>ROUND({first.at},0))"
        page.conditional_formatting.add(cells, Rule("expression", dxf=look, formula=[has_decimals]))


def _runs(cells: Iterable[SheetCell]) -> Iterator[tuple[str, SheetCell]]:
    """The ranges of cells of one unit that stand side by side in a row, each with its first cell."""
    run: list[SheetCell] = []
    for cell in cells:
        last = run[-1] if run else None
        if last and (last.row, last.column + 1, last.unit) != (cell.row, cell.column, cell.unit):
            yield f"{run[0].at}:{run[-1].at}", run[0]
            run = []
        run.append(cell)
    if run:
        yield f"{run[0].at}:{run[-1].at}", run[0]


def _print(page: Worksheet, sheet: Sheet, workbook: Workbook) -> None:
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    for side, inches in _MARGINS.items():
        setattr(page.page_margins, side, inches)
    if sheet.repeated:
        page.print_title_rows = f"{sheet.repeated[0]}:{sheet.repeated[1]}"
    rows = max([cell.row for cell in sheet.cells if cell.role != "data"] + [chart.row + 17 for chart in sheet.charts])
    page.print_area = f"A1:{cell_name(rows, len(sheet.widths))}"
    page.oddFooter.left.text = workbook.title
    page.oddFooter.center.text = "&A"
    page.oddFooter.right.text = "Page &P / &N"

"""What a cell is read as: its exact number, how it is shown, its words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.importing.given import Given
from engine.importing.readings import reading, written
from engine.importing.spreadsheet import read_workbook
from engine.workbook import Limits, SheetCell
from models.nombres import lire_nombre


@pytest.fixture
def book() -> Workbook:
    return Workbook()


def page(book: Workbook) -> Worksheet:
    return book.worksheets[0]


def read(book: Workbook, folder: Path) -> Given:
    book.save(folder / "classeur.xlsx")
    return read_workbook(folder / "classeur.xlsx").sheets[0].cells[1, 1]


FORMATS = [
    ("General", "number", ""),
    ("0.00", "number", ""),
    ("0%", "number", "percentage"),
    ("0.00%", "number", "percentage"),
    ("0.0 %;[Red]-0.0 %", "number", "percentage"),
    ('#,##0.00" %"', "number", "percent_sign"),
    ('#,##0.00"\u00a0%";-#,##0.00"\u00a0%"', "number", "percent_sign"),
    ("0\\%", "number", "percent_sign"),
    ('#,##0.00" €/h"', "number", ""),
    ("#,##0.00 [$€-40C]", "number", ""),
    ("0.00E+00", "number", ""),
    ("dd/mm/yyyy", "date", ""),
    ("[$-40C]d mmmm yyyy", "date", ""),
    ("[h]:mm", "date", ""),
]


@pytest.mark.parametrize(("code", "kind", "shown"), FORMATS)
def test_the_format_of_a_cell_says_what_its_number_is(
    book: Workbook, tmp_path: Path, code: str, kind: str, shown: str
) -> None:
    page(book)["A1"] = 0.25
    page(book)["A1"].number_format = code
    found = read(book, tmp_path)
    assert (found.kind, found.shown, found.value) == (kind, shown, Decimal("0.25"))


@pytest.mark.parametrize(
    ("held", "kind", "value"),
    [
        (0.1 + 0.2, "number", Decimal("0.3")),
        (1234.57, "number", Decimal("1234.57")),
        (2.9e-40, "number", Decimal(0)),
        (1e300, "text", "1e+300"),
        (True, "yes_no", "oui"),
        (False, "yes_no", "non"),
        ("#DIV/0!", "error", "#DIV/0!"),
        (date(2024, 1, 15), "date", Decimal(45306)),
        (" é <b> & « l’heure »", "text", " é <b> & « l’heure »"),
        ("deux\nlignes", "text", "deux\nlignes"),
        ("=1+1", "not_worked_out", ""),
    ],
)
def test_a_cell_is_read_as_it_is(book: Workbook, tmp_path: Path, held: object, kind: str, value: object) -> None:
    page(book)["A1"] = held
    found = read(book, tmp_path)
    assert (found.kind, found.value) == (kind, value)


def test_a_text_that_looks_like_a_formula_is_a_text(book: Workbook, tmp_path: Path) -> None:
    page(book)["A1"] = "=1+1"
    page(book)["A1"].data_type = "s"
    assert read(book, tmp_path) == Given(1, 1, "text", "=1+1")


def test_empty_cells_are_none(book: Workbook, tmp_path: Path) -> None:
    page(book)["A1"], page(book)["A2"], page(book)["A3"] = 1, "   ", None
    page(book)["B9"].number_format = "0%"
    book.save(tmp_path / "classeur.xlsx")
    assert list(read_workbook(tmp_path / "classeur.xlsx").sheets[0].cells) == [(1, 1)]


HOURS = SheetCell(1, 1, "input", unit="h", limits=Limits())
UNITS = st.sampled_from(["h", "€", "€/h", "%", "km", ""])


@given(number=st.decimals(min_value=-(10**12), max_value=10**12, places=2), unit=UNITS)
@settings(max_examples=150, deadline=None)
def test_a_number_written_reads_back(number: Decimal, unit: str) -> None:
    cell = SheetCell(1, 1, "input", unit=unit, limits=Limits())
    assert lire_nombre(written(number, cell)) == number


@given(
    number=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e11, max_value=1e11).map(lambda x: round(x, 4))
)
@settings(max_examples=40, deadline=None)
def test_a_number_comes_back_from_a_workbook(tmp_path_factory: pytest.TempPathFactory, number: float) -> None:
    book = Workbook()
    page(book)["A1"] = number
    given = read(book, tmp_path_factory.mktemp("nombre"))
    assert lire_nombre(reading(given, HOURS)) == Decimal(f"{number:.15g}")

"""A workbook as a file: formulas with their figures, text that stays text, what may be typed, the same bytes twice."""

from __future__ import annotations

import re
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from engine.errors import InputError
from engine.importing.spreadsheet import read_workbook
from engine.workbook import NOT_AVAILABLE, Limits, Range, Sheet, SheetCell, SheetChart, Workbook
from engine.writing.xlsx.writer import write_xlsx

POSITIVE = Limits(minimum=Decimal(0))


def book_of(*cells: SheetCell, **told: object) -> Workbook:
    sheet = Sheet("Annexe 8", cells, (20.0, 12.0, 30.0), table="comptes", **told)  # type: ignore[arg-type]
    return Workbook("Annexes chiffrées", "Département d’Exemple", date(2024, 1, 15), (sheet,))


def reread(book: Workbook, *, figures: bool = False) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(write_xlsx(book)), data_only=figures)["Annexe 8"]


@pytest.mark.parametrize(
    "typed", ["<r><t>gras</t></r>", "<r></r>", "_x0041_", " bord ", "&amp;", "http://exemple.invalid"]
)
def test_what_a_user_typed_is_found_again_to_the_letter(tmp_path: Path, typed: str) -> None:
    text = SheetCell(1, 1, "input", typed, path=("nom",), limits=Limits(text=True))
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(write_xlsx(book_of(text)))
    (read,) = read_workbook(path).sheets[0].cells.values()
    assert read.value == typed


@pytest.mark.parametrize("typed", ['=HYPERLINK("http://exemple.invalid")', "+33 2 99", "-1", "@SUM(A1)", "=1+1"])
def test_what_a_user_typed_is_never_a_formula(typed: str) -> None:
    text = SheetCell(1, 1, "input", typed, path=("nom",), limits=Limits(text=True))
    found = reread(book_of(text))["A1"]
    assert (found.value, found.data_type) == (typed, "s")
    assert found.quotePrefix  # or a spreadsheet makes a formula of it once the cell is edited
    assert found.number_format == "@"


def test_a_formula_keeps_the_figure_that_it_gives() -> None:
    cells = (
        SheetCell(1, 1, "input", Decimal("1234.5"), unit="€", path=("a",), limits=POSITIVE),
        SheetCell(2, 1, "computed", Decimal("1250.67"), 'IF(COUNTBLANK(A1)>0,"",ROUND(A1*1.0131,2))', unit="€"),
        SheetCell(3, 1, "computed", "—", 'IFERROR(A1/0,"—")'),
        SheetCell(4, 1, "data", NOT_AVAILABLE, "IF(ISNUMBER(A3),A3,NA())"),
    )
    assert reread(book_of(*cells))["A2"].value == '=IF(COUNTBLANK(A1)>0,"",ROUND(A1*1.0131,2))'
    figures = reread(book_of(*cells), figures=True)
    assert [figures[f"A{row}"].value for row in range(1, 5)] == [1234.5, 1250.67, "—", "#N/A"]


def test_a_formula_that_shows_nothing_says_so_to_a_preview() -> None:
    book = book_of(SheetCell(1, 1, "computed", None, 'IF(B1="","",B1)', unit="€"), SheetCell(1, 2, "input"))
    with zipfile.ZipFile(BytesIO(write_xlsx(book))) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r'<c r="A1" s="\d+" t="str"><f>[^<]+</f><v></v></c>', page)


def test_only_inputs_may_be_typed_in() -> None:
    cells = (
        SheetCell(1, 1, "label", "Charges"),
        SheetCell(1, 2, "input", None, path=("charges",), limits=POSITIVE),
        SheetCell(2, 2, "computed", "", "B1*2"),
    )
    page = reread(book_of(*cells))
    assert page.protection.sheet
    assert not page.protection.password
    assert [page[at].protection.locked for at in ("A1", "B1", "B2")] == [True, False, True]


def test_an_input_refuses_what_its_fact_refuses() -> None:
    share = Limits(minimum=Decimal(0), maximum=Decimal(100))
    cells = (
        SheetCell(1, 1, "input", limits=POSITIVE, unit="€"),
        SheetCell(1, 2, "input", limits=POSITIVE, unit="€"),
        SheetCell(2, 1, "input", limits=share, unit="%"),
        SheetCell(3, 1, "input", limits=Limits(whole=True, minimum=Decimal(0))),
        SheetCell(4, 1, "input", limits=Limits(text=True, choices=("oui", "non"))),
        SheetCell(5, 1, "input", limits=Limits(text=True)),
        SheetCell(6, 1, "input", limits=Limits(), unit="€"),
    )
    rules = {str(rule.sqref): rule for rule in reread(book_of(*cells)).data_validations.dataValidation}
    assert sorted(rules) == ["A1 B1", "A2", "A3", "A4", "A6"]
    assert (rules["A1 B1"].type, rules["A1 B1"].formula1) == ("decimal", "0")
    assert rules["A1 B1"].error == "Un nombre est attendu, qui n’est pas négatif, sans son unité."
    assert (rules["A2"].formula1, rules["A2"].formula2) == ("0", "100")
    assert rules["A2"].error.startswith("Un nombre est attendu, de 0 à 100\u00a0: 12 pour 12\u00a0%")
    assert rules["A3"].type == "whole"
    assert rules["A4"].formula1 == '"oui,non"'
    assert rules["A6"].formula1 == "-1E+15"


@pytest.mark.parametrize(
    ("unit", "decimals", "shown"),
    [
        ("€", None, '#,##0.00"\u00a0€";-#,##0.00"\u00a0€"'),
        ("€/h", 3, '#,##0.000"\u00a0€/h";-#,##0.000"\u00a0€/h"'),
        ("%", 1, '#,##0.0"\u00a0%";-#,##0.0"\u00a0%"'),
        ("%", None, '#,##0"\u00a0%";-#,##0"\u00a0%"'),  # two decimals come back where there are some
        ("h", None, "#,##0;-#,##0"),
        ("oui/non", None, '[=1]"oui";[=0]"non";General'),
    ],
)
def test_a_figure_is_shown_in_its_unit(unit: str, decimals: int | None, shown: str) -> None:
    cell = SheetCell(1, 1, "computed", Decimal(1), "1", unit=unit, decimals=decimals)
    assert reread(book_of(cell))["A1"].number_format == shown


def test_a_check_is_coloured_by_what_it_says() -> None:
    page = reread(book_of(SheetCell(1, 1, "check", "OK", 'IF(1=1,"OK","À revoir")')))
    rules = [rule for ranges in page.conditional_formatting for rule in ranges.rules]
    assert [rule.formula for rule in rules] == [['"OK"'], ['"À revoir"']]
    assert rules[1].dxf.font.b  # and bold, for who does not see the red


def test_a_page_is_ready_to_print() -> None:
    cells = (SheetCell(1, 1, "title", "Comptes", columns=3), SheetCell(4, 1, "corner", "Année"))
    page = reread(book_of(*cells, landscape=True, repeated=(4, 4), freeze=(5, 2)))
    assert page.sheet_properties.pageSetUpPr.fitToPage  # one page wide, which is what a file need not say
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (
        "landscape", None, 0,
    )  # fmt: skip
    assert (page.print_title_rows, page.print_area) == ("$4:$4", "'Annexe 8'!$A$1:$C$4")
    assert page.freeze_panes == "B5"
    assert [page.column_dimensions[letter].width for letter in "ABC"] == [20, 12, 30]
    assert [str(merged) for merged in page.merged_cells.ranges] == ["A1:C1"]


def test_the_warnings_of_other_threads_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python has one list of them for all its threads."""
    chart = SheetChart("Comptes", "bars", Range("Feuille", 1, 1, 1, 1), (("A", Range("Feuille", 1, 1, 1, 1)),), 5)
    book = book_of(SheetCell(1, 1, "header", "2024"), charts=(chart,))
    monkeypatch.setattr(warnings, "catch_warnings", lambda *_: pytest.fail("les avertissements sont cachés à tous"))
    assert write_xlsx(book)


@pytest.mark.parametrize("kind", ["bars", "stacked", "lines"])
def test_a_chart_is_the_spreadsheet_s_own(kind: str) -> None:
    names, values = Range("Annexe 8", 1, 1, 1, 2), Range("Annexe 8", 2, 1, 2, 2)
    series = tuple((name, values) for name in ("Produits", "Charges"))
    chart = SheetChart("Comptes", kind, names, series, 5, "€", from_zero=kind != "lines")  # type: ignore[arg-type]
    book = book_of(SheetCell(1, 1, "header", "2024"), charts=(chart,))
    with zipfile.ZipFile(BytesIO(write_xlsx(book))) as package:
        part = package.read("xl/charts/chart1.xml").decode()
    assert part.count("'Annexe 8'!$A$2:$B$2") == 2
    assert "Comptes (€)" in part
    with zipfile.ZipFile(BytesIO(write_xlsx(book))) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="Comptes (€)\u00a0: Produits, Charges."' in drawing
    # Hatchings or dashes: a black-and-white print still tells the two apart.
    assert ("wdUpDiag" in part) == (kind != "lines")
    assert ('prstDash val="dash"' in part) == (kind == "lines")


def test_a_link_goes_to_its_sheet() -> None:
    assert (
        reread(book_of(SheetCell(1, 1, "link", "Annexe 8", link="Annexe 8")))["A1"].hyperlink.location
        == "'Annexe 8'!A1"
    )


def test_the_same_workbook_gives_the_same_bytes_whatever_the_day() -> None:
    book = book_of(SheetCell(1, 1, "label", "Charges"))
    first = write_xlsx(book)
    assert first == write_xlsx(book)
    with zipfile.ZipFile(BytesIO(first)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2024-01-15T00:00:00Z</dcterms:modified>" in package.read("docProps/core.xml")


def test_a_day_before_the_archives_can_tell_does_no_harm() -> None:
    old = replace(book_of(SheetCell(1, 1, "label", "Charges")), date=date(1910, 1, 1))
    assert write_xlsx(old)


def test_what_no_file_can_hold_is_replaced_as_in_every_format() -> None:
    text = SheetCell(1, 1, "input", "a\x07b\ufffe", limits=Limits(text=True))
    message = SheetCell(2, 1, "message", "\x00", '"c\x01"')
    page = reread(replace(book_of(text, message), author="Exemple\x08"))
    assert (page["A1"].value, page["A2"].value) == ("a\ufffdb\ufffd", '="c\ufffd"')


def test_a_text_too_long_for_a_cell_is_told_with_its_place() -> None:
    with pytest.raises(InputError) as told:
        write_xlsx(book_of(SheetCell(3, 2, "input", "a" * 32_768, limits=Limits(text=True))))
    assert "Annexe 8!B3" in str(told.value)


@pytest.mark.parametrize("cell", [SheetCell(1_048_577, 1, "input"), SheetCell(1, 16_384, "words", columns=2)])
def test_a_table_larger_than_a_sheet_is_refused(cell: SheetCell) -> None:
    with pytest.raises(InputError) as told:
        write_xlsx(book_of(cell))
    assert [(one.code, "Annexe 8" in one.message) for one in told.value.findings] == [("feuille-trop-grande", True)]

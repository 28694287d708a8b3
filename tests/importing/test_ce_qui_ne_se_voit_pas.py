"""A figure that nobody sees in the workbook, or that is struck through, is never taken without a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.importing.conftest import DESCRIPTION, Bureau

WITHOUT_PLACES = DESCRIPTION.partition("lieux:")[0]


def filled(sheet: Worksheet) -> None:
    sheet["D16"] = 31000


def hidden_row(sheet: Worksheet) -> None:
    sheet.row_dimensions[16].hidden = True


def filtered_row(sheet: Worksheet) -> None:
    hidden_row(sheet)
    sheet.auto_filter.ref = "A10:D16"
    sheet.auto_filter.add_filter_column(0, ["2024"])


def hidden_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True


def hidden_sheet(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"


def struck(sheet: Worksheet) -> None:
    sheet["D16"].font = Font(strike=True)


@pytest.mark.parametrize(
    ("unseen", "told"),
    [
        (hidden_row, "des lignes masquées compte"),
        (filtered_row, "des lignes masquées ou filtrées compte"),
        (hidden_column, "des colonnes masquées compte"),
        (hidden_sheet, "une feuille masquée compte"),
        (struck, "cette cellule est barrée, et elle est lue"),
    ],
)
def test_what_is_out_of_sight_is_read_and_told(bureau: Bureau, unseen: Callable[[Worksheet], None], told: str) -> None:
    def fill(book: Workbook) -> None:
        filled(book["Annexe 1"])
        unseen(book["Annexe 1"])

    outcome = bureau.imported(fill)
    assert [str(one) for one in outcome.changes] == ["Annexe 1!D16 → budget[2].charges : (vide) → 31 000"]
    (finding,) = outcome.findings
    assert told in finding.message
    assert finding.place
    assert finding.place.cell == "Annexe 1!D16"


def test_what_is_out_of_sight_and_known_already_is_not_told(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        hidden_row(book["Annexe 1"])
        struck(book["Annexe 1"])

    assert bureau.imported(fill).findings == ()


def test_figures_merged_into_one_are_told(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        book["Annexe 1"]["C16"] = 31000
        book["Annexe 1"].merge_cells("C16:D16")

    told = [one for one in bureau.imported(fill).findings if one.code == "cellule-fusionnee"]
    assert [one.place.cell for one in told if one.place] == ["Annexe 1!C16"]
    assert "« 31000 »" in told[0].message
    assert "(D16)" in told[0].message


def test_a_text_of_which_a_part_is_struck_through_is_refused(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        old = TextBlock(InlineFont(strike=True), "en attente ")
        book["Annexe 1"]["C21"] = CellRichText(old, "reçu")

    assert bureau.refusals(fill) == ["Annexe 1!C21 : une partie de cette cellule est barrée."]


def test_a_sheet_of_notes_is_told_as_not_read(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        book.create_sheet("Remarques")["B2"] = "Les heures de 2025 sont à revoir."

    (finding,) = bureau.imported(fill).findings
    assert (finding.code, finding.message) == ("feuille-non-lue", "« Remarques » n'est pas lue.")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Site ExÃ©mple", "encodage-mal-lu"),
        ("Site\u3164 Exemple", "caractere-invisible"),
        ("Site\ufdd0 Exemple", "caractere-inconnu"),
        ("Site &eacute;", "entite-html"),
    ],
)
def test_a_name_that_nobody_meant_makes_no_row(bureau: Bureau, name: str, code: str) -> None:
    outcome = bureau.imported({"Annexe 2!A8": name}, WITHOUT_PLACES, written_for=DESCRIPTION)
    assert [(one.code, str(one.place)) for one in outcome.refused] == [
        (code, "annexes.xlsx:Annexe 2!A8"),
        ("intitule-inconnu", "annexes.xlsx:Annexe 2!A8"),
    ]


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ("Annexe 2!A8", "Site\u200b Exemple Nord", "caractere-retire"),
        ("Annexe 2!A8", "Site\ufe0f Exemple Nord", "caractere-retire"),
        ("Annexe 2!A8", "Site d?Exemple", "caractere-perdu"),
        ("Annexe 2!B6", "Pla\u00adces", "caractere-retire"),
    ],
)
def test_what_is_left_out_of_a_name_or_a_heading_is_told(bureau: Bureau, cell: str, text: str, code: str) -> None:
    outcome = bureau.imported({cell: text}, WITHOUT_PLACES, written_for=DESCRIPTION)
    assert not outcome.refused
    assert [(one.code, str(one.place)) for one in outcome.findings] == [(code, f"annexes.xlsx:{cell}")]
    assert "places: 40" in outcome.text

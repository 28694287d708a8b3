"""What a filled workbook brings into a description, wherever its rows and columns have been moved."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.importing.conftest import DESCRIPTION, Bureau


def changes(bureau: Bureau, fill: Any, into: str = DESCRIPTION, **more: Any) -> list[str]:
    outcome = bureau.imported(fill, into, **more)
    assert [str(one) for one in outcome.refused] == []
    return [str(one) for one in outcome.changes]


def test_the_workbook_of_a_description_changes_nothing_in_it(bureau: Bureau) -> None:
    outcome = bureau.imported({})
    assert (outcome.changes, outcome.findings, outcome.text) == ((), (), DESCRIPTION)


def test_a_figure_is_written_where_its_fact_is_and_nothing_else_moves(bureau: Bureau) -> None:
    outcome = bureau.imported({"Annexe 1!C11": 25.5, "Annexe 1!D16": 31000, "Annexe 1!C6": 19})
    assert [str(one) for one in outcome.changes] == [
        "Annexe 1!C6 → taux : 18,5 → 19",
        "Annexe 1!C11 → budget[1].tarif : 25,00 → 25,50",
        "Annexe 1!D16 → budget[2].charges : (vide) → 31 000",
    ]
    assert outcome.text == (
        DESCRIPTION.replace('"18,5"  # du', '"19"  # du')
        .replace('"25,00"', '"25,50"')
        .replace("heures: 1 200}", "heures: 1 200, charges: 31 000}")
    )


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("Annexe 1!C12", 1234.5, "1 234,5"),
        ("Annexe 1!C12", "1 234,50", "1 234,50"),
        ("Annexe 1!C12", "1 234,50 h", "1 234,50 h"),
        ("Annexe 1!C12", "=1200+34", None),
        ("Annexe 1!C18", -1234567.8, "-1 234 567,80"),
        ("Annexe 1!C19", "12 %", "12 %"),
        ("Annexe 1!C19", "0,12 %", "0,12 %"),
        ("Annexe 1!C19", 12, "12"),
        ("Annexe 1!C19", 1, "1"),
        ("Annexe 1!C19", 0, "0"),
        ("Annexe 1!C7", 2022, "2022"),
        ("Annexe 1!C20", "Oui", "Oui"),
        ("Annexe 1!C20", True, "oui"),
        ("Annexe 1!C20", 0, "non"),
        ("Annexe 1!C21", "  en attente ", "en attente"),
        ("Annexe 1!C21", 2026, "2026"),
        ("Annexe 2!B8", 41, "41"),
    ],
)
def test_a_cell_is_read_as_its_fact_takes_it(bureau: Bureau, cell: str, value: object, said: str | None) -> None:
    if said is None:  # a formula that no spreadsheet has worked out yet
        assert bureau.refusals({cell: value}) == [f"{cell} : un nombre est attendu, et non une formule sans résultat."]
    else:
        assert [one.rpartition(" → ")[2] for one in changes(bureau, {cell: value})] == [said]


@pytest.mark.parametrize(
    ("form", "held", "figure"), [("0.00%", 0.125, "12,5"), ("0%", 0.005, "0,5 %"), ("0.0", 12.5, "12,5")]
)
def test_a_percentage_is_what_its_cell_shows(bureau: Bureau, form: str, held: float, figure: str) -> None:
    def fill(book: Workbook) -> None:
        book["Annexe 1"]["C19"] = held
        book["Annexe 1"]["C19"].number_format = form

    assert changes(bureau, fill) == [f"Annexe 1!C19 → budget[1].part : 40 → {figure}"]


def test_a_percentage_below_one_under_the_sign_of_the_annexes_is_read_and_told(bureau: Bureau) -> None:
    outcome = bureau.imported({"Annexe 1!C19": 0.12})
    (told,) = outcome.findings
    assert (outcome.changes[0].new, outcome.refused) == ("0,12 %", ())
    assert str(told).startswith("annexes.xlsx:Annexe 1!C19: avertissement [pourcentage-a-verifier]")


def test_an_empty_cell_says_nothing(bureau: Bureau) -> None:
    assert changes(bureau, {"Annexe 1!C11": None, "Annexe 1!C6": None}) == []


def test_an_empty_cell_erases_where_it_is_asked(bureau: Bureau) -> None:
    outcome = bureau.imported({"Annexe 1!C11": None, "Annexe 1!D12": None}, erase=True)
    assert [str(one) for one in outcome.changes] == [
        "Annexe 1!C11 → budget[1].tarif : 25,00 → (vide)",
        "Annexe 1!D12 → budget[2].heures : 1 200 → (vide)",
    ]
    assert "    tarif:\n" in outcome.text
    assert bureau.dossier(outcome.text).contrat.budget[0].tarif is None  # type: ignore[attr-defined]


def test_rows_and_columns_may_be_moved_and_others_inserted(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        page = book["Annexe 1"]
        page["D16"] = 31000
        for column in "ACD":
            one, other = page[f"{column}18"], page[f"{column}19"]
            one.value, other.value = other.value, one.value
            one.number_format, other.number_format = other.number_format, one.number_format
        for cells in page.merged_cells.ranges.copy():
            page.unmerge_cells(str(cells))
        page.insert_rows(12, amount=2)
        page.insert_cols(4)
        page["A12"], page["D9"], page["D11"] = "Remarque :", "Nos remarques", "à revoir"

    assert changes(bureau, fill) == ["Annexe 1!E18 → budget[2].charges : (vide) → 31 000"]


def test_a_table_whose_rubriques_are_columns_is_read_turned(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        page = book["Annexe 2"]
        page["C9"] = 75
        page.insert_rows(9)
        page.insert_cols(2)
        page["B6"] = "Remarque"

    assert changes(bureau, fill) == ["Annexe 2!D10 → lieux[2].occupation : (vide) → 75"]


def test_labels_that_two_rubriques_share_belong_to_the_one_above(bureau: Bureau) -> None:
    assert changes(bureau, {"Annexe 1!C13": 100, "Annexe 1!C17": 3000}) == [
        "Annexe 1!C13 → budget[1].dimanches : (vide) → 100",
        "Annexe 1!C17 → budget[1].retraites : (vide) → 3 000",
    ]


WITHOUT_ROWS = DESCRIPTION.partition("\n# ── Les chiffres")[0]


def test_rows_are_made_for_the_years_and_the_names_of_a_list_that_has_none(bureau: Bureau) -> None:
    outcome = bureau.imported({}, WITHOUT_ROWS, written_for=DESCRIPTION)
    assert outcome.refused == ()
    assert outcome.text == WITHOUT_ROWS + (
        'taux: "18,5"\n'
        "base: 2023\n"
        "\n"
        "budget:\n"
        "  - annee: 2024\n"
        "    tarif: 25\n"
        "    heures: 1 000\n"
        "    charges: 24 000\n"
        "    resultat: -500\n"
        "    part: 40\n"
        "  - annee: 2025\n"
        "    tarif: 26\n"
        "    heures: 1 200\n"
        "\n"
        "lieux:\n"
        "  - nom: Site Exemple Nord\n"
        "    places: 40\n"
        "    occupation: 90\n"
        "  - nom: Site Exemple Sud\n"
        "    places: 20\n"
    )


def test_a_year_before_another_has_its_row_too(bureau: Bureau) -> None:
    without = DESCRIPTION.partition("budget:")[0]
    outcome = bureau.imported({"Annexe 1!D12": 5}, without)
    assert "budget:\n  - annee: 2024\n  - annee: 2025\n    heures: 5\n" in outcome.text


def test_the_first_row_without_a_name_takes_the_first_name(bureau: Bureau) -> None:
    unnamed = DESCRIPTION.partition("lieux:")[0] + "lieux:\n  - nom:\n    occupation: 80\n"
    outcome = bureau.imported({"Annexe 2!A8": "Site Exemple Est", "Annexe 2!B8": 12}, unnamed)
    assert outcome.text.endswith("lieux:\n  - nom: Site Exemple Est\n    places: 12\n    occupation: 80\n")


def test_the_form_of_the_model_is_read_with_its_own_words(bureau: Bureau) -> None:
    """The form says « Tarif (base …) », and the description « Tarif (base 2023) »."""
    outcome = bureau.imported({"Annexe 1!A11": "Tarif (base …)", "Annexe 1!C11": 25.1})
    assert [str(one) for one in outcome.changes] == ["Annexe 1!C11 → budget[1].tarif : 25,00 → 25,10"]


def test_a_sheet_that_is_not_there_says_nothing(bureau: Bureau) -> None:
    def fill(book: Workbook) -> None:
        del book["Annexe 1"]
        book["Annexe 2"]["B8"] = 41
        notes = book.create_sheet("Notes")
        assert isinstance(notes, Worksheet)
        notes["A1"] = "à relire"

    assert changes(bureau, fill) == ["Annexe 2!B8 → lieux[1].places : 40 → 41"]


def test_a_total_typed_as_it_is_shown_is_no_contradiction(bureau: Bureau) -> None:
    assert changes(bureau, {"Annexe 1!C14": 25000, "Annexe 1!D14": 31200.004}) == []


def test_figures_are_exact_decimals(bureau: Bureau) -> None:
    """0.1 + 0.2 is held by spreadsheets as 0.30000000000000004."""
    assert changes(bureau, {"Annexe 1!C12": 0.1 + 0.2}) == ["Annexe 1!C12 → budget[1].heures : 1 000 → 0,3"]


def test_windows_line_ends_stay(bureau: Bureau) -> None:
    path = bureau.folder / "contrat.yaml"
    dossier = bureau.dossier()
    path.write_bytes(dossier.source.text.replace("\n", "\r\n").encode())
    outcome = bureau.imported({"Annexe 1!C12": 7}, DESCRIPTION.replace("\n", "\r\n"))
    assert outcome.text.count("\r\n") == outcome.text.count("\n") > 0
    assert Decimal(7) == bureau.dossier(outcome.text).contrat.budget[0].heures  # type: ignore[attr-defined]

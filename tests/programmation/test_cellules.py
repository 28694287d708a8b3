"""Tables as offices make them, and as accidents leave them: each is read, or refused with its reason and its place."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from engine.errors import Finding, InputError
from engine.programmation.cellules import MOST_ROWS
from engine.programmation.programme import Programme, open_programme
from tests.programmations import HEAD, TABLE, MakeProgramme, rows

HEADINGS = TABLE.splitlines()[0]
ROW = "350000022;350000014;EHPAD Exemple du Bourg;Association Exemple;35;;2026;oui;84"


def told(found: Programme) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in found.findings if one.place]


def refused(programme: MakeProgramme, table: str, head: str = HEAD) -> Finding:
    with pytest.raises(InputError) as caught:
        programme(table, head)
    (finding,) = caught.value.findings
    return finding


@pytest.mark.parametrize(
    "above",
    [
        "\n\n",
        ";;;\n",
        "Programmation 2026-2030;;;;;;;;\n\n",
        "sep=;\n",
        "Établissement;;;Gestionnaire;;;;;\n",  # a heading over several columns
    ],
)
def test_headings_are_found_under_what_stands_above_them(programme: MakeProgramme, above: str) -> None:
    found = programme(above + TABLE)
    assert [row.ligne.capacite for row in found.rows] == [84, 60, 45]
    assert not found.findings


def test_a_comma_in_the_headings_does_not_hide_the_separator(programme: MakeProgramme) -> None:
    found = programme(TABLE.replace("Capacité", "Capacité;Lits, places, chambres, studios, villas,,,,,,"))
    assert found.rows[0].ligne.capacite == 84


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(programme: MakeProgramme, encoding: str) -> None:
    assert programme(TABLE, encoding=encoding).rows[1].ligne.nom == "EHPAD Exemple des Prés"


def test_a_line_break_in_a_cell_is_a_space_and_places_count_as_spreadsheets_do(programme: MakeProgramme) -> None:
    lines = [
        '350000022;350000014;"EHPAD ""Exemple""\ndu Bourg";Association Exemple;35;;2026;oui;84',
        ROW.replace("84", "x"),
    ]
    found = programme(rows(*lines))
    assert found.rows[0].ligne.nom == 'EHPAD "Exemple" du Bourg'
    assert told(found) == [("cellule-illisible", 3, 9)]


def test_a_row_that_a_separator_shifts_is_told(programme: MakeProgramme) -> None:
    found = programme(rows(ROW + ";en trop"))
    assert told(found) == [("colonne-sans-titre", 2, 10)]
    assert "en trop" in found.findings[0].message


def test_a_short_row_lacks_what_it_does_not_say(programme: MakeProgramme) -> None:
    (row,) = programme(rows("350000022;350000014;EHPAD Exemple")).rows
    assert (row.ligne.nom, row.ligne.annee) == ("EHPAD Exemple", None)


@pytest.mark.parametrize("character", ["\x1b", "\u202e", "\u2028", "\x85", "\x07"])
def test_a_character_that_no_document_can_hold_is_told_where_it_is(programme: MakeProgramme, character: str) -> None:
    found = programme(rows(ROW.replace("Bourg", f"Bo{character}urg")))
    assert told(found) == [("caractere-interdit", 2, 3)]
    assert character not in found.findings[0].message


def test_a_heading_never_commands_the_terminal(programme: MakeProgramme) -> None:
    found = programme(TABLE.replace("Capacité", "\x1b[2JCapacité"))
    assert "\x1b" not in str(found.findings[0])


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#VALEUR!", "#NOM?"])
def test_an_error_of_the_spreadsheet_is_no_name(programme: MakeProgramme, error: str) -> None:
    found = programme(rows(ROW.replace("Association Exemple", error)))
    assert told(found) == [("cellule-illisible", 2, 4)]
    assert found.rows[0].ligne.gestionnaire is None


@pytest.mark.parametrize("formula", ["=1+1", "=A2", '=CONCATENER("EHPAD ";B2)'])
def test_a_formula_never_enters_a_contract(programme: MakeProgramme, formula: str) -> None:
    found = programme(rows(ROW.replace("EHPAD Exemple du Bourg", f'"{formula.replace(chr(34), chr(34) * 2)}"')))
    assert told(found) == [("cellule-non-calculee", 2, 3)]
    assert found.rows[0].ligne.nom is None


AS_TEXT = ROW.replace("2026", "30/06/2025;2026", 1).replace(";;30/06", ";30/06")
"""Every cell of a row, given: a number of identity, a name, a day, a year, an answer and a number of places."""


def test_every_cell_that_an_export_writes_as_a_text_is_read(programme: MakeProgramme) -> None:
    """="350999140" keeps the zeros of a number; some exports write it around whatever is in a cell."""
    plain = programme(rows(AS_TEXT)).rows[0].ligne
    written = ";".join(f'="{cell}"' for cell in AS_TEXT.split(";"))
    assert programme(rows(written)).rows[0].ligne == plain
    doubled = programme(rows(ROW.replace("EHPAD Exemple du Bourg", '"=""EHPAD """"Exemple"""""""'))).rows[0]
    assert doubled.ligne.nom == 'EHPAD "Exemple"'


def test_a_text_of_a_workbook_is_read_as_its_spreadsheet_shows_it(workbook: Workbook) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(2, 3).value = '="EHPAD Exemple"'
        sheet.cell(2, 3).data_type = "s"

    assert workbook(change).rows[0].ligne.nom == "EHPAD Exemple"


def test_the_zero_that_a_spreadsheet_lost_is_guessed_aloud(programme: MakeProgramme) -> None:
    found = programme(rows(ROW.replace("350000022", "10000024")))
    assert "« 010000024 »" in found.findings[0].hint
    assert found.rows[0].ligne.finess is None


def test_what_is_quoted_of_a_cell_stays_short(programme: MakeProgramme) -> None:
    found = programme(rows(ROW.replace(";84", ";" + "x" * 5000)))
    assert len(str(found.findings[0])) < 400


@pytest.mark.parametrize(
    ("table", "code", "line", "words"),
    [
        (rows(ROW, ROW.replace("EHPAD", '"EHPAD')), "tableau-illisible", 3, "guillemets"),
        (rows(ROW, ROW.replace("EHPAD", '"EHPAD" ')), "tableau-illisible", 3, "guillemets"),
        (rows(ROW.replace("EHPAD", "E" * 200_000)), "tableau-illisible", 2, "caractères"),
        (rows(ROW, ROW.replace("EHPAD", "EH\0PAD")), "tableau-illisible", 3, "nul"),
        (HEADINGS + "\n" + "x;;E;\n" * (MOST_ROWS + 1), "tableau-trop-long", 1, "20000"),
    ],
)  # fmt: skip
def test_a_csv_that_cannot_be_read_says_why_in_french(
    programme: MakeProgramme, table: str, code: str, line: int, words: str
) -> None:
    found = refused(programme, table)
    assert (found.code, found.place and found.place.line) == (code, line)
    assert words in found.message


def test_as_many_rows_as_are_allowed_are_read(programme: MakeProgramme) -> None:
    assert len(programme("Programmation\n" + HEADINGS + "\n" + ";;E\n" * MOST_ROWS).rows) == MOST_ROWS


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
@pytest.mark.parametrize("name", ["tuyau", "tuyau.xlsx"])
def test_a_pipe_never_stops_the_run(programme: MakeProgramme, tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert refused(programme, TABLE, HEAD.replace("tableau.csv", name)).code == "fichier-special"


Workbook = Callable[..., Programme]


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    """A programmation whose table is a workbook, as `change` leaves it."""

    def make(change: Callable[[Worksheet], object], head: str = HEAD, name: str = "t.xlsx") -> Programme:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for at, line in enumerate((HEADINGS, ROW), start=1):
            for column, value in enumerate(line.split(";"), start=1):
                sheet.cell(at, column, int(value) if column in (7, 9) and at == 2 else value)
        change(sheet)
        book.save(tmp_path / "t.xlsx")
        (tmp_path / "t.xlsx").rename(tmp_path / name)
        (tmp_path / "p.yaml").write_text(head.replace("tableau.csv", name), encoding="utf-8")
        return open_programme(tmp_path / "p.yaml")

    return make


def test_a_cell_of_a_workbook_is_named_as_its_spreadsheet_does(workbook: Workbook) -> None:
    found = workbook(lambda sheet: sheet.cell(2, 9, 0.5))
    assert str(found.findings[0].place).endswith("t.xlsx:Sheet!I2")


def test_the_sheet_that_is_read_is_the_first_that_is_shown_and_holds_anything(workbook: Workbook) -> None:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Vide", 0)
        hidden = sheet.parent.create_sheet("Cachée", 1)
        hidden["A1"] = "Raison sociale"
        hidden.sheet_state = "hidden"

    assert workbook(change).rows[0].ligne.capacite == 84


def test_a_formula_that_was_never_worked_out_is_told(workbook: Workbook) -> None:
    found = workbook(lambda sheet: sheet.cell(2, 9, "=80+4"))
    assert [one.code for one in found.findings] == ["cellule-non-calculee"]


def test_a_day_keeps_its_date_in_a_workbook_of_a_mac(workbook: Workbook) -> None:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = CALENDAR_MAC_1904
        sheet.cell(2, 6, date(2025, 6, 30))

    assert workbook(change).rows[0].ligne.fin_convention == date(2025, 6, 30)


@pytest.mark.parametrize("days", [0.5, 99_999_999_999])
def test_what_is_no_day_is_told(workbook: Workbook, days: float) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(2, 6, days).number_format = "dd/mm/yyyy"

    assert [one.code for one in workbook(change).findings] == ["cellule-illisible"]


def test_a_note_far_from_the_table_costs_nothing(workbook: Workbook) -> None:
    found = workbook(lambda sheet: sheet.cell(15_000, 16_384, "à revoir"))
    assert [one.code for one in found.findings] == ["colonne-sans-titre"]
    assert len(found.rows) == 1


def test_a_workbook_is_known_by_what_it_holds(workbook: Workbook) -> None:
    assert workbook(lambda _: None, name="t.csv").rows[0].ligne.capacite == 84


def test_a_sheet_is_of_no_use_to_a_csv(programme: MakeProgramme) -> None:
    assert [one.code for one in programme(head=HEAD + "feuille: Feuil1\n").findings] == ["feuille-inutile"]


def test_a_sheet_that_is_not_there_is_told_at_its_name(workbook: Workbook) -> None:
    with pytest.raises(InputError) as caught:
        workbook(lambda _: None, HEAD + "feuille: Feuil2\n")
    (found,) = caught.value.findings
    assert found.code == "feuille-inconnue"
    assert str(found.place).endswith("p.yaml:7:1")

"""What of a table is not read as it stands is told: other sheets, hidden and struck-through rows, totals, sources."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from engine.errors import Finding, InputError, Severity
from engine.programmation.programme import Programme, open_programme
from tests.programmations import HEAD, TABLE, MakeProgramme

LINES = [line.split(";") for line in TABLE.splitlines()]
Change = Callable[[Worksheet], object]


@pytest.fixture
def of_workbook(tmp_path: Path) -> Callable[..., Programme]:
    """A programmation whose table is a workbook, as `change` leaves it."""

    def make(change: Change, head: str = HEAD) -> Programme:
        book = Workbook()
        sheet = book.worksheets[0]
        fill(sheet)
        change(sheet)
        book.save(tmp_path / "t.xlsx")
        (tmp_path / "p.yaml").write_text(head.replace("tableau.csv", "t.xlsx"), encoding="utf-8")
        return open_programme(tmp_path / "p.yaml")

    return make


def fill(sheet: Worksheet) -> None:
    for at, line in enumerate(LINES, start=1):
        for column, value in enumerate(line, start=1):
            sheet.cell(at, column, int(value) if column in (7, 9) and at > 1 else value or None)


def told(found: Programme) -> list[tuple[str, Severity]]:
    return [(one.code, one.severity) for one in found.findings]


def the(found: Programme, code: str) -> Finding:
    return next(one for one in found.findings if one.code == code)


def names(found: Programme) -> list[str | None]:
    return [row.ligne.nom for row in found.rows]


def other(title: str, change: Change = fill, *, state: str = "visible") -> Change:
    def make(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        added = sheet.parent.create_sheet(title)
        added.sheet_state = state
        change(added)

    return make


def test_two_sheets_alike_are_refused_until_one_is_named(
    of_workbook: Callable[..., Programme],
) -> None:
    with pytest.raises(InputError) as caught:
        of_workbook(other("2027"))
    (found,) = caught.value.findings
    assert found.code == "feuilles-plusieurs"
    assert "« Sheet » et « 2027 »" in found.message
    assert found.place
    assert found.place.file.endswith("p.yaml")
    read = of_workbook(other("2027"), HEAD + "feuille: '2027'\n")
    assert len(read.rows) == 3
    assert told(read) == [("feuille-non-lue", Severity.INFORMATION)]


def test_a_hidden_sheet_with_the_same_headings_is_told(of_workbook: Callable[..., Programme]) -> None:
    assert told(of_workbook(other("Copie", state="hidden"))) == [("feuille-non-lue", Severity.WARNING)]


def test_any_other_sheet_is_told(of_workbook: Callable[..., Programme]) -> None:
    found = of_workbook(other("Notes", lambda sheet: sheet.cell(3, 2, "à revoir")))
    assert told(found) == [("feuille-non-lue", Severity.INFORMATION)]
    assert str(the(found, "feuille-non-lue").place).endswith("Notes!B3")


def test_the_sheet_that_has_the_headings_is_read_wherever_it_stands(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("Lisez-moi", 0)["A1"] = "Ce classeur dit la programmation."

    assert len(of_workbook(change).rows) == 3


def filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:I4"
    sheet.auto_filter.add_filter_column(4, ["35"])
    sheet.row_dimensions[4].hidden = True


def test_rows_that_a_filter_hides_are_told_and_read_until_the_head_says(of_workbook: Callable[..., Programme]) -> None:
    found = of_workbook(filtered)
    assert told(found) == [("lignes-masquees", Severity.WARNING)]
    assert the(found, "lignes-masquees").reserve
    assert "« EHPAD Exemple de la Mer » est lue" in the(found, "lignes-masquees").message
    assert len(found.rows) == 3
    left_out = of_workbook(filtered, HEAD + "lignes_masquees: ecartees\n")
    assert (len(left_out.rows), told(left_out)) == (2, [("lignes-masquees", Severity.INFORMATION)])
    read = of_workbook(filtered, HEAD + "lignes_masquees: lues\n")
    assert (len(read.rows), told(read)) == (3, [("lignes-masquees", Severity.INFORMATION)])


def test_a_hidden_column_is_told(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.column_dimensions["G"].hidden = True

    found = of_workbook(change)
    assert told(found) == [("colonne-masquee", Severity.INFORMATION)]
    assert found.rows[0].ligne.annee == 2026


def test_a_struck_through_row_is_told(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C3"].font = Font(strike=True)

    found = of_workbook(change)
    assert told(found) == [("ligne-barree", Severity.WARNING)]
    assert "EHPAD Exemple des Prés" in found.findings[0].message


def test_a_row_that_is_struck_through_from_end_to_end_is_told_once(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        for cell in sheet[3]:
            cell.font = Font(strike=True)

    assert told(of_workbook(change)) == [("ligne-barree", Severity.WARNING)]


def test_a_cell_of_which_a_part_is_struck_through_is_an_error(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C3"] = CellRichText(TextBlock(InlineFont(strike=True), "EHPAD Ancien"), " EHPAD Nouveau")

    assert told(of_workbook(change)) == [("cellule-barree", Severity.ERROR)]


def test_a_gestionnaire_merged_over_its_rows_is_that_of_each(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("B2:B3")

    found = of_workbook(change)
    assert [row.ligne.gestionnaire for row in found.rows][:2] == ["Association Exemple"] * 2
    assert not found.findings


def test_a_fact_merged_over_rows_that_cannot_share_it_is_told(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("I2:I3")

    found = of_workbook(change)
    assert found.rows[1].ligne.capacite is None
    finding = the(found, "cellule-fusionnee")
    assert "« 84 »" in finding.message
    assert finding.place
    assert finding.place.cell.endswith("!I2")


def test_a_column_merged_to_the_end_of_the_sheet_is_read_as_any_merged_cell(
    of_workbook: Callable[..., Programme],
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merged_cells.add("D2:D1048576")
        sheet.merged_cells.add("I2:I6000")
        for row in range(3, sheet.max_row + 1):
            sheet.cell(row, 4).value = sheet.cell(row, 9).value = None

    found = of_workbook(change)
    assert {row.ligne.gestionnaire for row in found.rows} == {"Association Exemple"}
    place = the(found, "cellule-fusionnee").place
    assert place
    assert place.cell.endswith("!I2")


def test_a_title_merged_across_a_row_is_not_a_fact_that_is_lost(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.cell(20, 1, "Les établissements du nord")
        sheet.merge_cells("A20:I20")

    assert "cellule-fusionnee" not in {one.code for one in of_workbook(change).findings}


def test_what_is_under_a_merged_cell_is_told_as_it_is_read(of_workbook: Callable[..., Programme]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("I2:I3")
        sheet._cells[3, 9] = Cell(sheet, 3, 9, 60)  # as Excel keeps what another program merged

    found = of_workbook(change)
    assert found.rows[1].ligne.capacite == 60
    assert "« 60 »" in the(found, "cellule-fusionnee").message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (";;TOTAL;;;;;;189", [("ligne-total", Severity.INFORMATION)]),
        ("Total général;;;;;;;;189", [("ligne-total", Severity.INFORMATION)]),
        ("TOTAL;;;;;;;;200", [("ligne-total", Severity.INFORMATION), ("total-faux", Severity.WARNING)]),
        ("Source : extraction du 12/11/2025", [("ligne-non-lue", Severity.INFORMATION)]),
        ("* capacité installée", [("ligne-non-lue", Severity.INFORMATION)]),
        ("Les places sont celles de l'arrêté", [("ligne-non-lue", Severity.INFORMATION)]),
        (";;Note : places installées", [("ligne-non-lue", Severity.INFORMATION)]),
        (TABLE.splitlines()[0], [("ligne-non-lue", Severity.INFORMATION)]),
        (";;;;;;;;", []),
    ],
)
def test_what_stands_under_a_table_is_no_establishment(
    programme: MakeProgramme, line: str, said: list[tuple[str, Severity]]
) -> None:
    found = programme(TABLE + line + "\n")
    assert len(found.rows) == 3
    assert told(found) == said


def test_subtotals_are_checked_against_their_group(programme: MakeProgramme) -> None:
    head, first, second, third = TABLE.splitlines()
    lines = [head, first, second, "Sous-total;;;;;;;;144", "", third, "Sous-total;;;;;;;;45", "TOTAL;;;;;;;;189", ""]
    found = programme("\n".join(lines))
    assert told(found) == [("ligne-total", Severity.INFORMATION)] * 3
    assert len(found.rows) == 3


@pytest.mark.parametrize("name", ["Total Services Exemple", "Ensemble Exemple", "Résidence Totale"])
def test_an_establishment_may_be_called_nearly_so(programme: MakeProgramme, name: str) -> None:
    found = programme(TABLE.replace("EHPAD Exemple du Bourg", name))
    assert names(found)[0] == name


def test_a_total_that_lacks_a_row_says_both_figures(programme: MakeProgramme) -> None:
    found = the(programme(TABLE + "TOTAL;;;;;;;;200\n"), "total-faux")
    assert found.message == "le total de la capacité dit 200, et les lignes lues font 189."
    assert str(found.place).endswith("tableau.csv:5:9")


FINESS = """\
finess;etalab;15;2022-09-05
structureet;350000022;350000014;EHPAD EXEMPLE;EHPAD EXEMPLE DU BOURG;;;4;QU;DE L EXEMPLE;;;238;35;ILLE ET VILAINE;\
35000 RENNES;0299000000;;500;EHPAD;4401;EHPAD;99999921200017;8710A;45;ARS TG HAS PUI;N;;2002-07-01;2002-07-01;\
2021-01-01;
geolocalisation;350000022;350000;6780000;1,ATLASANTE,IGN,V2,LAMBERT_93;2021-01-01
"""


@pytest.mark.parametrize("start", [0, 1])
def test_the_extraction_of_finess_is_recognised_and_read(programme: MakeProgramme, start: int) -> None:
    found = programme("".join(FINESS.splitlines(keepends=True)[start:]), HEAD + "colonnes: {Habilité: habilitation}\n")
    ligne = found.rows[0].ligne
    assert (ligne.finess, ligne.finess_juridique, ligne.nom) == ("350000022", "350000014", "EHPAD EXEMPLE DU BOURG")
    assert (ligne.departement, ligne.categorie) == ("35", "EHPAD")
    assert ligne.adresse == "4 QU DE L EXEMPLE, 35000 RENNES"
    assert [code for code, _ in told(found)] == ["extraction-finess", "extraction-autres-lignes", "colonnes-inutiles"]
    assert found.rows[0].at("nom").line == 2 - start
    assert found.rows[0].at("departement").column == 14
    said = found.findings[0].message.replace("\u00a0", " ")
    assert ("du 5 septembre 2022 :" in said) is (start == 0)
    assert "2022-09-05" not in said


@pytest.mark.parametrize("written", ["2025-12-31T00:00:00", "2025-12-31 00:00:00", "2025-12-31"])
def test_a_day_in_the_form_of_databases_is_a_day(
    programme: MakeProgramme, of_workbook: Callable[..., Programme], written: str
) -> None:
    table = TABLE.replace("Association Exemple;35;;", f"Association Exemple;35;{written};")
    assert programme(table).rows[0].ligne.fin_convention == date(2025, 12, 31)
    found = of_workbook(lambda sheet: sheet.cell(2, 6, written))
    assert (found.rows[0].ligne.fin_convention, found.findings) == (date(2025, 12, 31), ())


def test_a_strict_workbook_writes_its_days_as_text(tmp_path: Path) -> None:
    book = Workbook()
    book.iso_dates = True
    sheet = book.worksheets[0]
    fill(sheet)
    sheet.cell(2, 6, date(2025, 12, 31))
    book.save(tmp_path / "t.xlsx")
    (tmp_path / "p.yaml").write_text(HEAD.replace("tableau.csv", "t.xlsx"), encoding="utf-8")
    assert open_programme(tmp_path / "p.yaml").rows[0].ligne.fin_convention == date(2025, 12, 31)


def test_figures_are_those_of_the_table(programme: MakeProgramme) -> None:
    assert sum(Decimal(row.ligne.capacite or 0) for row in programme(TABLE + "TOTAL;;;;;;;;189\n").rows) == 189

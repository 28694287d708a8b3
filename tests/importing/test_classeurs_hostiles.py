"""Workbooks that nobody made by hand: a sentence, never a traceback; what is beside the cells is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import InputError, Severity
from engine.importing.given import GivenWorkbook
from engine.importing.spreadsheet import read_workbook
from tests.importing.test_archive import MAIN, OFFICE, PARTS, RELATIONS, SHEET, zipped

STYLES = "xl/styles.xml"
LINKS = "xl/_rels/workbook.xml.rels"


def with_styles(styles: str, cell: str) -> dict[str, str | bytes]:
    link = f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'
    return {
        **PARTS,
        LINKS: PARTS[LINKS].replace("</Relationships>", link),
        STYLES: f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        SHEET: sheet,
    }


def read(folder: Path, parts: dict[str, str | bytes], name: str = "classeur.xlsx") -> GivenWorkbook:
    (folder / name).write_bytes(zipped(parts))
    return read_workbook(folder / name)


def codes(folder: Path, parts: dict[str, str | bytes]) -> list[str]:
    """What stops the reading; each says what to do, and of which file."""
    try:
        read(folder, parts)
    except InputError as error:
        return [one.code for one in error.findings if one.hint and one.place]
    return []


@pytest.mark.parametrize(
    "styles",
    [
        '<cellXfs><!-- remarque --><xf numFmtId="14"/></cellXfs>',
        '<cellXfs><?instruction x?><xf numFmtId="14"/></cellXfs>',
        '<fonts><!-- remarque --><font><strike val="0"/></font></fonts>'
        '<cellXfs><xf numFmtId="14" fontId="0"/></cellXfs>',
    ],
)
def test_a_comment_in_the_styles_is_no_style(tmp_path: Path, styles: str) -> None:
    (sheet,) = read(tmp_path, with_styles(styles, '<c r="A1" s="0"><v>45000</v></c>')).sheets
    assert (sheet.cells[1, 1].kind, sheet.cells[1, 1].struck) == ("date", "")


@pytest.mark.parametrize("number", ["9" * 5_000, "-1", "", "1.5", "٣", "14 "])
def test_a_number_of_format_that_makes_no_sense_is_no_format(tmp_path: Path, number: str) -> None:
    parts = with_styles(
        f'<cellXfs><xf numFmtId="{number}" fontId="{number}"/></cellXfs>', '<c r="A1" s="0"><v>12</v></c>'
    )
    assert read(tmp_path, parts).sheets[0].cells[1, 1].kind == "number"


@pytest.mark.parametrize("style", ["9" * 5_000, "-1", "7", "", "٣"])
@pytest.mark.parametrize("place", ["A1", "A" * 5_000, "A99999999999", ""])
def test_a_style_or_a_place_that_makes_no_sense(tmp_path: Path, style: str, place: str) -> None:
    parts = with_styles('<cellXfs><xf numFmtId="14"/></cellXfs>', f'<c r="{place}" s="{style}"><v>12</v></c>')
    assert read(tmp_path, parts).sheets[0].cells[1, 1].kind == "number"


@pytest.mark.parametrize("held", ["9" * 5_000, "-1", "3"])
def test_a_shared_string_that_is_not_there(tmp_path: Path, held: str) -> None:
    parts = with_styles("<cellXfs/>", f'<c r="A1" t="s"><v>{held}</v></c>')
    assert "classeur-illisible" in codes(tmp_path, parts) or not read(tmp_path, parts).sheets[0].cells


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1", ":", "B2:A1", "A" * 5_000])
def test_merged_cells_cost_nothing(tmp_path: Path, reference: str) -> None:
    sheet = PARTS[SHEET].replace("</worksheet>", f'<mergeCells><mergeCell ref="{reference}"/></mergeCells></worksheet>')
    assert not read(tmp_path, {**PARTS, SHEET: sheet}).sheets[0].view.merged


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "classeur-macros"),
        ("xl/VBAPROJECT.BIN", "classeur-macros"),
        ("divers/vbaProject.bin", "classeur-macros"),
        ("xl/macrosheets/sheet1.xml", "classeur-macros"),
        ("xl/embeddings/oleObject1.bin", "classeur-objets"),
        ("xl/activeX/activeX1.xml", "classeur-objets"),
        ("xl/externalLinks/externalLink1.xml", "classeur-liens"),
        ("xl/connections.xml", "classeur-liens"),
        ("xl/queryTables/queryTable1.xml", "classeur-liens"),
    ],
)
def test_what_is_beside_the_cells_is_told_whatever_the_content_types_say(tmp_path: Path, part: str, code: str) -> None:
    found = read(tmp_path, {**PARTS, part: "<a/>"})
    assert [(one.code, one.severity) for one in found.findings] == [(code, Severity.WARNING)]
    assert found.sheets[0].cells


@pytest.mark.parametrize(
    ("kind", "told"),
    [("image", ["classeur-liens"]), ("oleObject", ["classeur-liens"]), ("hyperlink", [])],
)
def test_a_link_to_the_outside_is_told(tmp_path: Path, kind: str, told: list[str]) -> None:
    rels = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r9" Type="{OFFICE}/{kind}" TargetMode="External" '
        'Target="file:///exemple"/></Relationships>'
    )
    found = read(tmp_path, {**PARTS, "xl/worksheets/_rels/sheet1.xml.rels": rels})
    assert [one.code for one in found.findings] == told


ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def ods(body: str, styles: str = "") -> dict[str, str | bytes]:
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return {"mimetype": ODS, "content.xml": content}


def typed(kind: str, attribute: str, value: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}" {more}/>'


def test_a_workbook_of_libreoffice_is_read_as_an_xlsx_is(tmp_path: Path) -> None:
    body = (
        '<table:table table:name="Feuille"><table:table-row>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation>'
        '<text:p>EHPAD<text:s text:c="2"/>du <text:span>Bourg</text:span></text:p></table:table-cell>'
        + typed("float", "value", "84")
        + typed("percentage", "value", "0.12")
        + typed("date", "date-value", "2025-12-31")
        + typed("boolean", "boolean-value", "true")
        + '<table:table-cell table:number-columns-repeated="16379"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row></table:table>'
    )
    (sheet,) = read(tmp_path, ods(body), "t.ods").sheets
    assert [(at, one.kind, str(one.value), one.shown) for at, one in sheet.cells.items()] == [
        ((1, 1), "text", "EHPAD  du Bourg", ""),
        ((1, 2), "number", "84", ""),
        ((1, 3), "number", "0.12", "percentage"),
        ((1, 4), "date", "2025-12-31", ""),
        ((1, 5), "yes_no", "oui", ""),
    ]


def test_what_libreoffice_hides_strikes_and_merges(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="barre"><style:text-properties style:text-line-through-style="solid"/></style:style>'
        '<style:style style:name="cachee"><style:table-properties table:display="false"/></style:style>'
    )
    row = (
        '<table:table-row{}><table:table-cell office:value-type="string"{}><text:p>A</text:p></table:table-cell>'
        "</table:table-row>"
    )
    body = (
        '<table:table table:name="Une">'
        + row.format("", ' table:number-rows-spanned="2" table:style-name="barre"')
        + row.format(' table:visibility="filter"', "")
        + '</table:table><table:table table:name="Deux" table:style-name="cachee">'
        + row.format("", "")
        + "</table:table>"
    )
    first, second = read(tmp_path, ods(body, styles), "t.ods").sheets
    assert (first.cells[1, 1].struck, sorted(first.view.rows), first.view.filtered) == ("whole", [2], True)
    assert first.view.merged == {(2, 1): (1, 1)}
    assert (first.hidden, second.hidden) == (False, True)


@pytest.mark.parametrize("repeated", ["1048576", "1000000000", "9" * 5_000, "-1", "0", "x"])
@pytest.mark.parametrize("what", ["rows-repeated", "columns-repeated", "rows-spanned", "columns-spanned"])
def test_a_cell_repeated_without_end_is_refused(tmp_path: Path, repeated: str, what: str) -> None:
    count = f'table:number-{what}="{repeated}"'
    of_row, of_cell = (count, "") if what == "rows-repeated" else ("", count)
    body = (
        f'<table:table table:name="A"><table:table-row {of_row}>'
        f'<table:table-cell {of_cell} office:value-type="string"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    found = codes(tmp_path, ods(body))
    assert set(found) <= {"classeur-trop-gros", "classeur-illisible"}
    assert found or (repeated == "1048576" and "spanned" in what)


def test_a_column_that_libreoffice_merges_to_its_end_covers_what_is_filled(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
    first, other = cell.format(' table:number-rows-spanned="1048576"'), cell.format("")
    body = (
        f'<table:table table:name="A"><table:table-row>{first}{other}</table:table-row>'
        f"<table:table-row><table:covered-table-cell/>{other}</table:table-row></table:table>"
    )
    (sheet,) = read(tmp_path, ods(body), "t.ods").sheets
    assert sheet.view.merged == {(2, 1): (1, 1)}


def test_a_whole_sheet_merged_is_cut_to_what_it_fills_or_refused(tmp_path: Path) -> None:
    def parts(row: int) -> dict[str, str | bytes]:
        rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="B{row}"><v>2</v></c></row>'
        merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        return {**PARTS, SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>'}

    (sheet,) = read(tmp_path, parts(2)).sheets
    assert sheet.view.merged == dict.fromkeys([(1, 2), (2, 1), (2, 2)], (1, 1))
    assert codes(tmp_path, parts(1_048_576)) == ["classeur-trop-gros"]


def test_what_libreoffice_keeps_under_a_merged_cell_is_read(tmp_path: Path) -> None:
    body = (
        '<table:table table:name="A"><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>x'
        "</text:p></table:table-cell><table:covered-table-cell><text:p>y</text:p></table:covered-table-cell>"
        "</table:table-row></table:table>"
    )
    (sheet,) = read(tmp_path, ods(body), "t.ods").sheets
    assert {at: cell.value for at, cell in sheet.cells.items()} == {(1, 1): "x", (1, 2): "y"}
    assert sheet.view.merged == {(1, 2): (1, 1)}

"""Tables as a reader of Word sees them: every cell in its place, headers on each page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table as WordTable

from engine.document import Cell, Document, ListBlock, Missing, Paragraph, Table, Text
from engine.writing.docx.letterhead import load_letterhead
from engine.writing.docx.writer import write_docx

Contract = Callable[..., Document]


def tables(document: Document) -> list[WordTable]:
    return docx.Document(BytesIO(write_docx(document, load_letterhead(None)))).tables


def element(table: WordTable) -> Any:
    """The XML of a table."""
    return table._tbl


def cell(words: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell((Paragraph((Text(words),)),), colspan, rowspan)


def grid(table: WordTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_merged_cells_cover_their_columns_and_rows(contract: Contract) -> None:
    rows = (
        (cell("Service", rowspan=2), cell("Tarifs", colspan=2)),
        (cell("2024"), cell("2025")),
        (cell("carré", 2, 2), cell("a")),
        (cell("b"),),
    )
    assert grid(tables(contract(Table((0.4, 0.3, 0.3), rows, header_rows=2)))[0]) == [
        ["Service", "Tarifs", "Tarifs"],
        ["Service", "2024", "2025"],
        ["carré", "carré", "a"],
        ["carré", "carré", "b"],
    ]


def test_a_row_that_is_too_short_is_filled_and_one_too_long_loses_nothing(contract: Contract) -> None:
    table = tables(contract(Table((0.5, 0.5), ((cell("seule"),), (cell("a"), cell("b"), cell("c"))))))[0]
    assert ["".join(text.text or "" for text in row._tr.iter(qn("w:t"))) for row in table.rows] == ["seule", "abc"]


def test_header_rows_are_repeated_on_each_page_and_no_row_is_broken(sample: Document) -> None:
    long = next(table for table in tables(sample) if len(table.rows) == 61)
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in long.rows[:2]] == [True, False]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in long.rows)


def test_few_rows_of_a_table_never_stand_alone_on_a_page(contract: Contract) -> None:
    def kept(count: int) -> list[bool]:
        rows = tuple((cell(str(number)),) for number in range(count))
        table = tables(contract(Table((1.0,), rows)))[0]
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]

    assert kept(6) == [True] * 5 + [False]  # a short table is kept whole
    assert kept(40) == [True, True, *[False] * 34, True, True, True, False]


def test_what_is_to_be_filled_in_fits_a_narrow_column(contract: Contract) -> None:
    missing = Cell((Paragraph((Missing("cible", "objectifs.cible"),)),))
    narrow, wide = tables(contract(Table((0.1,) * 10, ((missing,) * 10,)), Table((1.0,), ((missing,),))))
    sizes = [[size.get(qn("w:val")) for size in element(one).iter(qn("w:sz"))] for one in (narrow, wide)]
    assert sizes == [[str(Pt(6).pt * 2).removesuffix(".0")] * 10, []]


def test_columns_share_the_width_of_the_page_without_a_twentieth_of_a_point_lost(sample: Document) -> None:
    for table in tables(sample):
        width = int(element(table).tblPr.find(qn("w:tblW")).get(qn("w:w")))
        assert sum(int(column.get(qn("w:w"))) for column in element(table).iter(qn("w:gridCol"))) == width


def test_the_caption_is_above_and_stays_with_the_table(contract: Contract) -> None:
    table = tables(contract(Table((1.0,), ((cell("a"),),), caption="Tarifs & durées")))[0]
    caption = element(table).getprevious()
    assert "".join(caption.itertext(qn("w:t"))) == "Tarifs & durées"
    assert caption.find(f".//{qn('w:keepNext')}") is not None


def test_tables_that_follow_one_another_stay_two_tables(contract: Contract) -> None:
    table = Table((1.0,), ((cell("a"),),))
    assert len(tables(contract(table, table))) == 2


def test_a_cell_holds_lists_and_tables_of_its_own(contract: Contract) -> None:
    inner = Table((1.0,), ((cell("dedans"),),), header_rows=0)
    items = ListBlock(((Paragraph((Text("jour"),)),), (Paragraph((Text("nuit"),)),)))
    table = tables(contract(Table((1.0,), ((Cell((items, inner)),),))))[0]
    assert [paragraph.text for paragraph in table.rows[0].cells[0].paragraphs] == ["jour", "nuit", ""]
    assert grid(table.rows[0].cells[0].tables[0]) == [["dedans"]]


def test_figures_stand_to_the_right(contract: Contract) -> None:
    table = tables(contract(Table((1.0,), ((Cell((Paragraph((Text("24,58 €"),)),), alignment="right"),),))))[0]
    assert table.rows[0].cells[0].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT

"""Workbooks of annexes as they come back: filled in, rearranged, damaged, or changed inside."""

from __future__ import annotations

import random
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.annexes.classeur import workbook
from engine.dossier import dossier_of
from engine.reading.yaml_strict import parse_yaml
from engine.writing import write_workbook
from tests.fuzz.archives import altered, undated
from tests.fuzz.essais import lots
from tests.fuzz.sorties import TODAY
from tests.fuzz.textes import HOSTILES

EXAMPLES: Final = ("saad-habilite", "ehpad-premier-jet", "chrs-premier-jet", "sad-ille-et-vilaine-premier-jet")
_CELLS: Final[tuple[Any, ...]] = (
    0, 1, -5, 12, 1250, 0.12, 0.5, 12.5, 88.125, 1e15, 1e300, -1e-9, True, False, None, None, "12", "1 250,50", "1.260",
    "88.000", "12 %", "0,5", "oui", "non", "n. c.", "—", "", " ", "=1+1", "=A1", "#REF!", date(2026, 1, 1),
    "2026", 2026, datetime(2026, 1, 1, 12, 30), "31/12/2026", "’", "12 €", "-3", "Total", "٣", *HOSTILES[:8],
)  # fmt: skip


def folder_of(name: str) -> Path:
    """An example, whose workbook is filled in."""
    return Path(f"data/exemples/{name}.yaml")


@cache
def empty(name: str) -> bytes:
    """The workbook that cpom writes for an example."""
    path = folder_of(name)
    dossier = dossier_of(parse_yaml(path.read_bytes(), path.name), path, TODAY)
    return undated(write_workbook(workbook(dossier.assembled(), None)))


def _fill(book: Workbook, lot: random.Random) -> None:
    sheet: Worksheet = lot.choice(book.worksheets)
    for _ in range(lot.randint(1, 8)):
        row, column = lot.randint(1, max(sheet.max_row, 1)), lot.randint(1, max(sheet.max_column, 1))
        cell = sheet.cell(row, column)
        if type(cell).__name__ == "Cell":
            cell.value = lot.choice(_CELLS)


def arranged(book: Workbook, lot: random.Random) -> None:
    """Move, drop, hide or copy something of a workbook, as one does in a spreadsheet."""
    sheet: Worksheet = lot.choice(book.worksheets)
    match lot.randrange(8):
        case 0:
            sheet.insert_rows(lot.randint(1, 20))
        case 1:
            sheet.insert_cols(lot.randint(1, 6))
        case 2:
            sheet.delete_rows(lot.randint(1, 20))
        case 3:
            sheet.title = lot.choice(["Feuil1", "Annexe 1 (2)", "É" * 20, sheet.title.upper()])
        case 4 if len(sheet.title) < 26:  # Excel adds « Copy »
            book.copy_worksheet(sheet)
        case 5:
            sheet.sheet_state = lot.choice(["hidden", "veryHidden"])
        case 6:
            sheet.row_dimensions[lot.randint(1, 20)].hidden = True
        case _:
            top = lot.randint(1, 20)
            sheet.merge_cells(start_row=top, start_column=1, end_row=top + 1, end_column=3)


def filled(name: str, lot: random.Random) -> bytes:
    """The workbook of an example after somebody had it."""
    book = load_workbook(BytesIO(empty(name)))
    for _ in range(lot.randint(1, 3)):
        _fill(book, lot)
    if lot.random() < 0.3:
        arranged(book, lot)
    out = BytesIO()
    book.save(out)
    return undated(out.getvalue())


def workbooks(name: str) -> st.SearchStrategy[bytes]:
    """Workbooks filled in, or changed inside."""
    drawn = lots()
    inside = drawn.map(lambda lot: altered(empty(name), lot))
    return st.one_of(
        drawn.map(lambda lot: filled(name, lot)), inside, st.sampled_from([b"", b"PK", b"\xd0\xcf\x11\xe0"])
    )

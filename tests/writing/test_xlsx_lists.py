"""Lists in a workbook: what each cell holds, what cannot be a formula, what is filtered, the same bytes each time."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tracemalloc
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import InputError
from engine.libraries.ouverture import installed
from engine.rereading.replacing.examined import loss
from engine.writing.layout.words import printable
from engine.writing.xlsx import book as book_of_rows
from engine.writing.xlsx import lists
from engine.writing.xlsx.lists import Column, Link, Sheet, Value, write_lists

DAY = date(2025, 11, 24)
COLUMNS = (Column("Année", 8), Column("Gestionnaire", 30), Column("Fichier", 12), Column("Échéance", 12))


def written(sheets: list[Sheet], **options: Any) -> bytes:
    return b"".join(write_lists("Rapport & suites", "cpom", DAY, sheets, **options))


def book(*rows: tuple[Value, ...]) -> Any:
    content = written([Sheet("Contrats", COLUMNS, rows)])
    return openpyxl.load_workbook(BytesIO(content))


def test_each_kind_of_value_is_what_a_spreadsheet_computes_with() -> None:
    page = book((2026, "Association Exemple", Link("DOCX", "2026/35-exemple.docx"), date(2030, 12, 31)))["Contrats"]
    assert [cell.value for cell in page[1]] == ["Année", "Gestionnaire", "Fichier", "Échéance"]
    assert [cell.value for cell in page[2]] == [2026, "Association Exemple", "DOCX", datetime(2030, 12, 31)]
    assert page["C2"].hyperlink.target == "2026\\35-exemple.docx"  # as Excel itself writes it
    assert page["D2"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+33", "-2", "@SUM(A1)"])
def test_a_text_is_never_a_formula(text: str) -> None:
    cell = book((None, text, None, None))["Contrats"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=40))
def test_any_text_is_found_again(text: str) -> None:
    """XML makes one end of line of all of them, and has no place for most control characters."""
    found = book((None, text, None, None))["Contrats"]["B2"].value or ""
    assert found == printable(text).replace("\r\n", "\n").replace("\r", "\n")


def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row() -> None:
    text = "Service « Un Exemple » 𝒜 " * 2_000
    page = book((2026, text, None, DAY), (2027, "Association Exemple", None, DAY))["Contrats"]
    rows = list(page.iter_rows(min_row=2, values_only=True))
    assert "".join(row[1] for row in rows[:-1]) == text
    assert {(row[0], row[3].date()) for row in rows[:-1]} == {(2026, DAY)}
    assert rows[-1][:2] == (2027, "Association Exemple")


def test_a_list_too_long_for_a_sheet_goes_on_in_another() -> None:
    listed = Sheet("Manques", COLUMNS, ((n, f"fait {n}", None, None) for n in range(7)))
    following = Sheet("Contrats", COLUMNS, ((n, "", None, None) for n in range(3)))
    content = written([listed, following], most_rows=4)
    found = openpyxl.load_workbook(BytesIO(content))
    assert found.sheetnames == ["Manques", "Manques 2", "Manques 3", "Contrats"]
    assert [[row[0].value for row in page] for page in found] == [
        ["Année", 0, 1, 2], ["Année", 3, 4, 5], ["Année", 6], ["Année", 0, 1, 2],
    ]  # fmt: skip
    assert [page.auto_filter.ref for page in found] == ["A1:D4", "A1:D4", "A1:D2", "A1:D4"]


def test_nobody_has_typed_in_the_sheets_of_a_long_list_that_was_just_written() -> None:
    rows = [(None, f"mot {n}", None, None) for n in range(5)]
    content = written([Sheet("Mots", COLUMNS, rows)], marked=True, most_rows=4)
    other = written([], marked=True)
    assert loss(Path("fiche.xlsx"), content, other, installed) is None


def test_beyond_the_links_that_a_sheet_may_have_the_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_MOST_LINKS", 1)
    page = book(*[(2026, None, Link("DOCX", f"{at}.docx"), None) for at in range(2)])["Contrats"]
    assert [page[at].value for at in ("C2", "C3")] == ["DOCX", "DOCX"]
    assert [bool(page[at].hyperlink) for at in ("C2", "C3")] == [True, False]


def test_rows_are_filtered_under_headings_that_stay_in_sight() -> None:
    page = book(*[(2026, f"Association {n}", None, None) for n in range(3)])["Contrats"]
    assert page.auto_filter.ref == page.dimensions == "A1:D4"
    assert page.freeze_panes == "A2"
    assert page.print_title_rows == "$1:$1"


def test_a_list_without_rows_keeps_its_headings() -> None:
    assert book()["Contrats"].dimensions == "A1:D1"


def test_the_same_lists_give_the_same_bytes() -> None:
    sheets = [Sheet("Contrats", COLUMNS, [(2026, "Association Exemple", Link("PDF", "x.pdf"), DAY)])]
    first, second = (written(sheets) for _ in range(2))
    assert first == second


def test_a_long_list_keeps_in_memory_the_row_that_it_writes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    monkeypatch.setattr(lists, "set_page", lambda page, *_, **__: kept.append(len(page.row_info) + len(page.row_sizes)))
    book(*((number, "Association Exemple", None, DAY) for number in range(2000)))
    assert kept == [2]  # those of the headings


_LEFT = 5_000_000
"""Two caches of a thousand of these texts, and what any workbook takes; all of them would be 15 MB and more."""


def test_a_long_list_leaves_few_of_its_texts_behind() -> None:
    """Each contract of a run has texts of its own: what is kept of them would grow with it."""
    rows = ((2026, f"Gestionnaire n° {number} : {'ses mots, longs, ' * 20}", None, None) for number in range(8_000))
    tracemalloc.start()
    try:
        for _ in write_lists("Rapport", "cpom", DAY, [Sheet("Contrats", COLUMNS, rows)]):
            pass
        gc.collect()
        left, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert left < _LEFT


_IN_LITTLE_ROOM = """
import resource, sys
from datetime import date
from engine.errors import InputError
from engine.writing.xlsx.lists import Column, Sheet, write_lists

resource.setrlimit(resource.RLIMIT_FSIZE, (500, -1))
rows = [(n, f"Association Exemple {n}") for n in range(int(sys.argv[1]))]
sheet = Sheet("Contrats", (Column("N", 8), Column("Nom", 30)), rows)
try:
    list(write_lists("Rapport", "cpom", date(2025, 11, 24), [sheet]))
except InputError as error:
    print(error.findings[0].message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not limit the size of the files of a process")
@pytest.mark.parametrize("count", [3, 20_000], ids=["at its end", "as rows are written"])
def test_a_temporary_folder_without_room_is_told_by_its_name_and_nothing_is_left_there(
    count: int, tmp_path: Path
) -> None:
    words = [sys.executable, "-c", _IN_LITTLE_ROOM, str(count)]
    asked = os.environ | {"TMPDIR": str(tmp_path)}
    said = subprocess.run(words, env=asked, capture_output=True, text=True, check=True, timeout=60)
    where = f"le dossier temporaire du système, {tmp_path}, ne peut pas être écrit"
    assert said.stdout == f"{where} : le système limite la taille des fichiers.\n"
    assert "ZipFile" not in said.stderr  # as Python says of one that cannot be ended
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device here that is always full")
def test_a_workbook_that_a_full_disk_refused_is_ended_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the size at which there is no room left: the end of what cannot be written is not written either."""
    told: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", told.append)
    monkeypatch.setattr(book_of_rows, "TemporaryFile", lambda: Path("/dev/full").open("r+b"))  # noqa: SIM115 - closed by what holds it
    with pytest.raises(InputError) as caught:
        written([Sheet("Contrats", COLUMNS, [(2026, "Association Exemple", None, DAY)])])
    assert "dossier temporaire" in caught.value.findings[0].message
    assert "le disque est plein" in caught.value.findings[0].message
    del caught
    gc.collect()
    assert told == []

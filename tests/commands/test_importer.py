"""`cpom importer` at a terminal: what it says, what it writes, and when it writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from engine.cli import main

DESCRIPTION = """\
modele: saad-seine-et-marne
departement: "77"
effet: 2026-01-01
duree: 4 ans
# Les chiffres viennent du classeur.
grille:
  heures_realisees: 118 000
"""


@pytest.fixture
def description(tmp_path: Path) -> Path:
    file = tmp_path / "contrat.yaml"
    file.write_text(DESCRIPTION, encoding="utf-8")
    return file


@pytest.fixture
def annexes(description: Path, tmp_path: Path) -> Path:
    assert main(["annexes", str(description), "--format", "xlsx", "--sortie", str(tmp_path)]) == 0
    return tmp_path / "contrat-annexes.xlsx"


def filled(annexes: Path, **values: Any) -> Path:
    """The workbook, with figures beside some labels of annexe 2."""
    book = load_workbook(annexes)
    page = book["Annexe 2"]
    rows = {str(row[0].value): row[0].row for row in page.iter_rows(max_col=1)}
    for label, value in values.items():
        page.cell(rows[label.replace("_", " ")], 3).value = value
    book.save(annexes)
    return annexes


def importer(*words: object) -> int:
    return main(["importer", *map(str, words)])


def test_figures_are_written_and_counted(description: Path, annexes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert importer(filled(annexes, Heures_réalisées=120000, Achats=42000.5), description) == 0
    assert capsys.readouterr().out == (
        "    Annexe 2!C11 → grille.heures_realisees : 118 000 → 120 000\n"
        f"{description} : 1 fait rempli, 1 modifié, 0 refusé\n"
    )
    assert description.read_text(encoding="utf-8") == DESCRIPTION.replace(
        "118 000", '120 000\n  groupe_1:\n    achats: "42 000,50"'
    )


def test_a_preview_writes_nothing(description: Path, annexes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert importer("--apercu", filled(annexes, Achats=42000), description) == 0
    assert capsys.readouterr().out == (
        "    Annexe 2!C16 → grille.groupe_1.achats : (vide) → 42 000\n"
        f"{description} : 1 fait rempli, 0 modifié, 0 refusé ; rien n'a été écrit\n"
    )
    assert description.read_text(encoding="utf-8") == DESCRIPTION


def test_one_refused_cell_and_nothing_is_written(
    description: Path, annexes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert importer(filled(annexes, Achats="beaucoup", Heures_réalisées=3), description) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"{annexes}:Annexe 2!C16: erreur [valeur-refusee] grille.groupe_1.achats : un nombre")
    assert said.out == f"{description} : 0 fait rempli, 0 modifié, 1 refusé ; rien n'a été écrit\n"
    assert description.read_text(encoding="utf-8") == DESCRIPTION


def test_empty_cells_erase_where_it_is_asked(description: Path, annexes: Path) -> None:
    assert importer("--effacer", filled(annexes, Heures_réalisées=None), description) == 0
    assert description.read_text(encoding="utf-8") == DESCRIPTION.replace(" 118 000", "")


def test_the_description_keeps_its_mark_its_readers_and_its_link(
    description: Path, annexes: Path, tmp_path: Path
) -> None:
    description.write_bytes(b"\xef\xbb\xbf" + DESCRIPTION.encode())
    description.chmod(0o640)
    link = tmp_path / "lien.yaml"
    link.symlink_to(description)
    assert importer(filled(annexes, Achats=1), link) == 0
    assert link.is_symlink()
    assert description.read_bytes().startswith(b"\xef\xbb\xbfmodele")
    assert description.stat().st_mode & 0o777 == 0o640


def test_a_workbook_of_another_kind_is_told(
    description: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "autre.xlsx"
    Workbook().save(other)
    assert importer(other, description) == 1
    assert "[classeur-sans-annexe] ce classeur n'a aucune des feuilles" in capsys.readouterr().err


def test_a_description_and_a_workbook_given_the_other_way_round(description: Path, annexes: Path) -> None:
    before = annexes.read_bytes()
    assert importer(description, annexes) == 1
    assert annexes.read_bytes() == before

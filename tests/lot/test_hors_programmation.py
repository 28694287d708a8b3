"""A contract that a run wrote, and that the programmation has no more, is told: it would be sent with the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli import main
from tests.programmations import HEAD, TABLE

Lot = Callable[..., str]
CODE = "contrat-hors-programmation"
OTHERS = "formats-d-avant"


@pytest.fixture
def lot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Lot:
    """A run in the same folder, of this table; what it says."""

    def run(table: str, *words: str) -> str:
        (tmp_path / "tableau.csv").write_text(table, encoding="utf-8")
        (tmp_path / "programme.yaml").write_text(HEAD, encoding="utf-8")
        main(["lot", str(tmp_path / "programme.yaml"), "--format", "txt", "--sortie", str(tmp_path / "lot"), *words])
        return capsys.readouterr().err

    return run


def test_what_a_former_run_wrote_under_another_name_is_told(lot: Lot, tmp_path: Path) -> None:
    assert CODE not in lot(TABLE)
    (old,) = (tmp_path / "lot").rglob("22-*.txt")
    said = lot(TABLE.replace("Fondation Exemple", "Fondation Autre"), "--reprendre")
    assert f"« 2027/{old.stem} » n'est plus dans la programmation, et ses fichiers restent dans ce dossier." in said
    assert f"2027/{old.stem}: avertissement" in said
    assert old.stem in (tmp_path / "lot" / "rapport.html").read_text(encoding="utf-8")
    for file in old.parent.glob(f"{old.stem}.*"):
        file.unlink()
    assert CODE not in lot(TABLE.replace("Fondation Exemple", "Fondation Autre"), "--reprendre")


@pytest.mark.parametrize("again", [("--reprendre",), ()])
def test_the_files_of_a_former_run_in_other_formats_are_told(lot: Lot, tmp_path: Path, again: tuple[str, ...]) -> None:
    assert OTHERS not in lot(TABLE, "--format", "txt,html")
    count = len([*(tmp_path / "lot").glob("*/*.html")])
    assert count
    said = lot(TABLE, *again, "--format", "json")
    told = f"en d'autres formats : {count} html et {count} txt."
    assert f"{tmp_path / 'lot'}: avertissement [{OTHERS}] à côté de ceux-ci (json), il reste" in " ".join(said.split())
    assert told in " ".join(said.split())
    report = (tmp_path / "lot" / "rapport.html").read_text(encoding="utf-8")
    assert "il reste des fichiers des mêmes contrats" in report
    assert "ligne 0" not in report
    assert "ceux-ci (json, odt et txt)" in lot(TABLE, *again, "--format", "json,odt,txt")
    assert OTHERS not in lot(TABLE, *again, "--format", "json,odt,txt,html")


def test_the_contracts_of_a_year_that_is_not_asked_for_are_planned(lot: Lot) -> None:
    lot(TABLE)
    assert CODE not in lot(TABLE, "--reprendre", "--annee", "2026")

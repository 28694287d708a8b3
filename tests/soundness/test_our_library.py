"""The library that is installed is sound: no error, and nothing useless either. The command says so of any other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.cli import main
from engine.soundness.controls import controlled
from tests.bibliotheques import OURS

IDENTITY = "format: 1\nnom: Bibliothèque Exemple\nversion: '1'\n"


def library(folder: Path) -> str:
    shutil.copytree("tests/fixtures/bibliotheque", folder / "modeles")
    (folder / "bibliotheque.yaml").write_text(IDENTITY, encoding="utf-8")
    return str(folder)


def test_nothing_is_wrong_with_our_library() -> None:
    assert [str(one) for one in controlled(OURS).findings] == []


def test_the_command_says_what_it_controlled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bibliotheque", "controler", library(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith(" : 1 modèle, 10 clauses, 0 tableau : rien à corriger\n")


def test_a_warning_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = library(tmp_path)
    (tmp_path / "modeles" / "essai" / "vieux.md").write_text("---\nsource: essai\n---\nRien.\n", encoding="utf-8")
    assert main(["bibliotheque", "controler", folder]) == 0
    assert "vieux.md:1:1: avertissement [fichier-orphelin]" in capsys.readouterr().out


def test_an_error_is_one_and_hides_no_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = library(tmp_path)
    clause = tmp_path / "modeles" / "essai" / "suivi.md"
    clause.write_text(clause.read_text(encoding="utf-8").replace("Les parties", "{{ zzz }}"), encoding="utf-8")
    (tmp_path / "modeles" / "essai" / "vieux.md").write_text("---\nsource: essai\n---\nRien.\n", encoding="utf-8")
    assert main(["bibliotheque", "controler", folder]) == 1
    said = capsys.readouterr().out
    assert "suivi.md:10:1: erreur [clause-invalide]" in said
    assert "[fichier-orphelin]" in said
    assert said.endswith("1 erreur, 1 avertissement\n")


@pytest.mark.parametrize("folder", ["nulle-part", "docs"])
def test_a_folder_that_is_no_library_is_told(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bibliotheque", "controler", folder]) == 1
    assert "erreur [bibliotheque-" in capsys.readouterr().err

"""Names of files that a system refuses: a sentence where they cannot be written, a warning where others could not."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from engine.cli import main
from engine.writing.names import is_device, refused_by_windows
from tests.commands.test_cli import DRAFT

LONG = "x" * 300


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "projet.yaml").write_text(DRAFT, encoding="utf-8")
    return tmp_path / "projet.yaml"


@pytest.mark.parametrize("command", ["generer", "annexes"])
def test_a_folder_whose_name_is_too_long_is_told(
    draft: Path, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    form = "txt"
    assert main([command, str(draft), "--format", form, "--sortie", str(tmp_path / LONG)]) == 1
    assert "le nom est trop long" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["questionnaire", "saad"], ["schema", "saad"]])
def test_a_file_whose_name_is_too_long_is_told(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--sortie", str(tmp_path / LONG)]) == 1
    assert "le nom est trop long" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["generer", "verifier", "expliquer", "calendrier", "conformite", "refaire", "lot"])
def test_a_description_whose_name_is_too_long_is_told(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(tmp_path / LONG)]) == 1
    told = capsys.readouterr()
    assert "fichier-illisible" in told.out + told.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root goes where nobody may")
def test_a_folder_that_may_not_be_entered_is_told(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "clos").mkdir(mode=0)
    assert main(["generer", str(draft), "--format", "txt", "--sortie", str(tmp_path / "clos" / "x")]) == 1
    assert "vous n'en avez pas le droit" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("stem", "refused"),
    [
        ("CON", True),
        ("aux", True),
        ("nul.2026", True),
        ("LPT¹", True),
        ("com1 ", True),
        ("a:b", True),
        ("quoi ?", True),
        ("a\tb", True),
        ("contrat", False),
        ("console", False),
        ("com10", False),
        ("Été 2026 – n° 3 (suite)", False),
        ("fin.", False),
    ],
)
def test_names_that_windows_refuses(stem: str, refused: bool) -> None:
    assert bool(refused_by_windows(stem)) is refused
    assert not is_device(stem) or refused


def test_a_description_that_windows_could_not_name_is_told(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft.rename(tmp_path / "aux.yaml")
    assert main(["generer", str(tmp_path / "aux.yaml"), "--format", "txt", "--sortie", str(tmp_path / "o")]) == 0
    assert "avertissement [nom-windows] ce nom n'est pas possible sous Windows" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no such file can be there")
@pytest.mark.parametrize(
    "words",
    [
        ("conformite", "a:b.yaml", "--format", "txt"),
        ("expliquer", "a:b.yaml", "--format", "txt"),
        ("calendrier", "a:b.yaml", "--format", "csv"),
        ("comparer", "a:b.yaml", "autre.yaml", "--format", "txt"),
        ("questionnaire", "saad", "--sortie", "quoi ?.yaml"),
        ("schema", "saad", "--sortie", "aux.json"),
        ("generer", "autre.yaml", "--format", "txt", "--sortie", "a:b/sortie"),
        ("generer", "autre.yaml", "--format", "txt", "--rapport", "con.txt"),
        ("programmation", "arrete", "programmation-ehpad/a:b.yaml", "--format", "txt"),
        ("programmation", "verifier", "programmation-ehpad/p.yaml", "--questionnaires", "nul"),
    ],
)
def test_whatever_is_written_under_a_name_that_windows_refuses_is_told(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = Path("data/exemples").resolve()
    monkeypatch.chdir(tmp_path)
    if words[0] == "programmation":
        shutil.copytree(example / "programmation-ehpad", "programmation-ehpad")
        shutil.move("programmation-ehpad/programmation.yaml", words[2])
    else:
        shutil.copy(example / "saad-habilite.yaml", "a:b.yaml")
        shutil.copy(example / "saad-habilite.yaml", "autre.yaml")
    main([*words])
    assert capsys.readouterr().err.count("[nom-windows] ce nom n'est pas possible sous Windows") == 1

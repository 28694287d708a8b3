"""The files that a description names are looked at with it, before anything is written."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from engine.cli import main
from engine.dossier import open_dossier

TODAY = date(2024, 1, 15)
NEUTRAL = Path("data/chartes/neutre.docx")
DESCRIPTION = "modele: saad\ncharte: charte.docx\ncollectivite:\n  logo: logo.png\ngestionnaire: {logo: logo.png}\n"


def described(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "contrat.yaml"
    file.write_text(DESCRIPTION, encoding="utf-8")
    return file


def test_a_letterhead_and_logos_that_are_missing_are_told_at_their_place(tmp_path: Path) -> None:
    file = described(tmp_path)
    told = [f"{one.place} {one.code}" for one in open_dossier(file, TODAY).errors]
    assert told == [f"{file}:2:9 charte-introuvable", f"{file}:4:9 logo-illisible", f"{file}:5:22 logo-illisible"]


def test_nothing_is_written_where_a_logo_cannot_be_read(tmp_path: Path) -> None:
    file = described(tmp_path)
    assert main(["generer", str(file), "--format", "txt,docx", "--sortie", str(tmp_path / "sortie")]) == 1
    assert not (tmp_path / "sortie").exists()
    assert main(["verifier", str(file)]) == 1
    assert main(["expliquer", str(file)]) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not UTF-8")
def test_the_files_are_found_in_a_folder_whose_name_is_not_utf_8(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9partement"))
    file = described(folder)
    shutil.copy(NEUTRAL, folder / "charte.docx")
    Image.new("RGB", (4, 2)).save(folder / "logo.png")
    words = ["generer", str(file), "--format", "docx,html", "--sortie", str(folder / "sortie")]
    assert main(words) == 0
    assert sorted(os.listdir(folder / "sortie")) == ["contrat.docx", "contrat.html", "rapport.txt"]

"""The page of the folder that goes to the assembly, followed to the letter."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.test_negocier_dans_word import _STEP, follow

PAGE = Path("docs/dossier-de-transmission.md").read_text(encoding="utf-8")


def test_the_page_of_the_folder_says_what_a_reader_gets(tmp_path: Path) -> None:
    shutil.copy("data/exemples/saad-habilite.yaml", tmp_path / "contrat.yaml")
    steps = list(_STEP.finditer(PAGE))
    assert len(steps) == 4
    for step in steps:
        follow(tmp_path, step)

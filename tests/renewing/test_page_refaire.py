"""The page of a document made again, followed to the letter."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.test_negocier_dans_word import _STEP, follow

PAGE = Path("docs/refaire-un-document.md").read_text(encoding="utf-8")


def test_the_page_says_what_a_reader_gets(tmp_path: Path) -> None:
    shutil.copy("data/exemples/saad-habilite.yaml", tmp_path / "contrat.yaml")
    steps = list(_STEP.finditer(PAGE))
    assert len(steps) > 7
    for step in steps:
        follow(tmp_path, step)

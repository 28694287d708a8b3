"""The page of a signed contract, followed to the letter: its deadlines, and the letters that they call for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.test_negocier_dans_word import type_all

PAGE = Path("docs/suivre-un-contrat.md").read_text(encoding="utf-8")


def test_the_page_says_what_the_commands_say(tmp_path: Path) -> None:
    (tmp_path / "contrats").mkdir()
    for example, name in (("saad-habilite", "saad"), ("ehpad-complet", "ehpad")):
        shutil.copy(f"data/exemples/{example}.yaml", tmp_path / "contrats" / f"{name}.yaml")
    consoles = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(consoles) == 7
    for console in consoles:
        type_all(tmp_path, console)
    assert {one.name for one in (tmp_path / "output").iterdir()} - {"rapport.txt"} == {
        "calendrier.csv", "calendrier.xlsx", "calendrier.ics", "saad-prorogation.docx", "saad-prorogation.pdf",
        "saad-reponse.docx", "ehpad-rappel.docx",
    }  # fmt: skip

"""A form in Word that a real LibreOffice saved: once and twice, and through its own format and back."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest

import cpom
from tests.forms.test_formulaire_word import fill

EXAMPLES = ("saad-habilite", "ehpad-complet", "chrs-complet")
DAY = date(2026, 1, 5)


def saved(path: Path, kind: str, folder: Path) -> Path:
    """The file that LibreOffice makes of another, in a profile that no user has."""
    folder.mkdir()
    profile = f"-env:UserInstallation={(path.parents[1] / 'profil').as_uri()}"
    asked = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(asked, check=True, capture_output=True, timeout=300)
    return folder / f"{path.stem}.{kind}"


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_form_filled_in_and_saved_by_libreoffice_comes_back(tmp_path: Path, example: str) -> None:
    text = Path(f"data/exemples/{example}.yaml").read_text(encoding="utf-8")
    (tmp_path / "envoi").mkdir()
    form = tmp_path / "envoi" / "f.docx"
    form.write_bytes(cpom.lire(text, jour=DAY).formulaire(nom_du_format="docx"))
    opened = docx.Document(str(form))
    fill(opened, "duree", "4 ans")
    opened.save(str(form))
    once = saved(form, "docx", tmp_path / "une")
    twice = saved(once, "docx", tmp_path / "deux")
    back = saved(saved(form, "odt", tmp_path / "odt"), "docx", tmp_path / "retour")
    for one in (form, once, twice, back):
        made = cpom.reprendre(one, None, jour=DAY)
        assert made.yaml() == text.replace("duree: 5 ans", "duree: 4 ans")
        assert [each.chemin for each in made.reprises] == ["duree"]

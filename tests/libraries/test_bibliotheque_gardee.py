"""A library that is kept says what it said, after its files and the installed ones have changed."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

import cpom
from engine.libraries import ouverture

TODAY = date(2024, 6, 1)
SAAD = Path("data/exemples/saad-habilite.yaml").read_text(encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A library of one's own, laid over one beside it, that rewords a clause."""
    below, above = tmp_path / "dessous", tmp_path / "dessus"
    for folder, name, more in ((below, "Dessous", ""), (above, "Dessus", "herite: ../dessous\n")):
        (folder / "modeles" / "saad").mkdir(parents=True)
        (folder / "bibliotheque.yaml").write_text(f"format: 1\nnom: {name}\nversion: 2.1\n{more}")
    source = Path("clauses/saad/litiges.md").read_text(encoding="utf-8")
    (below / "modeles/saad/litiges.md").write_text(f"{source}\n\nUn médiateur est désigné.\n")
    return above


def _words(library: cpom.Bibliotheque) -> str:
    return cpom.lire(SAAD, bibliotheque=library, jour=TODAY, dossier="data/exemples").ecrire("txt").decode()


def test_a_kept_library_does_not_follow_its_folders(mine: Path, tmp_path: Path) -> None:
    archive = cpom.Bibliotheque(mine).archive()
    assert archive == cpom.Bibliotheque(mine).archive()
    before = _words(cpom.Bibliotheque(mine))
    assert "Un médiateur est désigné." in before
    shutil.rmtree(mine.parent / "dessous")
    shutil.rmtree(mine)
    kept = cpom.Bibliotheque.gardee(archive, tmp_path / "gardees")
    assert _words(kept) == before
    assert kept.titres == ("Dessus 2.1", "Dessous 2.1", "cpom 0.1.0")
    assert _words(kept.relire()) == before
    assert kept.archive() == archive


def test_a_kept_library_does_not_follow_the_installed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = cpom.Bibliotheque().archive()
    before = _words(cpom.Bibliotheque())
    later = {name: tmp_path / "plus-tard" / name for name in ("clauses", "data")}
    for name, folder in later.items():
        shutil.copytree(name, folder)
    clause = later["clauses"] / "saad/litiges.md"
    clause.write_text(clause.read_text(encoding="utf-8") + "\n\nUn médiateur est désigné.\n")
    amended = later["data"] / "droit/textes.yaml"
    amended.write_text(amended.read_text(encoding="utf-8").replace("code de l'action sociale", "code de l'entraide"))
    packages = {"engine.bibliotheque": later["clauses"], "engine.referentiels": later["data"]}
    monkeypatch.setattr(ouverture, "shipped", packages.__getitem__)
    ouverture.installed.cache_clear()
    try:
        upgraded = _words(cpom.Bibliotheque())
        kept = cpom.Bibliotheque.gardee(archive, tmp_path / "gardees")
        assert "Un médiateur est désigné." in upgraded
        assert "code de l’entraide" in upgraded
        assert _words(kept) == before
        assert kept.modele("saad").bibliotheques == ("cpom 0.1.0",)
        assert ouverture.provenance(kept._lue).ouverte().couches == kept._lue.couches
    finally:
        ouverture.installed.cache_clear()


def test_what_is_no_archive_of_a_library_is_refused(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("couches.json", "[]")
        archive.writestr("../ailleurs.md", "…")
    for content in (b"rien", cpom.lire(SAAD, dossier="data/exemples").ecrire("odt"), made.getvalue()):
        with pytest.raises(cpom.Refus) as refus:
            cpom.Bibliotheque.gardee(content, tmp_path / "gardees")
        assert [one.code for one in refus.value.constats] == ["bibliotheque-archive"]
    assert list((tmp_path / "gardees").iterdir()) == []

"""The page of whoever follows the law: its transcripts are what the commands say, on archives that the tests make."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from engine.cli import main
from tests.archives_dila import watched_in_the_page
from tests.hands import plain
from tests.test_negocier_dans_word import type_all, typed

PAGE = Path("docs/veille-juridique.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the reader of the page has: contracts, two archives, a library with nothing in it yet."""
    made = tmp_path_factory.mktemp("veille")
    (made / "contrats").mkdir()
    for name in ("saad-habilite", "ehpad-complet"):
        shutil.copy(f"data/exemples/{name}.yaml", made / "contrats")
    (made / "ma-bibliotheque").mkdir()
    identity = "format: 1\nnom: Département Exemple\nversion: 2026.1\n"
    (made / "ma-bibliotheque/bibliotheque.yaml").write_text(identity, encoding="utf-8")
    watched_in_the_page(made)
    return made


def test_the_transcripts_are_what_is_said(folder: Path) -> None:
    consoles = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(consoles) == 3
    for console in consoles:
        type_all(folder, plain(console))
    (entry,) = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert entry in (folder / "ma-bibliotheque/droit/textes.yaml").read_text(encoding="utf-8")


def test_documents_are_followed_as_descriptions_are(folder: Path) -> None:
    contracts = folder / "contrats/ecrits"
    said = typed(
        folder, "cpom generer contrats/saad-habilite.yaml --format docx,odt,pdf --moteur typst --sortie contrats/ecrits"
    )
    assert all((contracts / f"saad-habilite.{name}").exists() for name in ("docx", "odt", "pdf")), said
    (contracts / "notes.yaml").write_text("- une liste\n", encoding="utf-8")
    (contracts / "cpom.yaml").write_text("bibliotheque: []\n", encoding="utf-8")
    said = typed(folder, "cpom droit --de 2024-01-15 --a 2025-01-20 contrats --format txt,json")
    whole = json.loads((folder / "output/droit-2024-01-15-2025-01-20.json").read_bytes())
    of = {one["fichier"]: one["articles"] for one in whole["contrats"]}
    for name in ("", "ecrits/"):
        assert f"contrats/{name}saad-habilite." in said
    for kind in ("docx", "odt", "pdf"):
        assert of[f"contrats/ecrits/saad-habilite.{kind}"] == of["contrats/saad-habilite.yaml"]
    (article,) = of["contrats/saad-habilite.yaml"]
    assert (article["clause"], plain(article["titre"])) == ("litiges", "Article 8 : Litiges")
    assert [(one["jour"], one["cle"]) for one in article["depuis"]] == [("2025-01-01", "juridiction-tarification")]
    later = "questions et, à compter du 1er janvier 2025, pour toutes."
    assert article["lignes"][0]["mots"][-1] == {"retires": later, "ajoutes": "questions."}
    assert of["contrats/ehpad-complet.yaml"] == []
    assert "Article 8 : Litiges" in plain((folder / "output/droit-2024-01-15-2025-01-20.txt").read_text("utf-8"))


def test_what_accompanies_a_contract_in_its_folder_is_told_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy("data/exemples/saad-habilite.yaml", tmp_path / "contrat.yaml")
    words = ["courrier", "transmission", str(tmp_path / "contrat.yaml"), "--sortie", str(tmp_path)]
    assert main(words) == 0
    watched = ["droit", "--de", "2024-01-15", "--a", "2025-01-20"]
    assert main([*watched, str(tmp_path)]) == 0
    said = "".join(capsys.readouterr())
    assert "information [pas-un-contrat] ce n'est pas un contrat : c'est un courrier" in plain(said)
    assert main([*watched, str(tmp_path / "contrat-transmission.docx")]) == 1

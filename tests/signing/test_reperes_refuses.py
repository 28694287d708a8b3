"""A mark that a platform would not find: whatever is asked for, its contract is refused and nothing is put."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.cli import main

EXAMPLES = Path("data/exemples")
SIGNED = "signature: {lieu: Rennes, date: 2024-01-15}"


@pytest.mark.parametrize("mark", ["Étape 1", "/signature/", "/signature1/" * 10])
@pytest.mark.parametrize(
    "words",
    [
        "generer NEW --format pdf",
        "generer NEW --format pdf --definitif --avec-reserves",
        "annexes NEW --format pdf",
        "dossier NEW",
        "courrier prorogation NEW --format pdf",
        "avenant OLD NEW --format pdf",
    ],
)
def test_every_way_to_a_pdf_refuses_it(
    words: str, mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, output = tmp_path / "contrat.yaml", tmp_path / "nouveau.yaml", tmp_path / "sortie"
    shutil.copy(EXAMPLES / "saad-habilite.yaml", old)
    text = old.read_text(encoding="utf-8")
    assert SIGNED in text
    new.write_text(text.replace(SIGNED, f'{SIGNED[:-1]}, reperes: "{mark}"}}'), encoding="utf-8")
    asked = [{"NEW": str(new), "OLD": str(old)}.get(word, word) for word in words.split()]
    assert main([*asked, "--moteur", "typst", "--sortie", str(output)]) == 1
    told = capsys.readouterr()
    assert "[repere-de-signature]" in told.out + told.err
    assert not list(output.rglob("*.pdf"))

"""`--moteur`: what typesets the PDFs, asked for, or chosen where Pango is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.cli import main

DRAFT = 'modele: saad\ndepartement: "35"\n'


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "projet.yaml"
    file.write_text(DRAFT, encoding="utf-8")
    return file


def without_pango(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command on a machine where WeasyPrint finds no Pango."""
    folder = tmp_path / "sans-pango" / "weasyprint"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    return subprocess.run(
        [sys.executable, "-m", "engine.cli", *words],
        env={**os.environ, "PYTHONPATH": str(folder.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_typst_is_asked_for(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = draft.parent / "sortie"
    assert main(["generer", str(draft), "--format", "pdf", "--moteur", "typst", "--sortie", str(out)]) == 0
    assert b"Typst" in (out / "projet.pdf").read_bytes()
    assert "moteur-typst" not in capsys.readouterr().err


def test_weasyprint_is_the_usual_engine(draft: Path) -> None:
    assert main(["generer", str(draft), "--format", "pdf", "--sortie", str(draft.parent)]) == 0
    assert b"Typst" not in draft.with_suffix(".pdf").read_bytes()


def test_typst_takes_the_place_of_weasyprint_without_pango_and_says_so_in_a_line(draft: Path) -> None:
    out = draft.parent / "sortie"
    other = draft.with_name("autre.yaml")
    other.write_text(DRAFT, encoding="utf-8")
    done = without_pango(draft.parent, "generer", str(draft), str(other), "--format", "pdf,txt", "--sortie", str(out))
    assert done.returncode == 0, done.stderr
    assert b"Typst" in (out / "projet.pdf").read_bytes()
    (line,) = [line for line in done.stderr.splitlines() if "Typst" in line]
    assert line.startswith("information [moteur-typst] La bibliothèque Pango est absente de cette machine")
    assert "Traceback" not in done.stderr


def test_weasyprint_asked_for_without_pango_is_refused(draft: Path) -> None:
    words = ("generer", str(draft), "--format", "pdf", "--moteur", "weasyprint", "--sortie", str(draft.parent))
    done = without_pango(draft.parent, *words)
    assert done.returncode == 1
    assert "erreur [pango-absent]" in done.stderr
    assert "--moteur typst" in done.stderr
    assert not draft.with_suffix(".pdf").exists()


def test_pango_is_not_looked_for_where_no_pdf_is_asked_for(draft: Path) -> None:
    done = without_pango(draft.parent, "generer", str(draft), "--format", "txt", "--sortie", str(draft.parent))
    assert done.returncode == 0
    assert "Pango" not in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["generer", "x.yaml", "--moteur", "typst"], "--moteur ne va qu'avec --format pdf"),
        (["annexes", "x.yaml", "--moteur", "typst"], "--moteur ne va qu'avec --format pdf"),
        (["generer", "x.yaml", "--moteur", "typs"], "vouliez-vous dire « typst » ?"),
    ],
)
def test_an_engine_that_cannot_be_is_refused(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


PROGRAMMATION = "data/exemples/programmation-ehpad/programmation.yaml"


@pytest.mark.parametrize(
    "words",
    [
        ["annexes", "data/exemples/ehpad-complet.yaml"],
        ["programmation", "arrete", PROGRAMMATION],
        ["lot", PROGRAMMATION, "--annee", "2030"],
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_writes_a_pdf_takes_an_engine(words: list[str], tmp_path: Path) -> None:
    assert main([*words, "--format", "pdf", "--moteur", "typst", "--sortie", str(tmp_path)]) == 0
    written = list(tmp_path.rglob("*.pdf"))
    assert written
    assert all(b"Typst" in file.read_bytes() for file in written)

"""Avenants and the contracts that they make, against veraPDF, the Open XML SDK and LibreOffice."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from engine.cli import main
from tests.conformite.conformite import COMPLETE
from tests.conformite.validateurs import all_conform, all_valid, required

ADDED = """
clauses_ajoutees:
  - {nom: comite, apres: duree, titre: Comité technique, texte: Un comité technique se réunit., motif: accord}
"""
OBJECTIF = """objectifs:
  - intitule: Prévenir les chutes à domicile
"""


@pytest.fixture(scope="session")
def avenants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An avenant to every complete example, that adds an article and an objective, and so an annexe of its own."""
    folder = tmp_path_factory.mktemp("avenants")
    for path in COMPLETE:
        new = folder / f"{path.stem}.yaml"
        new.write_text(path.read_text(encoding="utf-8").replace("\nobjectifs:\n", f"\n{OBJECTIF}") + ADDED)
        for engine in ("weasyprint", "typst"):
            target = ["--sortie", str(folder / engine), "--moteur", engine, "--format", "docx,pdf,txt"]
            assert main(["avenant", str(path), str(new), "--date", "2027-03-02", "--motif", "Accord.", *target]) == 0
    return folder


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_every_pdf_is_pdf_a_3a_and_pdf_ua_1(avenants: Path, engine: str) -> None:
    found = sorted(map(str, (avenants / engine).glob("*.pdf")))
    assert len(found) == 2 * len(COMPLETE)
    all_conform(found)


def test_every_docx_is_valid_open_xml(avenants: Path) -> None:
    all_valid(sorted((avenants / "typst").glob("*.docx")))


def test_libreoffice_opens_each_and_finds_its_words(avenants: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    files = sorted((avenants / "typst").glob("*.docx"))
    asked = [required("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*asked, *map(str, files)], capture_output=True, check=True)
    for file in files:
        document = pypdfium2.PdfDocument(tmp_path / f"{file.stem}.pdf")
        read = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        last_words = re.findall(r"\w+", file.with_suffix(".txt").read_text(encoding="utf-8"))[-8:]
        assert "".join(last_words) in "".join(re.findall(r"\w+", read)), file

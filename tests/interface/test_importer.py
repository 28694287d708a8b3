"""A workbook of annexes put into a description that is open: what `cpom importer` does to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

import cpom

TODAY = date(2024, 6, 1)


@pytest.fixture
def dossier() -> cpom.Dossier:
    """A contract with figures."""
    return cpom.ouvrir("data/exemples/saad-premier-jet.yaml", jour=TODAY)


def _workbook(dossier: cpom.Dossier, folder: Path, words: str = "") -> Path:
    """Its workbook, where `words`, if any, take the place of the first figure of GIR 1."""
    path = folder / "annexes.xlsx"
    path.write_bytes(dossier.ecrire("xlsx"))
    if words:
        book = openpyxl.load_workbook(path)
        cell = next(one for sheet in book for row in sheet.iter_rows() for one in row if one.value == 720)
        cell.value = words
        book.save(path)
    return path


def test_the_figures_of_a_workbook_are_taken(dossier: cpom.Dossier, tmp_path: Path) -> None:
    taken = cpom.importer(_workbook(dossier, tmp_path), dossier.avec({"diagnostic.activite.gir1.heures": "1"}))
    assert [(one.chemin, one.avant, one.apres) for one in taken.reprises] == [
        ("diagnostic.activite.gir1.heures", "1", "720")
    ]
    assert taken.dossier.yaml() == dossier.yaml()
    assert taken.conflits == ()


def test_one_cell_that_is_refused_refuses_all(dossier: cpom.Dossier, tmp_path: Path) -> None:
    with pytest.raises(cpom.Refus) as refus:
        cpom.importer(_workbook(dossier, tmp_path, "beaucoup"), dossier)
    assert [one.place.cell for one in refus.value.constats if one.place and one.gravite == "erreur"]


def test_what_is_no_workbook_is_refused(dossier: cpom.Dossier, tmp_path: Path) -> None:
    (tmp_path / "annexes.xlsx").write_bytes(b"rien")
    with pytest.raises(cpom.Refus):
        cpom.importer(tmp_path / "annexes.xlsx", dossier)

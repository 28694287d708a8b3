"""A description of the model « carnet » and the workbook of its annexes, which a test fills in as a person would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from engine.annexes.classeur import workbook
from engine.dossier import Dossier, open_dossier
from engine.importing.importer import Outcome, import_sheets
from engine.importing.spreadsheet import read_workbook
from engine.writing import write_workbook
from tests.bibliotheques import alone

LIBRARY = Path(__file__).parents[1] / "fixtures" / "importation"
TODAY = date(2024, 1, 15)
DESCRIPTION = """\
# Exemple inventé.
modele: carnet
departement: "35"
signature: {lieu: Rennes, date: 2024-01-15}
effet: 2024-01-01
duree: 2 ans
gestionnaire: {raison_sociale: Association Exemple}

# ── Les chiffres ──
taux: "18,5"  # du dernier compte
base: 2023
budget:
  # celui de l'entrée
  - annee: 2024
    tarif: "25,00"
    heures: 1 000
    charges: 24 000
    resultat: -500
    part: 40
  - {annee: 2025, tarif: 26, heures: 1 200}
lieux:
  - {nom: Site Exemple Nord, places: 40, occupation: 90}
  - {nom: Site Exemple Sud, places: 20}
"""

Fill = Callable[[Workbook], None]


class Bureau:
    """Writes the workbook of a description, lets a test change it, and imports it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "annexes.xlsx"

    def dossier(self, text: str = DESCRIPTION) -> Dossier:
        path = self.folder / "contrat.yaml"
        path.write_text(text, encoding="utf-8")
        return open_dossier(path, TODAY)

    def written(self, text: str = DESCRIPTION) -> Path:
        self.file.write_bytes(write_workbook(workbook(self.dossier(text).assembled())))
        return self.file

    def filled(self, fill: Fill | dict[str, Any], text: str = DESCRIPTION) -> Path:
        """The workbook, with other values in some cells (« Annexe 1!C9 »), or changed by a function."""
        book = load_workbook(self.written(text))
        for cell, value in fill.items() if isinstance(fill, dict) else ():
            page, _, at = cell.rpartition("!")
            book[page][at] = value
        if not isinstance(fill, dict):
            fill(book)
        book.save(self.file)
        return self.file

    def imported(
        self, fill: Fill | dict[str, Any], into: str = DESCRIPTION, written_for: str = "", *, erase: bool = False
    ) -> Outcome:
        """What importing the workbook of `written_for` (by default `into`), filled, comes to."""
        file = self.filled(fill, written_for or into)
        return import_sheets(self.dossier(into), read_workbook(file).sheets, file.name, TODAY, erase=erase)

    def refusals(self, fill: Fill | dict[str, Any], into: str = DESCRIPTION, **more: Any) -> list[str]:
        """Each refusal: its cell, and what is wrong."""
        outcome = self.imported(fill, into, **more)
        return [f"{one.place.cell if one.place else ''} : {one.message}" for one in outcome.refused]


@pytest.fixture
def bureau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    monkeypatch.setattr("engine.dossier.installed", lambda: alone(LIBRARY))
    return Bureau(tmp_path)

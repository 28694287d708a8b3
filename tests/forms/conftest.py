"""A form, filled in as a person would, in a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

import cpom

DAY = date(2026, 1, 5)
SENT = """\
# Envoyé le 5 janvier.
modele: saad
departement: "35"
gestionnaire:
  raison_sociale: Association Exemple  # à confirmer
  siren: "999999071"
effet: 2026-02-01
duree: 5 ans
services:
  - {nom: Service Nord, finess: "350999942", communes: [Rennes, Vitré]}
  - {nom: Service Sud, finess: "350999959"}
objectifs:
  - intitule: Premier
    operationnels:
      - intitule: Un
        actions: [{intitule: Recruter}]
      - intitule: Deux
"""

Fill = Callable[[Workbook], None]


class Bureau:
    """Makes forms, fills them in and takes them back."""

    def __init__(self, folder: Path) -> None:
        self.form, self.description = folder / "rempli.xlsx", folder / "contrat.yaml"

    def made(self, text: str = SENT, pour: Any = None) -> Path:
        self.form.write_bytes(cpom.lire(text, jour=DAY).formulaire(pour))
        return self.form

    def filled(self, answers: dict[str, Any], fill: Fill | None = None, text: str = SENT, pour: Any = None) -> Path:
        """A form whose questions have these answers: « effet », « services.nom#2 » in the second item of its sheet."""
        book = load_workbook(self.made(text, pour))
        for name, value in answers.items():
            path, _, number = name.partition("#")
            cell(book, path, int(number or 0)).value = value
        if fill:
            fill(book)
        book.save(self.form)
        return self.form

    def taken(self, into: str | None = None, **options: Any) -> cpom.Fusion:
        """What comes of the form, in a description where there is one."""
        if into is not None:
            self.description.write_text(into, encoding="utf-8")
        return cpom.reprendre(self.form, self.description if into is not None else None, jour=DAY, **options)

    def refused(self, into: str | None = None) -> list[str]:
        with pytest.raises(cpom.Refus) as caught:
            self.taken(into)
        return [f"{one.place.cell if one.place else ''} {one.code}" for one in caught.value.constats]


def cell(book: Workbook, path: str, number: int = 0) -> Any:
    """The cell that answers a question; of the item of that number, where its sheet has several."""
    for page in book.worksheets:
        for row in page.iter_rows():
            for one in row:
                if one.value == path:
                    if not number:
                        return page.cell(one.row, 2)
                    turned = one.column == 1
                    return page.cell(one.row, 2 + number) if turned else page.cell(6 + number, one.column)
    raise LookupError(path)


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    return Bureau(tmp_path)

"""Tables of establishments as they are kept: any titles, any cells, any spreadsheet, any encoding."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from io import BytesIO, StringIO
from typing import Any, Final

import yaml
from hypothesis import strategies as st
from openpyxl import Workbook
from stdnum import luhn

from tests.fuzz.archives import altered, undated
from tests.fuzz.essais import lots
from tests.fuzz.textes import HOSTILES, TOLD

TITLES: Final[dict[str, list[str]]] = {
    fact: said["titres"] if isinstance(said, dict) else said
    for fact, said in yaml.safe_load(
        (files("engine.referentiels") / "colonnes.yaml").read_text(encoding="utf-8")
    ).items()
}
_ENCODINGS: Final = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "cp1252", "mac_roman", "cp850", "utf-16")
_CELLS: Final = (
    "", " ", "—", "n. c.", "oui", "NON", "x", "VRAI", "0", "84", "84 places", "1.000", "1 000", "-3", "2026", "26",
    "2026.0", "01/01/2026", "2026-01-01", "31/02/2026", "46023", "35", "2A", "9A", "350000014",
    "Ille-et-Vilaine", '="350000014"', "35 000 001 4", "3,5E+08", "50000014", "association", "SARL",
    "Total", "TOTAL", "Source : FINESS", "autre.yaml",
    "../autre.yaml", *HOSTILES, *TOLD,
)  # fmt: skip


@dataclass(frozen=True)
class Tableau:
    """A file, and the names of the establishments that it holds."""

    name: str
    content: bytes
    lines: list[list[str]]


def _number(lot: random.Random) -> str:
    body = f"35{lot.randrange(10**6):06}"
    return body + luhn.calc_check_digit(body)


def _fair(fact: str, lot: random.Random, rank: int) -> str:
    """A cell that its column expects."""
    usual = {
        "finess": _number(lot),
        "nom": f"EHPAD Exemple {rank}",
        "categorie": "EHPAD",
        "adresse": "1 rue de l’Exemple, 35000 Rennes",
        "departement": lot.choice(["35", "22", "Ille-et-Vilaine", "1"]),
        "gestionnaire": lot.choice(["Association Exemple", "Fondation Exemple", "CCAS d’Exemple"]),
        "statut": lot.choice(["association", "fondation", ""]),
        "finess_juridique": lot.choice(["350000014", "350000022", ""]),
        "annee": lot.choice(["2026", "2027", "2026.0", "2031"]),
        "habilitation": lot.choice(["oui", "non", "VRAI"]),
        "capacite": str(lot.randint(1, 200)),
        "capacite_habilitee": str(lot.randint(0, 100)),
    }
    return usual.get(fact, "")


def _lines(lot: random.Random) -> list[list[str]]:
    facts = lot.sample(sorted(TITLES), lot.randint(1, len(TITLES)))
    titles = [lot.choice(TITLES[fact]).capitalize() for fact in facts]
    if lot.random() < 0.2:
        titles[lot.randrange(len(titles))] = lot.choice(["Observations", "", "Année", "FINESS", "Nom", *HOSTILES[:3]])
    rows = [[_fair(fact, lot, rank) for fact in facts] for rank in range(lot.randint(0, 6))]
    for row in rows:
        for _ in range(lot.choice([0, 0, 1, 2])):
            row[lot.randrange(len(row))] = lot.choice(_CELLS)
    lines = [titles, *rows]
    for _ in range(lot.choice([0, 0, 0, 1, 2])):
        odd = lot.choice(
            [[], ["Programmation 2026-2030"], ["", "TOTAL", "180"], ["Source : Exemple"], titles, ["x"] * 40]
        )
        lines.insert(lot.randrange(len(lines) + 1), odd)
    return lines


def _csv(lines: list[list[str]], lot: random.Random) -> bytes:
    mark, end = lot.choice([";", ";", ",", "\t", "|"]), lot.choice(["\n", "\r\n", "\r"])
    out = StringIO()
    for line in lines:
        quoted = [f'"{cell.replace(chr(34), chr(34) * 2)}"' if mark in cell or "\n" in cell else cell for cell in line]
        out.write(mark.join(quoted) + end)
    content = out.getvalue().encode(lot.choice(_ENCODINGS), errors="replace")
    if lot.random() < 0.05:
        content = content[: lot.randrange(len(content) + 1)] + bytes([lot.randrange(256)])
    return content


def _typed(cell: str, lot: random.Random) -> Any:
    """A cell as a spreadsheet holds it: figures and dates are numbers, most often."""
    if cell.isdecimal() and lot.random() < 0.6:
        return int(cell)
    if cell == "01/01/2026" and lot.random() < 0.6:
        return date(2026, 1, 1)
    return "".join(letter for letter in cell if letter >= " " or letter in "\t\n")


def _xlsx(lines: list[list[str]], lot: random.Random) -> bytes:
    book = Workbook()
    sheet = book.active
    for line in lines:
        sheet.append([_typed(cell, lot) for cell in line])
    if lot.random() < 0.3:
        sheet.row_dimensions[lot.randint(1, len(lines) + 1)].hidden = True
    if lot.random() < 0.2:
        book.create_sheet("Autre").append(lines[0])
    if lot.random() < 0.2:
        sheet.merge_cells(start_row=2, start_column=1, end_row=3, end_column=1)
    out = BytesIO()
    book.save(out)
    made = undated(out.getvalue())
    return altered(made, lot) if lot.random() < 0.2 else made


def _drawn(lot: random.Random) -> Tableau:
    lines = _lines(lot)
    if lot.random() < 0.7:
        return Tableau("tableau.csv", _csv(lines, lot), lines)
    try:
        return Tableau("tableau.xlsx", _xlsx(lines, lot), lines)
    except ValueError:  # what openpyxl does not write
        return Tableau("tableau.csv", _csv(lines, lot), lines)


def tables() -> st.SearchStrategy[Tableau]:
    """Tables of establishments."""
    return lots().map(_drawn)

"""rapport.xlsx: what its sheets hold, and that no word of a table ever becomes a formula there."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import openpyxl

from engine.errors import Finding
from engine.lot.outcome import State
from engine.lot.reports.classeur import classeur
from engine.lot.reports.line import Line
from tests.rapports import HOSTILE, MISSING, line, rapport

FAILED = line(
    "Fondation Exemple", departement="22", annee=2027, nom="2027/22-fondation-exemple", state=State.FAILED, files={},
    findings=(Finding("erreur-interne", "le contrat n'a pas pu être rédigé."),), missing=(), deadlines=(), pages=None,
)  # fmt: skip


def book(*lines: Line, findings: tuple[Finding, ...] = ()) -> Any:
    return openpyxl.load_workbook(BytesIO(b"".join(classeur(rapport(*lines, findings=findings)))))


def values(page: Any) -> list[tuple[Any, ...]]:
    """The rows under the headings."""
    return list(page.iter_rows(min_row=2, values_only=True))


def test_a_contract_is_a_row() -> None:
    page = book(line(), FAILED)["Contrats"]
    assert values(page) == [
        (2026, "35", "Association Exemple", 2, "écrit", 3, 1, 0, 1, 18, datetime(2026, 1, 1), datetime(2030, 6, 30),
         datetime(2030, 12, 31), "DOCX", "PDF", "YAML"),
        (2027, "22", "Fondation Exemple", 2, "échec", 0, 0, 1, 0, None, None, None, None, None, None, None),
    ]  # fmt: skip
    assert [cell.hyperlink.target for cell in page[2] if cell.hyperlink] == [
        "2026\\35-association-exemple.docx", "2026\\35-association-exemple.pdf", "2026\\35-association-exemple.yaml",
    ]  # fmt: skip


def test_each_missing_fact_is_a_row_that_says_who_knows_it() -> None:
    assert values(book(line(), FAILED)["Manques"]) == [
        (2026, "35", "Association Exemple", one.label, one.who, one.path) for one in MISSING
    ]


def test_messages_have_their_place_and_the_programmation_its_own() -> None:
    wrong = Finding("periode", "la période compte six ans.", hint="Corrigez-la.")
    assert values(book(line(), findings=(wrong,))["Messages"]) == [
        (None, None, "Programmation", "erreur", "periode", "la période compte six ans.", "Corrigez-la.", None, None),
        (2026, "35", "Association Exemple", "avertissement", "terme-a-verifier", "une dénomination est à vérifier.",
         "Relisez-la.", "décret", "etablissements.csv, ligne 2, colonne 1"),
    ]  # fmt: skip


def test_deadlines_come_by_day() -> None:
    rows = values(book(line(), line("Fondation Exemple", nom="2026/35-fondation-exemple"))["Échéances"])
    days = [row[0] for row in rows]
    assert days == sorted(days)
    assert len(days) == 6
    assert rows[2] == (
        datetime(2030, 6, 30), "dimanche", "Dernier jour pour notifier le souhait de proroger (préavis de six mois)",
        "article\u00a09", "la partie qui souhaite la prorogation", "35", "Association Exemple",
        "dimanche\u202f; jour ouvrable précédent\u00a0: samedi 29\u00a0juin 2030\u202f; le préavis se compte à rebours",
    )  # fmt: skip


def test_each_file_has_its_digest() -> None:
    assert [row[3:] for row in values(book(line(), FAILED)["Fichiers"])] == [
        ("DOCX", "2026/35-association-exemple.docx", "a" * 64),
        ("PDF", "2026/35-association-exemple.pdf", "b" * 64),
        ("Description", "2026/35-association-exemple.yaml", "c" * 64),
    ]


def test_no_word_is_a_formula() -> None:
    said = Finding("essai", HOSTILE, hint=HOSTILE, source=HOSTILE)
    workbook = book(line(HOSTILE, findings=(said,), departement="=1"), findings=(said,))
    cells = [cell for page in workbook for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert workbook["Contrats"]["C2"].value == HOSTILE

"""Deadlines as a table: a workbook to be filtered, or what a spreadsheet in French reads of a text (CSV).

In the CSV too a text stays a text: one that a spreadsheet would take for a formula is kept from it by an apostrophe.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO

from engine import french
from engine.agenda.entry import Entry
from engine.writing.layout.words import printable
from engine.writing.xlsx.lists import Column, Sheet, Value, write_lists

_COLUMNS = (
    Column("Date", 12), Column("Jour", 11), Column("Agir au plus tard", 12), Column("Échéance", 60),
    Column("Article", 14), Column("Qui agit", 30), Column("Source", 30), Column("Contrat", 36), Column("Dép.", 7),
    Column("Modèle", 14), Column("Remarque", 45), Column("Fichier", 30),
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How what a spreadsheet would work out begins (OWASP, « CSV injection »)."""


def csv_of(entries: Sequence[Entry]) -> bytes:
    """UTF-8 with its mark, « ; » between the cells: what Excel opens in French without being told anything."""
    text = StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow([column.heading for column in _COLUMNS])
    lines.writerows([_cell(value) for value in _row(entry)] for entry in entries)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def workbook_of(title: str, entries: Sequence[Entry]) -> bytes:
    """A workbook of one sheet, dated of the first deadline: the same list gives the same bytes."""
    day = min((entry.deadline.day for entry in entries), default=date(2000, 1, 1))
    rows = [_row(entry) for entry in entries]
    return b"".join(write_lists(title, "cpom", day, [Sheet("Échéances", _COLUMNS, rows)]))


def _row(entry: Entry) -> tuple[Value, ...]:
    one = entry.deadline
    return (
        one.day,
        french.weekday(one.day),
        entry.ouvrable if one.sens != "aucun" else None,
        french.typography(french.capitalise(one.words)),
        french.typography(one.article),
        french.typography(one.qui),
        french.typography(one.doubted_source),
        entry.contrat,
        entry.departement,
        entry.modele,
        french.typography(entry.remarque),
        entry.fichier,
    )


def _cell(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year:04}"
    text = printable(str(value or "")).replace("\n", " ")
    return f"'{text}" if text.startswith(_FORMULA) else text

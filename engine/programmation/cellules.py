"""The cells of a table of establishments (CSV, XLSX): what each says, as it would be typed, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from engine.errors import Finding, Place
from models.records import dataclass

MOST_ROWS = 20_000
HIGHEST_HEADINGS = 20
"""The rows among which the headings of a table are looked for: titles and notes may stand above them."""
NOT_WORKED_OUT = "#FORMULE!"
"""What stands for a formula whose value no spreadsheet has worked out."""

_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]*Z?)?")

Score = Callable[[Sequence[str]], int]
"""How many headings of a row are recognised."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: the cells of each row that hold anything, by column; rows and columns count from 0.

    Its rows are read again from the disk whenever they are asked for.

    `findings` is what is to be known of how it was read; `fixed` the headings of a format that writes none. What a
    workbook does not show as it stands: its `hidden_rows` (by a filter, where `filtered`), its `struck` cells
    (« whole » or « part »), the cells that another covers (`merged`).
    """

    name: str
    rows: Sequence[Mapping[int, str]]
    place: Callable[[int, int], Place]
    is_workbook: bool = False
    findings: tuple[Finding, ...] = ()
    fixed: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    struck: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def row(self, number: int) -> list[str]:
        """The cells of a row from the first column to the last that holds anything."""
        cells = self.rows[number]
        return [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def too_long(name: str) -> Finding:
    """A table has too many rows."""
    message = f"{name} a plus de {MOST_ROWS} lignes."
    return Finding("tableau-trop-long", message, hint="Partagez la programmation.", place=Place(name))


def worth(cell: str) -> str:
    """What a spreadsheet shows of ="350999140", as exports write what must stay a text; else the cell itself."""
    match = _AS_TEXT.fullmatch(cell.strip())
    return match[1].replace('""', '"') if match else cell


def day_of(text: str) -> str:
    """The day of « 2025-12-31T00:00:00 », as strict workbooks and exports of databases write it; else the text."""
    match = _ISO.fullmatch(text.strip())
    return match[1] if match else text

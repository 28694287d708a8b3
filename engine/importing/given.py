"""What workbooks give, in whatever format they are: cells, sheets, and what of a sheet is not shown as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Context, Decimal
from typing import Literal

from engine.errors import Finding
from engine.importing.beside import Beside
from engine.importing.styles import Shown, Struck
from models.records import dataclass

MOST_CELLS = 200_000
FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheets number 0 (ECMA-376, part 1, 18.2.28)."""
_FIFTEEN = Context(prec=15)
_LARGEST_EXPONENT = 30

Kind = Literal["number", "text", "yes_no", "error", "date", "not_worked_out"]


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell holds; rows and columns count from 1.

    `shown` says whether a number is formatted as a percentage (0.12 is shown « 12 % ») or is only followed by the sign
    (0.12 is shown « 0,12 % »); `formula` that it is computed, and then `value` is what the spreadsheet last worked out.
    """

    row: int
    column: int
    kind: Kind
    value: Decimal | str
    shown: Shown = ""
    formula: bool = False
    struck: Struck = ""


@dataclass(frozen=True, slots=True)
class View:
    """What of a sheet is not shown as it stands: its hidden rows and columns, its merged cells.

    `merged` gives, for each cell that another covers, that other one.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    filtered: bool = False
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GivenSheet:
    """A sheet: the cells that hold something, by row and column; `first_day` is the day that its dates number 0."""

    name: str
    cells: dict[tuple[int, int], Given]
    hidden: bool = False
    first_day: date = FIRST_DAY
    view: View = View()
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenWorkbook:
    """A workbook: its sheets, in order, and what is to be known of it although its cells can be read."""

    sheets: tuple[GivenSheet, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenDocument:
    """The tables of a document of words, as sheets whose rows are numbered through it, and the lines of no table.

    `tags` are the names that controls give to the answers that they hold, by row and column.
    """

    tables: tuple[GivenSheet, ...]
    outside: GivenSheet
    tags: Mapping[tuple[int, int], str]


def number_of(raw: str) -> Decimal | None:
    """The number that a cell holds; None where no spreadsheet could hold it (« 1e309 »).

    What is nearer to nothing than any figure of a contract is the rest of a subtraction: zero.
    """
    try:
        number = _FIFTEEN.create_decimal(raw.strip())
    except ArithmeticError:
        return None
    if not number.is_finite() or number.adjusted() > _LARGEST_EXPONENT:
        return None
    return number.normalize(_FIFTEEN) if number and number.adjusted() > -_LARGEST_EXPONENT else Decimal(0)

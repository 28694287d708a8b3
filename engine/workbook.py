"""The tree of a workbook: sheets of cells, settled, with nothing of the file that they become.

Frozen dataclasses, as those of `engine.document`. Rows and columns count from 1, as spreadsheets do. A formula is in
the language of the file format: English names, commas, no « = ».
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date
from decimal import Context, Decimal
from hashlib import sha256
from typing import Literal

from engine.document import ChartKind
from engine.errors import Path
from models.records import dataclass

Role = Literal[
    "title", "subtitle", "words", "heading", "corner", "header", "label", "unit", "formula", "input", "computed",
    "check", "message", "link", "data",
]  # fmt: skip
"""What a cell is for.

`corner`, `header` and `label` name the rows and the columns of the table; `heading` is a line of words across it;
`formula` says a computation in words; `input` holds a fact of the description, `computed` a figure that nobody types;
`check` says whether a control holds, and `message` what to fix where it does not; `data` is drawn by a chart, hidden.
"""

_FIFTEEN = Context(prec=15)

NOT_AVAILABLE = "#N/A"
"""What a formula gives where a chart must leave a gap: an error of the spreadsheet, and not a text."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be typed in a cell: one of the `choices`, a text, or a number between two bounds (None for no bound).

    `source` are the cells where the choices are listed, where they are.
    """

    text: bool = False
    choices: tuple[str, ...] = ()
    source: str = ""
    whole: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell.

    `value` is what it holds, or, beside a `formula`, the figure that the engine worked out. `path` is the place in the
    description of the fact that an input holds, or of the one that names a series (a header). `rubrique` and `serie`
    tell the cell of the table that it is (see `Grille.case`): a label has a rubrique alone, a header a series alone.
    `unit` and `decimals` say how a figure is shown. It covers `columns` columns, and has room for `lines` lines.
    """

    row: int
    column: int
    role: Role
    value: Decimal | str | None = None
    formula: str = ""
    unit: str = ""
    decimals: int | None = None
    path: Path = ()
    limits: Limits | None = None
    rubrique: str = ""
    serie: int | None = None
    strong: bool = False
    columns: int = 1
    lines: int = 1
    link: str = ""

    @property
    def at(self) -> str:
        """« D14 »."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Range:
    """Cells of a sheet from one corner to the other, both included."""

    sheet: str
    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A chart of the sheet's own cells: each series is its name and its figures; `row` is where it is drawn.

    Its axis starts at zero where it is `from_zero`, as bars must where no figure is negative; its bars lie down where
    the categories have `long_names`.
    """

    title: str
    kind: ChartKind
    categories: Range
    series: tuple[tuple[str, Range], ...]
    row: int
    unit: str = ""
    from_zero: bool = False
    long_names: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells in the order of reading, the widths of its columns (in characters), its page.

    `table` is the name of the table that it holds, empty for another sheet. Rows and columns before `freeze` stay on
    the screen; the rows of `repeated` head every printed page. It is `hidden`, or some of its rows are. The cells of
    `greyed` are grey where a formula holds, written for the first of them.
    """

    name: str
    cells: tuple[SheetCell, ...]
    widths: tuple[float, ...]
    table: str = ""
    freeze: tuple[int, int] = (1, 1)
    repeated: tuple[int, int] | None = None
    landscape: bool = False
    charts: tuple[SheetChart, ...] = ()
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    greyed: tuple[tuple[Range, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook, ready to be written; `date` dates the file itself, `properties` are what it says of itself."""

    title: str
    author: str
    date: date
    sheets: tuple[Sheet, ...] = field(default=())
    keywords: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


Typed = tuple[str, int, int, Decimal | str]
"""What is typed in a cell, by its sheet, its row and its column."""


def typed_rows(cells: Iterable[Typed]) -> dict[str, dict[int, tuple[str, ...]]]:
    """What is typed in each row of each sheet, in order: a number with fifteen digits, a text without spaces to spare.

    A spreadsheet that only opens a file and saves it changes nothing of it.
    """
    rows: dict[str, dict[int, list[str]]] = {}
    for sheet, row, _, value in sorted(cells, key=lambda one: one[:3]):
        if said := f"{_FIFTEEN.create_decimal(value):f}" if isinstance(value, Decimal) else " ".join(value.split()):
            rows.setdefault(sheet, {}).setdefault(row, []).append(said)
    return {sheet: {row: tuple(said) for row, said in found.items()} for sheet, found in rows.items()}


def row_mark(said: tuple[str, ...]) -> str:
    """What a row is known by, in six letters."""
    return sha256("\0".join(said).encode(errors="surrogatepass")).hexdigest()[:6]


def column_letters(column: int) -> str:
    """« A » for 1, « AA » for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """4 for « D »."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """« D14 »."""
    return f"{column_letters(column)}{row}"


def range_name(cells: Range, here: str = "", *, absolute: bool = False) -> str:
    """« B4:F4 », or « 'Annexe 8'!B4:F4 » seen from a sheet that is not `here`; « $B$4:$F$4 » where it is `absolute`."""
    first, last = cell_name(cells.row, cells.column), cell_name(cells.last_row, cells.last_column)
    if absolute:
        first = f"${column_letters(cells.column)}${cells.row}"
        last = f"${column_letters(cells.last_column)}${cells.last_row}"
    name = first if first == last else f"{first}:{last}"
    quoted = cells.sheet.replace("'", "''")
    return name if cells.sheet == here else f"'{quoted}'!{name}"

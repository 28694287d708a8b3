"""The cells of a table of establishments (CSV, XLSX): what each says, as it would be typed, and where it stands."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path as FilePath

from engine.errors import Finding, InputError, Place
from engine.reading.decoding import printable, read_bytes
from engine.reading.encodings import text_of

MOST_ROWS = 20_000
HIGHEST_HEADINGS = 20
"""The rows among which the headings of a table are looked for: titles and notes may stand above them."""
NOT_WORKED_OUT = "#FORMULE!"
"""What stands for a formula whose value no spreadsheet has worked out."""

_LARGEST = 20_000_000
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".ods", ".ots", ".xls", ".xlsb", ".numbers")
_DELIMITERS = ";,\t|"
_CELL_ERRORS: Mapping[str, tuple[str, str]] = {
    "field larger": (
        f"une cellule dépasse {csv.field_size_limit():_} caractères.".replace("_", " "),
        "Des guillemets ouverts ne sont sans doute pas fermés : vérifiez cette ligne.",
    ),
    "unexpected end": ("des guillemets ouverts ne sont pas fermés.", "Fermez-les, ou supprimez-les."),
    "expected after": (
        "du texte suit des guillemets fermés, dans la même cellule.",
        'Doublez les guillemets qui font partie du texte : "Résidence ""Exemple""".',
    ),
}
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]*Z?)?")
_SAVE_AGAIN = "Enregistrez de nouveau le tableau au format CSV (séparateur point-virgule)."

Score = Callable[[Sequence[str]], int]
"""How many headings of a row are recognised."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: the cells of each row that hold anything, by column; rows and columns count from 0.

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


def extraction(table: Table) -> Table | None:
    """The table that an extraction of FINESS holds; None where it is none."""
    from engine.programmation.extraction_finess import as_table  # noqa: PLC0415 - it makes the tables that this defines

    return as_table(table)


def read_table(path: FilePath, sheet: str | None, score: Score) -> Table:
    """The cells of a table, in whatever format it is; `score` tells in which way a CSV file is cut.

    Raises:
        InputError: where it cannot be read, or has more than 20,000 rows.
    """
    content = b"" if path.suffix.lower() in _SUFFIXES else read_bytes(path, _LARGEST)
    if not content or content.startswith(_WORKBOOKS):
        from engine.programmation.classeur import workbook_table  # noqa: PLC0415 - only where the table is a workbook

        if path.suffix.lower() in _SUFFIXES or content:
            return workbook_table(path, sheet, score)
    return _csv(content, printable(path), score)


def refuse_unreadable(path: FilePath, place: Place) -> None:
    """Refuse a pipe or a device, which might never end, and a file that is not there, told where it is named.

    Raises:
        InputError: where the file is one.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise _absent(path, place) from None
    except (OSError, ValueError):  # told by its reader
        return
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        message = f"{printable(path)} n'est pas un fichier ordinaire."
        raise InputError([Finding("fichier-special", message, hint="Donnez le chemin d'un fichier.", place=place)])


def _absent(path: FilePath, place: Place) -> InputError:
    near = get_close_matches(path.name, _neighbours(path), n=1)
    hint = f"Vouliez-vous dire « {near[0]} » ?" if near else "Vérifiez son nom et son dossier."
    return InputError([Finding("fichier-absent", f"{printable(path)} n'existe pas.", hint=hint, place=place)])


def _neighbours(path: FilePath) -> list[str]:
    try:
        return [printable(FilePath(entry.name)) for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return []


def _csv(content: bytes, name: str, score: Score) -> Table:
    text, findings = text_of(content, name)
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        message = f"{name} contient un caractère nul : ce n'est pas un fichier CSV, ou il est abîmé."
        raise InputError([_unreadable(message, _SAVE_AGAIN, Place(name, line))])
    rows = [_filled(enumerate(row)) for row in _records(text, _delimiter(text, score), name)]
    table = Table(name, rows, lambda row, column: Place(name, row + 1, column + 1), findings=tuple(findings))
    return extraction(table) or table


def _filled(cells: enumerate[str]) -> dict[int, str]:
    return {column: worth(cell) for column, cell in cells if cell.strip()}


def _unreadable(message: str, hint: str, place: Place) -> Finding:
    return Finding("tableau-illisible", message, hint=hint, place=place)


def _delimiter(text: str, score: Score) -> str:
    """What separates the cells: whatever makes the most headings known, or else is the most frequent at the top."""
    start = "".join(islice(io.StringIO(text), HIGHEST_HEADINGS))
    return max(_DELIMITERS, key=lambda one: (_best(start, one, score), start.count(one)))


def _best(start: str, delimiter: str, score: Score) -> int:
    try:
        return max(map(score, csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)), default=0)
    except csv.Error:
        return 0


def _records(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    number = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            if number > MOST_ROWS + HIGHEST_HEADINGS:
                raise InputError([too_long(name)])
            yield row
    except csv.Error as error:
        words = next((words for key, words in _CELL_ERRORS.items() if key in str(error)), ("", _SAVE_AGAIN))
        message = f"{name} : {words[0] or 'cette ligne ne se lit pas.'}"
        raise InputError([_unreadable(message, words[1], Place(name, number + 1))]) from None


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

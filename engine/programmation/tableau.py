"""The file of a table of establishments (CSV, XLSX): which of them it is, how a CSV file is cut, why it is refused."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path as FilePath

from engine.errors import Finding, InputError, Place
from engine.likeness import most_like
from engine.on_disk import Batches
from engine.programmation.cellules import HIGHEST_HEADINGS, MOST_ROWS, Score, Table, too_long, worth
from engine.programmation.classeur import workbook_table
from engine.programmation.extraction_finess import as_table
from engine.reading.decoding import ZIP, printable, read_bytes
from engine.reading.encodings import text_of
from models.regexes import regex

_LARGEST = 20_000_000
_WORKBOOKS = (ZIP, b"\xd0\xcf\x11\xe0")
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
_LINE = regex(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SAVE_AGAIN = "Enregistrez de nouveau le tableau au format CSV (séparateur point-virgule)."


def read_table(path: FilePath, sheet: str | None, score: Score) -> Table:
    """The cells of a table, in whatever format it is; `score` tells in which way a CSV file is cut.

    Raises:
        InputError: where it cannot be read, or has more than 20,000 rows.
    """
    content = b"" if path.suffix.lower() in _SUFFIXES else read_bytes(path, _LARGEST)
    if path.suffix.lower() in _SUFFIXES or content.startswith(_WORKBOOKS):
        return workbook_table(path, sheet, score)
    return _csv(content, printable(path), score)


def refuse_unreadable(path: FilePath, place: Place) -> None:
    """Refuse a pipe or a device, which might never end, and what no file can be read by, told where it is named.

    Raises:
        InputError: where the file is one.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise _absent(path, place) from None
    except (OSError, ValueError):  # a name too long, a folder that is closed: there is no file where to tell it
        message, hint = f"{printable(path)} ne peut pas être lu.", "Vérifiez son nom, vos droits et son disque."
        raise InputError([Finding("fichier-illisible", message, hint=hint, place=place)]) from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        message = f"{printable(path)} n'est pas un fichier ordinaire."
        raise InputError([Finding("fichier-special", message, hint="Donnez le chemin d'un fichier.", place=place)])


def _absent(path: FilePath, place: Place) -> InputError:
    near = most_like(path.name, _neighbours(path))
    hint = f"Vouliez-vous dire « {near} » ?" if near else "Vérifiez son nom et son dossier."
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
    rows = Batches(_filled(enumerate(row)) for row in _records(text, _delimiter(text, score), name))
    table = Table(name, rows, lambda row, column: Place(name, row + 1, column + 1), findings=tuple(findings))
    return as_table(table) or table


def _filled(cells: enumerate[str]) -> dict[int, str]:
    return {column: worth(cell) for column, cell in cells if cell.strip()}


def _unreadable(message: str, hint: str, place: Place) -> Finding:
    return Finding("tableau-illisible", message, hint=hint, place=place)


def _delimiter(text: str, score: Score) -> str:
    """What separates the cells: whatever makes the most headings known, or else is the most frequent at the top."""
    ends = (end.end() for end in islice(re.finditer("\n", text), HIGHEST_HEADINGS - 1, None))
    start = text[: next(ends, None)]
    return max(_DELIMITERS, key=lambda one: (_best(start, one, score), start.count(one)))


def _best(start: str, delimiter: str, score: Score) -> int:
    try:
        return max(map(score, csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)), default=0)
    except csv.Error:
        return 0


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, one at a time, with their ends as they are: `StringIO` would hold it four times as large."""
    return (line.group() for line in _LINE.finditer(text))


def _records(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    number = 0
    try:
        for row in csv.reader(_lines(text), delimiter=delimiter, strict=True):
            number += 1
            if number > MOST_ROWS + HIGHEST_HEADINGS:
                raise InputError([too_long(name)])
            yield row
    except csv.Error as error:
        words = next((words for key, words in _CELL_ERRORS.items() if key in str(error)), ("", _SAVE_AGAIN))
        message = f"{name} : {words[0] or 'cette ligne ne se lit pas.'}"
        raise InputError([_unreadable(message, words[1], Place(name, number + 1))]) from None

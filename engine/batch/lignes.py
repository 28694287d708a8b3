"""The rows of a programmation: those of its table (CSV, XLSX) or of its YAML, each with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from engine.batch.colonnes import columns
from engine.errors import Finding, InputError, Place, Severity
from engine.reading.decoding import printable, read_bytes
from engine.reading.messages import wording
from engine.reading.yaml_strict import Source
from models.programmation import Ligne, Programmation

if TYPE_CHECKING:
    from engine.importing.spreadsheet import Given

_MOST_ROWS = 20_000
_FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheets number 0."""
_ENCODINGS = ("utf-8-sig", "cp1252")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its facts, and where each of them stands."""

    ligne: Ligne
    place: Place
    places: Mapping[str, Place]

    def at(self, fact: str) -> Place:
        """Where a fact of the row stands, or the row itself."""
        return self.places.get(fact, self.place)


Cells = Sequence[Sequence[str]]
Table = tuple[str, Cells, Callable[[int, int], Place]]


def read_rows(head: Programmation, source: Source, folder: FilePath) -> tuple[list[Row], list[Finding]]:
    """The rows of a programmation, and what is wrong with some of them: a bad row never hides the others.

    Raises:
        InputError: where the table itself cannot be read.
    """
    rows = [
        Row(ligne, source.place(("etablissements", at)), _yaml_places(source, at))
        for at, ligne in enumerate(head.etablissements)
    ]
    if not head.tableau:
        return rows, []
    path = folder / head.tableau
    _, cells, place = _xlsx(path, head.feuille) if path.suffix.lower() in (".xlsx", ".xlsm") else _csv(path)
    if not cells:
        raise InputError([Finding("tableau-vide", f"{printable(path)} est vide.", place=place(0, 0))])
    try:
        read, findings = columns(cells[0], head.colonnes, place(0, 0))
    except InputError as error:
        located = (one if one.place else one.at(source.key_place(one.path)) for one in error.findings)
        raise InputError(located) from None
    for number, row in enumerate(cells[1:], start=1):
        if any(cell.strip() for cell in row):
            made, wrong = _row(row, read, number, place)
            findings += wrong
            rows += [made] if made else []
    return rows, findings


def _yaml_places(source: Source, at: int) -> dict[str, Place]:
    return {name: source.place(("etablissements", at, name)) for name in Ligne.model_fields}


def _row(
    cells: Sequence[str], read: Mapping[int, str], number: int, place: Callable[[int, int], Place]
) -> tuple[Row | None, list[Finding]]:
    """One row; a cell that cannot be read is told, and the rest of the row is kept."""
    given = {fact: cells[at].strip() for at, fact in read.items() if at < len(cells) and cells[at].strip()}
    places = {fact: place(number, at) for at, fact in read.items()}
    if "habilitation" in given:
        given["habilitation"] = _yes_or_no(given["habilitation"])
    if "departement" in given and given["departement"].isdigit():
        given["departement"] = given["departement"].zfill(2)
    findings: list[Finding] = []
    while True:
        try:
            return Row(Ligne.model_validate(given), place(number, 0), places), findings
        except ValidationError as error:
            wrong = {str(one["loc"][0]): one for one in error.errors()}
            findings += [_refused(fact, given[fact], one, places[fact]) for fact, one in wrong.items()]
            given = {fact: value for fact, value in given.items() if fact not in wrong}


def _yes_or_no(text: str) -> str:
    """« OUI », « O », « X », « 1 » are how tables say yes; anything else is left to be read as it is."""
    return {"o": "oui", "x": "oui", "1": "oui", "n": "non", "0": "non"}.get(text.lower(), text.lower())


def _refused(fact: str, value: str, error: Any, place: Place) -> Finding:
    label = Ligne.model_fields[fact].title
    words = wording(error["type"], value, error.get("ctx", {}))
    if error["type"] == "literal_error":
        words = words._replace(message=f"au choix : {error['ctx']['expected'].replace(' or ', ', ')}.")
    hint = (
        "Dans un tableur, mettez la colonne au format « Texte » : un zéro initial s'y perd." if "finess" in fact else ""
    )
    return Finding("cellule-illisible", f"{label} : « {value} » ; {words.message}", Severity.ERROR, hint, place=place)


def _csv(path: FilePath) -> Table:
    name = printable(path)
    content = read_bytes(path)
    text = _decoded(content, name)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        cells = list(_limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), name))
    except csv.Error as error:
        hint = "Enregistrez de nouveau le tableau au format CSV (séparateur point-virgule)."
        raise InputError([Finding("tableau-illisible", f"{name} : {error}.", hint=hint, place=Place(name))]) from None
    return name, cells, lambda row, column: Place(name, row + 1, column + 1)


def _decoded(content: bytes, name: str) -> str:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    hint = "Enregistrez-le au format « CSV UTF-8 »."
    raise InputError([Finding("tableau-illisible", f"{name} n'est pas un fichier CSV.", hint=hint, place=Place(name))])


def _too_long(name: str) -> Finding:
    return Finding("tableau-trop-long", f"{name} a plus de {_MOST_ROWS} lignes.", place=Place(name))


def _limited(rows: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number > _MOST_ROWS:
            raise InputError([_too_long(name)])
        yield row


def _xlsx(path: FilePath, sheet: str | None) -> Table:
    """The first sheet of a workbook, or the one named; its headings are on the first row that holds anything."""
    from engine.importing.spreadsheet import read_workbook  # noqa: PLC0415 - only where the table is a workbook

    name = printable(path)
    sheets = {one.name: one for one in read_workbook(path)}
    if sheet and sheet not in sheets:
        hint = f"Ses feuilles : {', '.join(sheets)}."
        message = f"{name} n'a pas de feuille « {sheet} »."
        raise InputError([Finding("feuille-inconnue", message, hint=hint, path=("feuille",))])
    chosen = sheets[sheet] if sheet else next(iter(sheets.values()), None)
    cells = chosen.cells if chosen else {}
    if not cells:
        return name, [], lambda _row, _column: Place(name)
    top = min(row for row, _ in cells)
    last_row, last_column = max(row for row, _ in cells), max(column for _, column in cells)
    if last_row - top > _MOST_ROWS:
        raise InputError([_too_long(name)])
    grid = [
        [_typed(cells.get((row, column))) for column in range(1, last_column + 1)] for row in range(top, last_row + 1)
    ]
    return name, grid, lambda row, column: Place(f"{name}, {chosen.name if chosen else ''}", top + row, column + 1)


def _typed(cell: Given | None) -> str:
    """What a cell says, as it would be typed: a day as a day, a number without a needless decimal."""
    if cell is None:
        return ""
    if cell.kind == "date" and isinstance(cell.value, Decimal):
        return (_FIRST_DAY + timedelta(days=int(cell.value))).isoformat()
    return format(cell.value, "f") if isinstance(cell.value, Decimal) else cell.value

"""The table of a programmation in a workbook: which sheet it is, what its cells say, and what was not read of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path as FilePath

from engine.errors import Finding, InputError, Place, Severity
from engine.importing.given import Given, GivenSheet
from engine.importing.spreadsheet import read_workbook
from engine.on_disk import Batches
from engine.programmation.cellules import (
    HIGHEST_HEADINGS,
    MOST_ROWS,
    NOT_WORKED_OUT,
    Score,
    Table,
    day_of,
    too_long,
    worth,
)
from engine.reading.decoding import printable, without_forbidden
from engine.workbook import cell_name
from models.nombres import ecrit

_ENOUGH_HEADINGS = 2
"""The headings that make a sheet look like a table of establishments."""


def workbook_table(path: FilePath, name: str | None, score: Score) -> Table:
    """The sheet that is named, or else the only one that is shown and has the headings of a table of establishments.

    Raises:
        InputError: where it cannot be read, or where several sheets could be the table.
    """
    file, book = printable(path), read_workbook(path)
    chosen = _chosen(book.sheets, name, file, score)
    if chosen is None:
        return Table(file, [], lambda _row, _column: Place(file), is_workbook=True)
    last = max(row for row, _ in chosen.cells)
    if last > MOST_ROWS + HIGHEST_HEADINGS:
        raise InputError([too_long(file)])
    rows: list[dict[int, str]] = [{} for _ in range(last)]
    for (row, column), cell in chosen.cells.items():
        if (words := typed(cell, chosen.first_day)).strip():
            rows[row - 1][column - 1] = words
    title = without_forbidden(chosen.name)

    def place(row: int, column: int) -> Place:
        return Place(file, row + 1, column + 1, f"{title}!{cell_name(row + 1, column + 1)}")

    view = chosen.view
    return Table(
        file,
        Batches(rows),
        place,
        is_workbook=True,
        findings=(*book.findings, *_others(book.sheets, chosen, name, file, score)),
        hidden_rows=frozenset(row - 1 for row in view.rows),
        hidden_columns=frozenset(column - 1 for column in view.columns),
        filtered=view.filtered,
        struck={(row - 1, column - 1): cell.struck for (row, column), cell in chosen.cells.items() if cell.struck},
        merged={(row - 1, column - 1): (top - 1, left - 1) for (row, column), (top, left) in view.merged.items()},
    )


def _chosen(sheets: Sequence[GivenSheet], name: str | None, file: str, score: Score) -> GivenSheet | None:
    if name:
        named = next((one for one in sheets if one.name.strip().casefold() == name.strip().casefold()), None)
        if named is None:
            hint = f"Ses feuilles : {', '.join(without_forbidden(one.name) for one in sheets)}."
            message = f"{file} n'a pas de feuille « {name} »."
            raise InputError([Finding("feuille-inconnue", message, hint=hint, path=("feuille",))])
        return named if named.cells else None
    filled = [one for one in sheets if one.cells]
    alike = [one for one in filled if not one.hidden and _is_alike(one, score)]
    if len(alike) > 1:
        names = " et ".join(f"« {without_forbidden(one.name)} »" for one in alike)
        message = f"plusieurs feuilles de {file} ont les titres d'un tableau d'établissements : {names}."
        hint = "Dites laquelle est la bonne en tête de la programmation (« feuille: … »), ou réunissez-les."
        raise InputError([Finding("feuilles-plusieurs", message, hint=hint, path=("tableau",))])
    shown = alike or [one for one in filled if not one.hidden] or filled
    return shown[0] if shown else None


def _is_alike(sheet: GivenSheet, score: Score) -> bool:
    """Whether a sheet has the headings of a table of establishments."""
    heads: dict[int, list[str]] = {}
    for (row, _), cell in sheet.cells.items():
        if isinstance(cell.value, str) and (row in heads or len(heads) < HIGHEST_HEADINGS):
            heads.setdefault(row, []).append(cell.value)
    return any(score(one) >= _ENOUGH_HEADINGS for one in heads.values())


def _others(
    sheets: Sequence[GivenSheet], chosen: GivenSheet, name: str | None, file: str, score: Score
) -> Iterator[Finding]:
    """The sheets that hold something and are not read."""
    for sheet in sheets:
        if sheet is chosen or not sheet.cells:
            continue
        title = without_forbidden(sheet.name)
        alike = _is_alike(sheet, score)
        rows = len({row for row, _ in sheet.cells})
        state = "masquée " if sheet.hidden else ""
        s = "s" if rows > 1 else ""
        message = f"la feuille {state}« {title} » n'est pas lue ({rows} ligne{s} remplie{s})."
        hint = "C'est un tableau d'établissements aussi : s'il est le bon, dites-le avec « feuille »." if alike else ""
        severity = Severity.WARNING if alike and not name else Severity.INFORMATION
        row, column = min(sheet.cells)
        place = Place(file, row, column, f"{title}!{cell_name(row, column)}")
        yield Finding("feuille-non-lue", message, severity, hint, place=place)


def typed(cell: Given, first_day: date) -> str:
    """What a cell says, as it would be typed: a day as a day, a number without a needless decimal."""
    if cell.kind == "not_worked_out":
        return NOT_WORKED_OUT
    if cell.kind == "date" and isinstance(cell.value, Decimal) and cell.value >= 1:  # less than a day is an hour
        try:
            return (first_day + timedelta(days=int(cell.value))).isoformat()
        except OverflowError:
            return ecrit(cell.value)
    return ecrit(cell.value) if isinstance(cell.value, Decimal) else day_of(worth(cell.value))

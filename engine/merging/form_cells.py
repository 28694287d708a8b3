"""What the sheets of a form hold, by the paths that stand in their hidden lines and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal

from engine.forms.sheets import ABOVE, ANSWER, NUMBER, PATH
from engine.importing.found import words
from engine.importing.given import Given, GivenSheet
from engine.workbook import cell_name
from models import chemins
from models.chemins import Noms
from models.records import dataclass

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a table: its number and that of the item above (None where nothing says them), its answers."""

    number: int | None
    above: int | None
    spot: Spot
    answers: Mapping[Noms, Given]


@dataclass
class FilledSheet:
    """A sheet of a form: the questions that it has, what answers them, and what stands where nothing is to be typed.

    `table` is the list that it holds, empty where its questions are asked once; `called` says what messages call a cell
    where they do not say its place in the sheet.
    """

    sheet: GivenSheet
    table: Noms = ()
    above: Noms = ()
    questions: set[Noms] = field(default_factory=set)
    answers: list[tuple[Noms, Given]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    elsewhere: list[Given] = field(default_factory=list)
    called: dict[Spot, str] = field(default_factory=dict)

    def name(self, given: Given) -> str:
        """« Questions!D14 »."""
        return self.called.get((given.row, given.column)) or f"{self.sheet.name}!{cell_name(given.row, given.column)}"


def form_marks(sheets: Iterable[GivenSheet]) -> tuple[str, str] | None:
    """The model and the party of a form; None where the sheets are of none."""
    for sheet in sheets:
        marks = {_mark(held): str(held.value) for held in sheet.cells.values() if _mark(held)}
        if PATH in marks:
            return marks[PATH].rpartition(":")[2], marks.get(ANSWER, "").rpartition(":")[2]
    return None


def _mark(held: Given) -> str:
    text = str(held.value) if held.kind == "text" else ""
    return next((mark for mark in (PATH, ANSWER, NUMBER, ABOVE) if text.startswith(f"{mark}:")), "")


def filled_sheets(sheets: Iterable[GivenSheet], expected: frozenset[str]) -> Iterator[FilledSheet]:
    """The sheets of a form; `expected` are the words that stand in it beside answers."""
    for sheet in sheets:
        marks = {_mark(held): held for held in sheet.cells.values() if _mark(held)}
        if PATH in marks and ANSWER in marks:
            yield _of_questions(sheet, marks, expected)
        elif NUMBER in marks:
            yield _of_table(sheet, marks, expected)
        elif sheet.cells:
            known = all(_is_expected(held, expected) for held in sheet.cells.values())
            yield FilledSheet(sheet, elsewhere=[] if known else list(sheet.cells.values()))


def _is_expected(held: Given, expected: frozenset[str]) -> bool:
    return words(held.value) in expected or bool(_mark(held))


def _path(held: Given | None) -> Noms:
    return chemins.noms(str(held.value)) if held and held.kind == "text" else ()


def _of_questions(sheet: GivenSheet, marks: Mapping[str, Given], expected: frozenset[str]) -> FilledSheet:
    found, paths, answers = FilledSheet(sheet), marks[PATH].column, marks[ANSWER].column
    for (row, column), held in sheet.cells.items():
        path = _path(sheet.cells.get((row, paths)))
        if row == marks[PATH].row or column == paths:
            found.questions |= {path} if path and row != marks[PATH].row else set()
        elif column == answers and path:
            found.answers.append((path, held))
        elif not _is_expected(held, expected):
            found.elsewhere.append(held)
    return found


def _of_table(sheet: GivenSheet, marks: Mapping[str, Given], expected: frozenset[str]) -> FilledSheet:
    """A table, whichever way it lies: its paths are in the line or in the column of its mark."""
    head = marks[NUMBER]
    table = chemins.noms(str(head.value).removeprefix(f"{NUMBER}:"))
    above = chemins.noms(str(marks[ABOVE].value).removeprefix(f"{ABOVE}:")) if ABOVE in marks else ()
    inside = [
        at for at, held in sheet.cells.items() if at != (head.row, head.column) and _path(held)[: len(table)] == table
    ]
    turned = sum(column == head.column for _, column in inside) > sum(row == head.row for row, _ in inside)
    found = FilledSheet(sheet, table, above)
    # In lines and slots: an item is a line, and its answers are in slots.
    cells = {((column, row) if turned else (row, column)): held for (row, column), held in sheet.cells.items()}
    first, slot = (head.column, head.row) if turned else (head.row, head.column)
    of_above = (marks[ABOVE].row if turned else marks[ABOVE].column) if ABOVE in marks else 0
    paths = {
        at: _path(held) for (line, at), held in cells.items() if line == first and _path(held)[: len(table)] == table
    }
    paths = {at: path for at, path in paths.items() if len(path) > len(table)}
    found.questions = set(paths.values())
    lines: dict[int, dict[int, Given]] = {}
    for (line, at), held in cells.items():
        if line != first:
            lines.setdefault(line, {})[at] = held
    of_items = [line for line, held_in in lines.items() if whole(held_in.get(slot))] or [first]
    for line, held_in in sorted(lines.items()):
        number = whole(held_in.get(slot))
        outside = line < min(of_items) or (turned and line > max(of_items))
        if number is None and outside and any(_is_expected(held, expected) for held in held_in.values()):
            # What heads the items: the years of the form may not be those that are expected.
            rest = {at: held for at, held in held_in.items() if not paths.get(at, ("",))[-1].isdecimal()}
        else:
            numbers = {at for at in (slot, of_above) if whole(held_in.get(at)) is not None}
            rest = {at: held for at, held in held_in.items() if at not in paths.keys() | numbers}
            typed = {paths[at]: held for at, held in held_in.items() if at in paths}
            spot = (slot, line) if turned else (line, slot)
            found.items.append(Item(number, whole(held_in.get(of_above)), spot, typed))
        found.elsewhere += [held for held in rest.values() if not _is_expected(held, expected)]
    return found


def whole(held: Given | None) -> int | None:
    """A number of an item."""
    said = held.value if held else ""
    text = f"{said:f}" if isinstance(said, Decimal) else said.strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None

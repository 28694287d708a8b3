"""A table of a sheet, expected and given, in lines and slots, whichever way it lies.

Where the rubriques are rows, lines are rows and slots are columns; where they are columns, it is the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.importing.found import Spot, Wording, words
from engine.importing.given import Given, GivenSheet
from engine.workbook import Sheet, SheetCell
from models.nombres import DeuxLecturesError, lire_nombre

UNITS, COMPUTATIONS = "Unité", "Calcul"
_NAMES = frozenset({"label", "header", "heading"})


class Table:
    """The table of a sheet, expected and given, in lines and slots."""

    def __init__(self, sheet: Sheet, given: GivenSheet, wording: Wording) -> None:
        self.wording = wording
        units, computations = (_corner(sheet, one) for one in (UNITS, COMPUTATIONS))
        self.turned = units.column == computations.column
        self.top = top_of(sheet)
        self.cells = {self.spot(at): one for at, one in given.cells.items()}
        self.line, self.slot = self.spot((units.row, units.column))
        below = [cell for cell in sheet.cells if cell.row >= self.top]
        self.expected = {
            (cell.rubrique, cell.serie): cell
            for cell in below
            if cell.rubrique and cell.serie is not None and cell.role in {"input", "computed"}
        }
        inputs = (cell for cell in self.expected.values() if cell.limits and cell.limits.text)
        self.texts = {cell.rubrique for cell in inputs}
        names = [(self.spot((cell.row, cell.column)), cell) for cell in below if cell.role in _NAMES]
        names.sort(key=lambda one: one[0])
        self.names = [cell for (line, _), cell in names if line > self.line and cell.serie is None]
        self.headings = [cell for (line, _), cell in names if line == self.line and cell.serie is not None]

    def spot(self, at: Spot) -> Spot:
        """A line and a slot as a row and a column, and the other way round."""
        return (at[1], at[0]) if self.turned else at

    def text(self, at: Spot) -> str:
        """The words of a given cell."""
        held = self.cells.get(at)
        return "" if held is None else words(f"{held.value:f}" if not isinstance(held.value, str) else held.value)

    def name(self, at: Spot) -> str:
        """The words of a label, as the description says them."""
        return self.wording.label(self.text(at))

    def corners(self) -> Iterator[tuple[int, int, int]]:
        """The line that has the units, and the slots between which its series are."""
        for line, slot in sorted(self.cells):
            if self.text((line, slot)) == words(UNITS):
                ends = [other for other in self.slots(line) if other > slot]
                ends = [other for other in ends if self.text((line, other)) == words(COMPUTATIONS)]
                if ends:
                    yield line, slot, ends[0]

    def slots(self, line: int) -> list[int]:
        """The slots of a line that hold something, in order."""
        return sorted(slot for other, slot in self.cells if other == line)

    def names_slot(self, line: int, units: int) -> int:
        """The slot of the labels: the one before the units that has the most of them."""
        known = {words(cell.value) for cell in self.names}
        counted = Counter(slot for other, slot in self.cells if other > line and self.name((other, slot)) in known)
        before = {slot: count for slot, count in counted.items() if slot < units}
        return max(before, key=lambda slot: (before[slot], slot), default=units - 1)


def _corner(sheet: Sheet, text: str) -> SheetCell:
    return next(cell for cell in sheet.cells if cell.role == "corner" and cell.value == text)


def top_of(sheet: Sheet) -> int:
    """The first row of the table of a sheet."""
    return min(cell.row for cell in sheet.cells if cell.role == "corner")


def is_figure(held: Given | None) -> bool:
    """Whether a cell holds a figure that was typed, even as a text."""
    if held is None or held.formula or held.kind != "text":
        return held is not None and not held.formula and held.kind == "number"
    try:
        return lire_nombre(held.value) is not None
    except DeuxLecturesError:
        return True
    except ValueError:
        return False

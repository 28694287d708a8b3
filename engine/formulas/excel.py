"""A resolved formula in the language of spreadsheets, so that a workbook gives the figures that the engine gives.

As `evaluate` does, a formula first looks at the cells that it needs: where one is empty it shows nothing, where one has
no base (« — ») or where it divides by zero it shows « — ». What cannot happen is not looked at. What each function
becomes is told by its own file, in `engine.formulas.functions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from engine.formulas.cells import Absence, Operation, Reference, Resolved, Span
from engine.formulas.evaluation import references
from engine.formulas.function import ALONE, Spreadsheet, Text
from engine.formulas.functions import function
from engine.formulas.functions.comparisons import DECIMALS
from engine.formulas.guards import Possible
from engine.formulas.tree import Number
from engine.workbook import Range, range_name
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell of a table is in the workbook."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Translator(Spreadsheet):
    """Translates the formulas of one sheet; `places` are those of every cell of the workbook."""

    sheet: str
    places: Mapping[Reference, Place]
    possible: Possible

    def figure(self, formula: Resolved, /) -> str | Absence:
        """A formula that gives a figure, without « = »; an absence where it never gives one."""
        return self._guarded(formula, lambda: self.text(formula)[0])

    def state(self, formula: Resolved, holds: str, broken: str) -> str | Absence:
        """A formula that says in one of two words whether a condition holds."""
        words = f"{quoted(holds)},{quoted(broken)}"
        return self._guarded(formula, lambda: f"IF({self.condition(formula)},{words})")

    def cell(self, at: Reference, /) -> str:
        """The name of a cell, as this sheet calls it."""
        place = self.places[at]
        return range_name(Range(place.sheet, place.row, place.column, place.row, place.column), self.sheet)

    def _guarded(self, formula: Resolved, written: Callable[[], str]) -> str | Absence:
        needed = list(dict.fromkeys(references(formula)))
        if Absence.A_RENSEIGNER in needed:
            return Absence.A_RENSEIGNER
        cells = [one for one in needed if isinstance(one, Reference)]
        blank = self.ranges(one for one in cells if self.possible.blank(one))
        if Absence.SANS_BASE in needed:
            dash = quoted(Absence.SANS_BASE.value)
            return f'IF({_blanks(blank)}>0,"",{dash})' if blank else Absence.SANS_BASE
        text = written()
        if self.possible.divides(formula):
            text = f"IFERROR({text},{quoted(Absence.SANS_BASE.value)})"
        if any(self.possible.baseless(one) for one in cells):
            figures = [one for one in cells if not self.possible.answer(one)]
            ranges = ",".join(self.ranges(figures))
            text = f"IF(COUNT({ranges})<{len(figures)},{quoted(Absence.SANS_BASE.value)},{text})"
        return f'IF({_blanks(blank)}>0,"",{text})' if blank else text

    def ranges(self, cells: Iterable[Reference], /) -> list[str]:
        """The names of cells, side by side ones as one range."""
        return [range_name(one, self.sheet) for one in together(self.places[cell] for cell in cells)]

    def text(self, formula: Resolved, /) -> Text:
        """The text of a formula that gives a figure, and how tightly it binds."""
        if isinstance(formula, Number):
            return format(formula.value, "f"), ALONE
        if isinstance(formula, Reference):
            name = self.cell(formula)
            return (f'IF({name}="oui",1,0)' if self.answer(formula) else name), ALONE
        assert isinstance(formula, Operation)  # noqa: S101 - what has no figure has ended the formula
        excel = function(formula.function).excel
        if excel is None:
            return f"IF({self.condition(formula)},1,0)", ALONE
        return excel(self, *formula.arguments)

    def condition(self, formula: Resolved, /) -> str:
        """The text of a formula that says whether something holds; a figure holds where it is not zero."""
        condition = function(formula.function).condition if isinstance(formula, Operation) else None
        if condition is not None and isinstance(formula, Operation):
            return condition(self, *formula.arguments)
        text = self.text(formula)[0]
        return f"ROUND({text},{DECIMALS})<>0" if self.noisy(formula) else text

    def listed(self, arguments: Sequence[Resolved], /) -> str:
        """The arguments of a function of spreadsheets."""
        return ",".join(self._argument(one) for one in arguments)

    def answer(self, at: Reference, /) -> bool:
        """Whether a cell holds « oui » or « non »."""
        return self.possible.answer(at)

    def exact(self, formula: Resolved, /) -> bool:
        """Whether a figure is the same to the last bit in a spreadsheet."""
        return self.possible.exact(formula)

    def noisy(self, formula: Resolved, /) -> bool:
        """Whether a figure may have lost its last digits in a spreadsheet."""
        return self.possible.noisy(formula)

    def _argument(self, argument: Resolved) -> str:
        if not isinstance(argument, Span):
            return self.text(argument)[0]
        cells = list(argument.references())
        answers = any(map(self.answer, cells))
        return ",".join([self.text(cell)[0] for cell in cells] if answers else self.ranges(cells))


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def _blanks(ranges: Iterable[str]) -> str:
    return "+".join(f"COUNTBLANK({one})" for one in ranges)


def together(places: Iterable[Place]) -> list[Range]:
    """The fewest ranges of side by side cells, first in rows, then in columns."""
    cells = sorted({(one.sheet, one.row, one.column, one.row, one.column) for one in places})
    in_rows = _joined(cells, lambda a, b: a[:2] == b[:2] and a[3] == b[3] and a[4] + 1 == b[2])
    by_column = sorted(in_rows, key=lambda one: (one[0], one[2], one[4], one[1]))
    whole = _joined(by_column, lambda a, b: (a[0], a[2], a[4]) == (b[0], b[2], b[4]) and a[3] + 1 == b[1])
    return [Range(*one) for one in sorted(whole)]


_Corners = tuple[str, int, int, int, int]


def _joined(cells: Iterable[_Corners], follows: Callable[[_Corners, _Corners], bool]) -> list[_Corners]:
    joined: list[_Corners] = []
    for one in cells:
        if joined and follows(joined[-1], one):
            joined[-1] = (*joined[-1][:3], *one[3:])
        else:
            joined.append(one)
    return joined

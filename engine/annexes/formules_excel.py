"""A resolved formula in the language of spreadsheets, so that a workbook gives the figures that the engine gives.

As `evaluate` does, a formula first looks at the cells that it needs: where one is empty it shows nothing, where one has
no base (« — ») or where it divides by zero it shows « — ». What cannot happen is not looked at.

A spreadsheet works with binary numbers: 0.1 + 0.2 is not 0.3 to the last bit. A comparison of computed figures is
therefore one of figures rounded to the sixth decimal. `ROUND` is exact to the fifteenth digit, in Excel and in
LibreOffice; but 1.005 - 1 has lost three of them and is a little less than 0.005, so that what follows from a sum or a
difference is first rounded to the ninth decimal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from engine.annexes.formules_gardes import Possible
from engine.formulas.parsing import Number
from engine.tables.figures import Absence, Operation, Reference, Resolved, Span, references
from engine.workbook import Range, range_name

_COMPARED, _CLEANED = 6, 9
"""The decimals to which two computed figures are compared, and those that a sum keeps before it is rounded."""

_SIGNS = {"+": 2, "-": 2, "*": 3, "/": 3}
_COMPARISONS = frozenset({"<", "<=", ">", ">=", "=", "<>"})
_NAMES = {"somme": "SUM", "moyenne": "AVERAGE", "min": "MIN", "max": "MAX", "abs": "ABS"}
_ALONE = 5
"""Binds tighter than any operator."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell of a table is in the workbook."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates the formulas of one sheet; `places` are those of every cell of the workbook."""

    sheet: str
    places: Mapping[Reference, Place]
    possible: Possible

    def figure(self, formula: Resolved) -> str | Absence:
        """A formula that gives a figure, without « = »; an absence where it never gives one."""
        return self._guarded(formula, lambda: self._figure(formula)[0])

    def state(self, formula: Resolved, holds: str, broken: str) -> str | Absence:
        """A formula that says in one of two words whether a condition holds."""
        words = f"{quoted(holds)},{quoted(broken)}"
        return self._guarded(formula, lambda: f"IF({self._condition(formula)},{words})")

    def cell(self, at: Reference) -> str:
        """The name of a cell, as this sheet calls it."""
        place = self.places[at]
        return range_name(Range(place.sheet, place.row, place.column, place.row, place.column), self.sheet)

    def _guarded(self, formula: Resolved, written: Callable[[], str]) -> str | Absence:
        needed = list(dict.fromkeys(references(formula)))
        if Absence.A_RENSEIGNER in needed:
            return Absence.A_RENSEIGNER
        cells = [one for one in needed if isinstance(one, Reference)]
        blank = self._ranges(one for one in cells if self.possible.blank(one))
        if Absence.SANS_BASE in needed:
            dash = quoted(Absence.SANS_BASE.value)
            return f'IF({_blanks(blank)}>0,"",{dash})' if blank else Absence.SANS_BASE
        text = written()
        if self.possible.divides(formula):
            text = f"IFERROR({text},{quoted(Absence.SANS_BASE.value)})"
        if any(self.possible.baseless(one) for one in cells):
            figures = [one for one in cells if not self.possible.answer(one)]
            ranges = ",".join(self._ranges(figures))
            text = f"IF(COUNT({ranges})<{len(figures)},{quoted(Absence.SANS_BASE.value)},{text})"
        return f'IF({_blanks(blank)}>0,"",{text})' if blank else text

    def _ranges(self, cells: Iterable[Reference]) -> list[str]:
        """The names of cells, side by side ones as one range."""
        return [range_name(one, self.sheet) for one in together(self.places[cell] for cell in cells)]

    def _figure(self, formula: Resolved) -> tuple[str, int]:
        """The text of a formula that gives a figure, and how tightly it binds."""
        if isinstance(formula, Number):
            return format(formula.value, "f"), _ALONE
        if isinstance(formula, Reference):
            name = self.cell(formula)
            return (f'IF({name}="oui",1,0)' if self.possible.answer(formula) else name), _ALONE
        assert isinstance(formula, Operation)  # noqa: S101 - what has no figure has ended the formula
        function, arguments = formula.function, formula.arguments
        if function in _SIGNS:
            return self._sign(function, arguments)
        if function == "sinon":
            return self._otherwise(*arguments)
        if function == "si":
            condition, yes, no = arguments
            return f"IF({self._condition(condition)},{self._figure(yes)[0]},{self._figure(no)[0]})", _ALONE
        if function == "arrondi":
            return self._rounded(*arguments), _ALONE
        if function in _NAMES:
            given = self._sum_of_the_given(formula)
            listed = given or ",".join(self._argument(one) for one in arguments)
            return f"{_NAMES[function]}({listed})", _ALONE
        return f"IF({self._condition(formula)},1,0)", _ALONE

    def _sign(self, sign: str, arguments: tuple[Resolved, ...]) -> tuple[str, int]:
        binds = _SIGNS[sign]
        left, right = (self._figure(one) for one in arguments)
        # On the right, what binds as tightly is kept together: a - (b - c).
        after = right[0] if right[1] > binds else f"({right[0]})"
        if sign == "-" and arguments[0] == Number(Decimal(0)):
            return f"-{after}", binds
        before = left[0] if left[1] >= binds else f"({left[0]})"
        return f"{before}{sign}{after}", binds

    def _rounded(self, figure: Resolved, decimals: Resolved) -> str:
        text, count = self._figure(figure)[0], self._figure(decimals)[0]
        return f"ROUND(ROUND({text},{_CLEANED}),{count})" if self.possible.noisy(figure) else f"ROUND({text},{count})"

    def _argument(self, argument: Resolved) -> str:
        if not isinstance(argument, Span):
            return self._figure(argument)[0]
        cells = list(argument.references())
        answers = any(map(self.possible.answer, cells))
        return ",".join([self._figure(cell)[0] for cell in cells] if answers else self._ranges(cells))

    def _sum_of_the_given(self, formula: Operation) -> str:
        """The cells of a sum that counts for nothing those that are empty: `SUM` does so by itself."""
        cells = [
            one.arguments[0]
            for one in formula.arguments
            if isinstance(one, Operation) and one.function == "sinon" and one.arguments[1] == Number(Decimal(0))
        ]
        figures = [cell for cell in cells if isinstance(cell, Reference) and not self.possible.answer(cell)]
        whole = formula.function == "somme" and len(figures) == len(formula.arguments)
        return ",".join(self._ranges(figures)) if whole else ""

    def _otherwise(self, wanted: Resolved, fallback: Resolved) -> tuple[str, int]:
        instead = self._figure(fallback)
        if isinstance(wanted, Reference) and self.possible.answer(wanted):
            name = self.cell(wanted)
            return f'IF({name}="",{instead[0]},IF({name}="oui",1,0))', _ALONE
        found = self.cell(wanted) if isinstance(wanted, Reference) else self.figure(wanted)
        return instead if isinstance(found, Absence) else (f"IF(ISNUMBER({found}),{found},{instead[0]})", _ALONE)

    def _condition(self, formula: Resolved) -> str:
        """The text of a formula that says whether something holds; a figure holds where it is not zero."""
        if isinstance(formula, Operation) and formula.function in {"et", "ou"}:
            name = {"et": "AND", "ou": "OR"}[formula.function]
            return f"{name}({','.join(self._condition(one) for one in formula.arguments)})"
        if not isinstance(formula, Operation) or formula.function not in _COMPARISONS:
            text = self._figure(formula)[0]
            return f"ROUND({text},{_COMPARED})<>0" if self.possible.noisy(formula) else text
        sign, (left, right) = formula.function, formula.arguments
        if self.possible.exact(left) and self.possible.exact(right):
            return f"{self._figure(left)[0]}{sign}{self._figure(right)[0]}"
        difference = left if right == Number(Decimal(0)) else Operation("-", (left, right))
        return f"ROUND({self._figure(difference)[0]},{_COMPARED}){sign}0"


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

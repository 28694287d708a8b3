"""What a cell of a table holds, and its formula worked out: exact decimals, rounded only where a formula says so.

A formula is first resolved for its series: its names become the cells of the grid that they mean there. The same
resolved formula is evaluated here and written in the workbook, so that both give the same figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, localcontext
from enum import Enum

from engine.formulas.parsing import Number


class Absence(Enum):
    """Why a cell has no figure: one that it needs is not given yet, or it has nothing to divide by or compare with."""

    A_RENSEIGNER = ""
    SANS_BASE = "—"


Figure = Decimal | Absence


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A cell: its table, its rubrique, and the position of its series (None for a parameter)."""

    table: str
    rubrique: str
    serie: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """The cells of a rubrique from one series to another, both included."""

    table: str
    rubrique: str
    first: int
    last: int

    def references(self) -> Iterator[Reference]:
        """Each of its cells."""
        return (Reference(self.table, self.rubrique, serie) for serie in range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Operation:
    """A function or an operator with its resolved arguments; `sum`, `average` take a span."""

    function: str
    arguments: tuple[Resolved, ...]


Resolved = Number | Reference | Span | Operation | Absence

_CELLS = (Reference, Absence)
_CONTEXT = Context(prec=40, rounding=ROUND_HALF_UP)
_ZERO = Decimal(0)
_COMPARED = 6


def references(formula: Resolved) -> Iterator[Reference | Absence]:
    """The cells without which a formula has no figure, in order; what `sinon` replaces is not one of them."""
    if isinstance(formula, _CELLS):
        yield formula
    elif isinstance(formula, Span):
        yield from formula.references()
    elif isinstance(formula, Operation):
        needed = formula.arguments[1:] if formula.function == "sinon" else formula.arguments
        for argument in needed:
            yield from references(argument)


def evaluate(formula: Resolved, value: Callable[[Reference], Figure]) -> Figure:
    """The figure of a formula, not rounded; `value` gives the figure of a cell.

    It is to be filled in where a cell that it needs is; without a base where such a cell is, or where it divides by
    zero. A condition is 1 where it holds, and 0.
    """
    without_base = False
    for one in references(formula):
        found = one if isinstance(one, Absence) else value(one)
        if found is Absence.A_RENSEIGNER:
            return found
        without_base = without_base or found is Absence.SANS_BASE
    if without_base:
        return Absence.SANS_BASE
    with localcontext(_CONTEXT):
        try:
            return _worked_out(formula, value)
        except (DivisionByZero, InvalidOperation):
            return Absence.SANS_BASE


def _worked_out(formula: Resolved, value: Callable[[Reference], Figure]) -> Decimal:
    if isinstance(formula, Number):
        return formula.value
    if isinstance(formula, Reference):
        found = value(formula)
        assert isinstance(found, Decimal)  # noqa: S101 - its absence has ended the formula
        return found
    assert isinstance(formula, Operation)  # noqa: S101 - a span is an argument of a sum or of a mean
    if formula.function == "sinon":
        return _otherwise(formula, value)
    if formula.function == "si":  # only the branch taken is worked out
        condition, yes, no = formula.arguments
        return _worked_out(yes if _worked_out(condition, value) else no, value)
    worked = [one for argument in formula.arguments for one in _all(argument, value)]
    return _FUNCTIONS[formula.function](worked)


def _all(argument: Resolved, value: Callable[[Reference], Figure]) -> Iterator[Decimal]:
    cells = argument.references() if isinstance(argument, Span) else (argument,)
    return (_worked_out(cell, value) for cell in cells)


def _otherwise(formula: Operation, value: Callable[[Reference], Figure]) -> Decimal:
    wanted, fallback = formula.arguments
    found = value(wanted) if isinstance(wanted, Reference) else wanted
    if isinstance(wanted, Operation):  # « total(x) » is worked out with its own cells, and may have no figure
        found = evaluate(wanted, value)
    return found if isinstance(found, Decimal) else _worked_out(fallback, value)


def rounded(figure: Decimal, decimals: int) -> Decimal:
    """Rounded half away from zero, as spreadsheets and public accounts do."""
    return figure.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _CONTEXT)


def _apart(worked: Sequence[Decimal]) -> Decimal:
    """What parts two figures, to the sixth decimal: a third, three times, is one; a spreadsheet compares no further."""
    return rounded(worked[0] - worked[1], _COMPARED)


def _true(holds: bool) -> Decimal:
    return Decimal(int(holds))


_FUNCTIONS: dict[str, Callable[[Sequence[Decimal]], Decimal]] = {
    "+": lambda worked: worked[0] + worked[1],
    "-": lambda worked: worked[0] - worked[1],
    "*": lambda worked: worked[0] * worked[1],
    "/": lambda worked: worked[0] / worked[1],
    "<": lambda worked: _true(_apart(worked) < 0),
    "<=": lambda worked: _true(_apart(worked) <= 0),
    ">": lambda worked: _true(_apart(worked) > 0),
    ">=": lambda worked: _true(_apart(worked) >= 0),
    "=": lambda worked: _true(_apart(worked) == 0),
    "<>": lambda worked: _true(_apart(worked) != 0),
    "somme": lambda worked: sum(worked, _ZERO),
    "moyenne": lambda worked: sum(worked, _ZERO) / len(worked),
    "min": min,
    "max": max,
    "abs": lambda worked: abs(worked[0]),
    "arrondi": lambda worked: rounded(worked[0], int(worked[1])),
    "et": lambda worked: _true(all(worked)),
    "ou": lambda worked: _true(any(worked)),
}

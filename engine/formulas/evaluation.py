"""A formula worked out: exact decimals, rounded only where a formula says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext

from engine.formulas.cells import CONTEXT, Absence, Figure, Operation, Reference, Resolved, Span
from engine.formulas.function import Work
from engine.formulas.functions import function
from engine.formulas.tree import Number
from models.records import dataclass


def references(formula: Resolved) -> Iterator[Reference | Absence]:
    """The cells without which a formula has no figure, in order; what `sinon` replaces is not one of them."""
    if isinstance(formula, Reference | Absence):
        yield formula
    elif isinstance(formula, Span):
        yield from formula.references()
    elif isinstance(formula, Operation):
        for argument in function(formula.function).needed(formula.arguments):
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
    with localcontext(CONTEXT):
        try:
            return _Work(value)(formula)
        except (DivisionByZero, InvalidOperation):
            return Absence.SANS_BASE


@dataclass(frozen=True, slots=True)
class _Work(Work):
    """Works out formulas all of whose cells have a figure."""

    value: Callable[[Reference], Figure]

    def __call__(self, formula: Resolved, /) -> Decimal:
        if isinstance(formula, Number):
            return formula.value
        if isinstance(formula, Reference):
            found = self.value(formula)
            assert isinstance(found, Decimal)  # noqa: S101 - its absence has ended the formula
            return found
        assert isinstance(formula, Operation)  # noqa: S101 - a span is an argument of a sum or of a mean
        return function(formula.function).figure(self, *formula.arguments)

    def each(self, arguments: Sequence[Resolved], /) -> list[Decimal]:
        cells = (one.references() if isinstance(one, Span) else (one,) for one in arguments)
        return [self(cell) for several in cells for cell in several]

    def known(self, argument: Resolved, /) -> Figure:
        return evaluate(argument, self.value)

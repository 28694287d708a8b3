"""What may be wanting in a cell: what a formula of the workbook has to look at before it computes, and no more."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from engine.formulas.cells import Absence, Cells, Figure, Operation, Reference, Resolved
from engine.formulas.evaluation import evaluate, references
from engine.formulas.functions import function
from engine.formulas.tree import Number


class Possible:
    """Tells what each cell of the tables of a contract may hold, whatever is typed in its workbook."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self._figures: dict[Reference, Figure] = {}
        self._blank: dict[Reference, bool] = {}
        self._baseless: dict[Reference, bool] = {}
        self._noisy: dict[Reference, bool] = {}
        self._never: dict[Reference, bool] = {}

    def figure(self, at: Reference) -> Figure | str:
        """What a cell of the workbook shows. In a blank too it computes: a sum of what is given is there zero."""
        case = self.cells.case(at)
        if case.formula is None:
            return case.value
        if at not in self._figures:
            self._figures[at] = evaluate(case.formula, self.value)
        return self._figures[at]

    def value(self, at: Reference) -> Figure:
        """The figure of a cell; a text is none."""
        found = self.figure(at)
        return Absence.SANS_BASE if isinstance(found, str) else found

    def blank(self, at: Reference) -> bool:
        """Whether a cell may be empty: an input, or what is computed from one."""
        case = self.cells.case(at)
        if case.formula is None:
            return bool(case.path) or not isinstance(case.value, Decimal)
        return self._known(self._blank, at, case.formula, self.blank, Absence.A_RENSEIGNER)

    def baseless(self, at: Reference) -> bool:
        """Whether a cell may be « — », or words where a figure is wanted."""
        case = self.cells.case(at)
        if case.formula is None:
            return self.cells.unite(at) == "texte"
        if self.divides(case.formula):
            return True
        return self._known(self._baseless, at, case.formula, self.baseless, Absence.SANS_BASE)

    def never(self, at: Reference) -> bool:
        """Whether a cell has no figure whatever is typed: what it needs has none in this contract (a first year)."""
        formula = self.cells.case(at).formula
        if formula is None:
            return False
        if at not in self._never:
            needed = references(formula)
            self._never[at] = any(isinstance(one, Absence) or self.never(one) for one in needed)
        return self._never[at]

    def answer(self, at: Reference) -> bool:
        """Whether a cell holds « oui » or « non » as typed, which is 1 or 0 in a formula."""
        return self.cells.unite(at) == "oui/non" and self.cells.case(at).formula is None

    def divides(self, formula: Resolved) -> bool:
        """Whether a formula divides, or fails otherwise: it may then have no base."""
        if not isinstance(formula, Operation):
            return False
        if function(formula.function).fails(*formula.arguments):
            return True
        return any(self.divides(one) for one in formula.arguments)

    def noisy(self, formula: Resolved) -> bool:
        """Whether a figure follows from a sum or a difference, which may have cost a spreadsheet its last digits."""
        if isinstance(formula, Reference):
            inner = self.cells.case(formula).formula
            if inner is not None and formula not in self._noisy:
                self._noisy[formula] = self.noisy(inner)
            return inner is not None and self._noisy[formula]
        if not isinstance(formula, Operation):
            return False
        digits = function(formula.function).digits
        return digits == "lost" or (digits == "kept" and any(self.noisy(one) for one in formula.arguments))

    def exact(self, formula: Resolved) -> bool:
        """Whether a figure is the same to the last bit in a spreadsheet: one written or typed, never computed."""
        if isinstance(formula, Reference):
            return self.cells.case(formula).formula is None
        return isinstance(formula, Number)

    def _known(
        self,
        known: dict[Reference, bool],
        at: Reference,
        formula: Resolved,
        test: Callable[[Reference], bool],
        absence: Absence,
    ) -> bool:
        if at not in known:
            known[at] = any(one is absence if isinstance(one, Absence) else test(one) for one in references(formula))
        return known[at]

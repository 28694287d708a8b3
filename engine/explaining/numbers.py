"""A formula with its numbers: « 3 × 25,10 € », to be worked out again with a pencil.

A number is written with two decimals, or with as many more as are needed to find again the figure that is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from engine import french
from engine.assembly.tableaux import shown_as, written
from engine.formulas.cells import Absence, Figure, Operation, Reference, Resolved, Span, rounded
from engine.formulas.evaluation import evaluate
from engine.formulas.function import ALONE, COMPARED, SUM, Text, Words
from engine.formulas.functions import function
from engine.formulas.tree import ZERO, Number
from engine.libraries.tableaux import Colonne, Rubrique
from engine.tables.grilles import Grilles
from models.records import dataclass

_DECIMALS = (2, 3, 4, 6, 9, 12, 20)
"""How many decimals the numbers of a formula are tried with."""
_MONEY = ("€", "€/h", "€/km")


def shown_of(at: Reference, grilles: Grilles) -> Rubrique | Colonne:
    """What gives a cell its unit.

    Raises:
        KeyError: where the table has no such rubrique.
    """
    grille = grilles[at.table]
    line = grille.named(at.rubrique)
    if line is None:
        raise KeyError(at.rubrique)
    return shown_as(line, None if at.serie is None else grille.series[at.serie], grille)


def settled(formula: Resolved, value: Callable[[Reference], Figure]) -> Resolved:
    """A formula whose figures are all known: each cell of a span by itself, and what `sinon` keeps alone."""
    if not isinstance(formula, Operation):
        return formula
    if formula.function == "sinon":
        wanted, instead = formula.arguments
        return settled(instead if isinstance(evaluate(wanted, value), Absence) else wanted, value)
    cells = (one.references() if isinstance(one, Span) else (one,) for one in formula.arguments)
    arguments = [settled(cell, value) for several in cells for cell in several]
    if formula.function == "somme":  # what counts for nothing is not told
        arguments = [one for one in arguments if one != ZERO] or [ZERO]
        if len(arguments) == 1:
            return arguments[0]
    return Operation(formula.function, tuple(arguments))


def in_numbers(formula: Resolved, at: Reference, grilles: Grilles) -> str:
    """« 3 × 25,10 € = 75,30 € »: a settled formula that has a figure, with those of its cells and its result.

    Where the figure printed is rounded, it is said.
    """
    shown = shown_of(at, grilles)
    exact = evaluate(formula, grilles.value)
    assert isinstance(exact, Decimal)  # noqa: S101 - the formulas of what is printed have figures
    wanted = written(exact, shown, computed=True)
    said = _Numbers(grilles, _DECIMALS[0])
    for decimals in _DECIMALS:
        said = replace(said, decimals=decimals)
        again = evaluate(formula, said.kept_of)
        if isinstance(again, Decimal) and written(again, shown, computed=True) == wanted:
            break
    return french.typography(f"{said.whole(formula)} = {wanted}{_rounding(again, shown)}")


def _rounding(figure: Figure, shown: Rubrique | Colonne) -> str:
    decimals = 2 if shown.decimales is None else shown.decimales
    if isinstance(figure, Absence) or shown.unite in ("oui/non", "année"):
        return ""
    return "" if rounded(figure, decimals) == figure else " (arrondi)"


@dataclass(frozen=True, slots=True)
class _Numbers(Words):
    """Says resolved formulas: each cell is its figure, with that many decimals where it is worked out."""

    grilles: Grilles
    decimals: int
    yearly = False

    def kept_of(self, at: Reference) -> Figure:
        """The figure of a cell as it is told."""
        found = self.grilles.value(at)
        if isinstance(found, Absence) or self.grilles.case(at).formula is None:
            return found
        return rounded(found, self.decimals)

    def said(self, argument: Any, /) -> str:
        """A part of a formula; between parentheses where a comma, or a « sinon », would be taken for another's."""
        return self.kept(argument, COMPARED)

    def whole(self, formula: Resolved) -> str:
        """A formula by itself."""
        return self._text(formula)[0]

    def kept(self, argument: Any, tightness: int, /) -> str:
        """Words that hold at least as tightly as asked, between parentheses where they do not."""
        words, binds = self._text(argument)
        return words if binds >= tightness else f"({words})"

    def quoted(self, argument: Any, /) -> str:
        """The same: there are no names here."""
        return self.said(argument)

    def listed(self, arguments: Sequence[Any], /) -> str:
        """« 12,50 € ; 3 € et 4 € »: a comma would be that of decimals."""
        *most, last = [self.kept(one, ALONE) for one in arguments]
        return f"{' ; '.join(most)} et {last}" if most else last

    def alike(self, criteria: Sequence[Any], /) -> str:  # noqa: ARG002
        """Nothing: what a sum is restricted to has been settled."""
        return ""

    def _text(self, formula: Any) -> Text:
        if isinstance(formula, Number):
            return french.number(formula.value), ALONE
        if isinstance(formula, Reference):
            return self._figure(formula)
        assert isinstance(formula, Operation)  # noqa: S101 - a formula that has a figure, settled
        return function(formula.function).words(self, *formula.arguments)

    def _figure(self, at: Reference) -> Text:
        figure, shown = self.kept_of(at), shown_of(at, self.grilles)
        assert isinstance(figure, Decimal)  # noqa: S101 - the figure of a formula needs it
        if shown.unite in ("oui/non", "année"):
            return written(figure, shown, computed=False), ALONE
        places = max(0, -int(figure.normalize().as_tuple().exponent))
        binds = SUM if figure < 0 else ALONE
        if shown.unite in _MONEY:
            places = max(places, 2 if shown.decimales is None else shown.decimales)
            return f"{french.number(figure, places)}{french.NO_BREAK}{shown.unite}", binds
        return french.number(figure, places), binds  # a percentage without its sign: its formula says « / 100 »

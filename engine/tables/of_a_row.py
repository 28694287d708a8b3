"""Which formulas of a table look at one row alone, and say the same of every row that has the same facts."""

from __future__ import annotations

from engine.formulas.functions import function
from engine.formulas.tree import Call, Formula, Name
from engine.libraries.tableaux import Rubrique, Tableau


def is_of_one_row(tableau: Tableau, formula: Formula, above: tuple[str, ...] = ()) -> bool:
    """Whether a formula, and those of the rubriques that it names, look at nothing but the facts of their row.

    `above` are the rubriques that lead to it: one that needs itself is a mistake, which is told elsewhere.
    """
    if isinstance(formula, Call):
        own = function(formula.function).resolved  # it looks where it stands: at the row before, at the total
        return own is None and all(is_of_one_row(tableau, one, above) for one in formula.arguments)
    if not isinstance(formula, Name):
        return True
    lines = [one for one in tableau.rubriques if one.nom == formula.rubrique]
    return (
        not formula.table
        and formula.year is None
        and bool(lines)
        and formula.rubrique not in above
        and all(_is_of_one_row(tableau, one, (*above, formula.rubrique)) for one in lines)
    )


def _is_of_one_row(tableau: Tableau, line: Rubrique, above: tuple[str, ...]) -> bool:
    if line.faits or line.annees or "[]" in line.fait:
        return False
    return line.formula is None or is_of_one_row(tableau, line.formula, above)

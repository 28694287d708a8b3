"""The facts of its row that a formula is made of, where it looks at no other: two rows that say the same have one."""

from __future__ import annotations

from collections.abc import Iterable

from engine.formulas.functions import function
from engine.formulas.tree import Call, Formula, Name
from engine.libraries.tableaux import Rubrique, Tableau


def made_of(tableau: Tableau, formula: Formula, above: tuple[str, ...] = ()) -> frozenset[str] | None:
    """The rubriques of facts that a formula, and those of the rubriques that it names, look at, all in their row.

    None where they look at anything else. `above` are the rubriques that lead to it: one that needs itself is a
    mistake, which is told elsewhere.
    """
    if isinstance(formula, Call):
        own = function(formula.function).resolved  # it looks where it stands: at the row before, at the total
        return None if own else _together(made_of(tableau, one, above) for one in formula.arguments)
    if not isinstance(formula, Name):
        return frozenset()
    return None if formula.table or formula.year is not None else rubrique_made_of(tableau, formula.rubrique, above)


def rubrique_made_of(tableau: Tableau, nom: str, above: tuple[str, ...] = ()) -> frozenset[str] | None:
    """The same of the rubriques of a name, in a row: a contract has one of them at most."""
    lines = [one for one in tableau.rubriques if one.nom == nom]
    return None if not lines or nom in above else _together(_line_made_of(tableau, one, (*above, nom)) for one in lines)


def _line_made_of(tableau: Tableau, line: Rubrique, above: tuple[str, ...]) -> frozenset[str] | None:
    if line.faits or line.annees or "[]" in line.fait:
        return None
    return made_of(tableau, line.formula, above) if line.formula else frozenset({line.nom})


def _together(several: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: frozenset[str] = frozenset()
    for one in several:
        if one is None:
            return None
        found |= one
    return found

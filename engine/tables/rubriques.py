"""The rubriques of a table in one contract: those whose condition may hold, one for each year where they repeat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.formulas.tree import Call, Formula, Name
from engine.libraries.tableaux import Rubrique
from models.fiches.groupe import altered

Possible = Callable[[Mapping[str, list[str]]], bool]


def rubriques_of(lines: Iterable[Rubrique], possible: Possible, years: Sequence[int]) -> tuple[Rubrique, ...]:
    """Of those of one name, the first whose condition may hold; of one that repeats, a copy for each of the years."""
    seen: set[str] = set()
    found: list[Rubrique] = []
    for line in lines:
        if (line.si and not possible(line.si)) or line.nom in seen:
            continue
        if line.nom:
            seen.add(line.nom)
        found += _of_each_year(line, years) if line.annees else [line]
    return tuple(found)


def _of_each_year(line: Rubrique, years: Sequence[int]) -> Iterator[Rubrique]:
    for year in years:
        said = {"libelle": line.libelle.replace("{annee}", str(year)), "nom": f"{line.nom}_{year}"}
        copy = altered(line, {**said, "annees": False})
        copy._formula = copy._total_formula = line.formula and of_year(line.formula, year)
        yield copy


def of_year(formula: Formula, year: int) -> Formula:
    """A formula in which the rubriques of other tables are those of a year."""
    if isinstance(formula, Name):
        return replace(formula, year=year) if formula.table else formula
    if isinstance(formula, Call):
        return replace(formula, arguments=tuple(of_year(one, year) for one in formula.arguments))
    return formula

"""The formulas of the tables of a model that need themselves: told when the library is read, whatever the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.errors import Finding, Place
from engine.formulas.functions import function
from engine.formulas.tree import Call, Formula, Name
from engine.libraries.tableaux import Rubrique, Tableau
from models.records import dataclass

_HINT = "Faites-le reposer sur d'autres chiffres, ou sur ceux de l'année d'avant : precedent(…)."
_Condition = Mapping[str, frozenset[str]]
"""The values that each trait may have, for the rubriques that a computation goes through to be in one contract."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A rubrique of a table, or its total."""

    table: str
    rubrique: str
    total: bool = False


def circular_formulas(tables: Mapping[str, Tableau]) -> Iterator[Finding]:
    """The computations that need themselves, each once."""
    told: set[frozenset[_Cell]] = set()
    settled: set[_Cell] = set()
    for nom, table in tables.items():
        for start in dict.fromkeys(_Cell(nom, name, total) for name in table.noms() for total in (False, True)):
            circle = _circle(start, (), {}, tables, settled)
            settled.add(start)
            if circle and (members := frozenset(circle)) not in told:
                told.add(members)
                yield _finding(circle, tables)


def _circle(
    cell: _Cell, above: tuple[_Cell, ...], condition: _Condition, tables: Mapping[str, Tableau], settled: set[_Cell]
) -> tuple[_Cell, ...]:
    """The cells that come back to this one through their formulas; none where there are none."""
    if cell in above:
        return above[above.index(cell) :]
    if cell in settled:
        return ()
    for line in _lines(cell, tables):
        both = _both(condition, line.si)
        if both is not None:
            for needed in _needs(cell, line):
                if found := _circle(needed, (*above, cell), both, tables, settled):
                    return found
    return ()


def _lines(cell: _Cell, tables: Mapping[str, Tableau]) -> Iterator[Rubrique]:
    table = tables.get(cell.table)
    return (line for line in (*table.parametres, *table.rubriques) if line.nom == cell.rubrique) if table else iter(())


def _both(condition: _Condition, more: Mapping[str, list[str]]) -> _Condition | None:
    """Two conditions together; None where no contract has both."""
    both = dict(condition)
    for trait, values in more.items():
        both[trait] = both.get(trait, frozenset(values)) & frozenset(values)
    return both if all(both.values()) else None


def _needs(cell: _Cell, line: Rubrique) -> Iterator[_Cell]:
    """What a cell is computed from, in the same series or in all of them."""
    if not cell.total:
        yield from _named(line.formula, cell) if line.formula else ()
    elif line.total == "formule" and line.total_formula:
        yield from _named(line.total_formula, cell)
    elif line.total:
        yield _Cell(cell.table, cell.rubrique)


def _named(formula: Formula, cell: _Cell) -> Iterator[_Cell]:
    if isinstance(formula, Name):
        yield _Cell(formula.table or cell.table, formula.rubrique, cell.total)
    elif isinstance(formula, Call):
        called = function(formula.function)
        over = called.over(formula.arguments)
        inner = _Cell(cell.table, cell.rubrique) if over else cell
        for argument in () if called.before else formula.arguments[:1] if over else formula.arguments:
            yield from _named(argument, inner)


def _finding(circle: tuple[_Cell, ...], tables: Mapping[str, Tableau]) -> Finding:
    first, home = circle[0], circle[0].table
    names = [one.rubrique if one.table == home else f"{one.table}.{one.rubrique}" for one in (*circle, first)]
    message = f"le calcul de « {first.rubrique} » a besoin de lui-même : {' → '.join(names)}."
    return Finding("calcul-circulaire", message, hint=_HINT, place=_place(first, tables[home]))


def _place(cell: _Cell, table: Tableau) -> Place:
    for group in ("parametres", "rubriques"):
        for at, line in enumerate(getattr(table, group)):
            if line.nom == cell.rubrique and line.formula:
                return table.place(group, at, "formule")
    return table.place("rubriques")

"""The charts of a sheet, drawn by the spreadsheet from its own cells.

A spreadsheet draws a text as a zero, and « — » is one: lines are drawn from hidden cells instead. They are empty where
there never is a figure, and say « #N/A » where there is none yet, so that a gap is left there, as in the charts of the
document. (LibreOffice 7.4 still draws « #N/A » as zero; an empty cell is a gap everywhere.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from engine.annexes.intitules import Intitules
from engine.annexes.plans_de_feuilles import FIRST_SERIES, SheetPlan
from engine.assembly.graphiques import KINDS, figures_of, unit_of, values_of
from engine.formulas.cells import Absence, Reference
from engine.formulas.guards import Possible
from engine.libraries.tableaux import Graphique, Rubrique
from engine.tables.grilles import Grille
from engine.workbook import NOT_AVAILABLE, Range, SheetCell, SheetChart, cell_name
from models.records import dataclass

_ROWS = 18
"""The rows that a chart covers."""
_LONG_NAME = 22
_APART = 2
"""How many columns after the last one of the sheet the hidden cells begin."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with the hidden cells that it is drawn from."""

    chart: SheetChart
    data: tuple[SheetCell, ...] = ()


def sheet_charts(plan: SheetPlan, intitules: Intitules, possible: Possible) -> Iterator[Drawn]:
    """The charts of a table, under it, one below the other."""
    grille = plan.grille
    row = plan.first_message + len(grille.controles) + 1
    for asked in grille.tableau.graphiques:
        lines = figures_of(grille, asked)
        if lines and grille.count:
            yield _drawn(plan, intitules, possible, asked, lines, row)
            row += _ROWS


def _drawn(
    plan: SheetPlan, intitules: Intitules, possible: Possible, asked: Graphique, lines: Sequence[Rubrique], row: int
) -> Drawn:
    grille = plan.grille
    kind = KINDS[asked.genre]
    slots = {line.nom: at for at, line in enumerate(plan.lines, start=1)}
    ranges = [_range(plan, slots[line.nom]) for line in lines]
    data: list[SheetCell] = []
    if kind == "lines":
        column = plan.last_column + _APART
        for at, line in enumerate(lines):
            data += _data(plan, possible, line, (row + at, column))
            ranges[at] = Range(plan.repere.sheet, row + at, column, row + at, column + grille.count - 1)
    names = [intitules.short(grille, line) for line in lines]
    chart = SheetChart(
        title=intitules.words(asked.titre, grille.nom),
        kind=kind,
        categories=_range(plan, 0),
        series=tuple(zip(names, ranges, strict=True)),
        row=row,
        unit=unit_of(grille, lines),
        from_zero=kind != "lines" and all(value >= 0 for value in _figures(grille, lines)),
        long_names=any(len(serie.label or "") > _LONG_NAME for serie in grille.series),
    )
    return Drawn(chart, tuple(data))


def _data(plan: SheetPlan, possible: Possible, line: Rubrique, place: tuple[int, int]) -> Iterator[SheetCell]:
    """The figures of a line once more, side by side."""
    row, column = place
    slot = plan.lines.index(line) + 1
    for serie in range(plan.grille.count):
        at = Reference(plan.grille.nom, line.nom, serie)
        if not possible.never(at):
            cell, value = cell_name(*plan.at(slot, FIRST_SERIES + serie)), possible.value(at)
            formula = f"IF(ISNUMBER({cell}),{cell},NA())"
            shown = NOT_AVAILABLE if isinstance(value, Absence) else value
            yield SheetCell(row, column + serie, "data", shown, formula)


def _figures(grille: Grille, lines: Sequence[Rubrique]) -> Iterator[Decimal]:
    for line in lines:
        yield from (value for value in values_of(grille, line) if value is not None)


def _range(plan: SheetPlan, line: int) -> Range:
    """The cells of a line in every series but that of the totals."""
    last = FIRST_SERIES + plan.grille.count - 1
    return Range(plan.repere.sheet, *plan.at(line, FIRST_SERIES), *plan.at(line, last))

"""The sheet of one table: what it is, its parameters, its figures with their formulas, its checks, its charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from engine.annexes.feuilles_controles import control_cells
from engine.annexes.feuilles_graphiques import sheet_charts
from engine.annexes.intitules import Intitules, said_source
from engine.annexes.limites import limits_of
from engine.annexes.plans_de_feuilles import FIRST_SERIES, NAMES, PARAMETER_COLUMN, UNITS, SheetPlan
from engine.assembly.tableaux import Tables, shown_as
from engine.errors import Path
from engine.formulas.cells import Absence, Case, Figure, Reference
from engine.formulas.excel import Place, Translator
from engine.libraries.tableaux import Colonne, Rubrique
from engine.workbook import Limits, Range, Role, Sheet, SheetCell, range_name
from models.records import dataclass

_TO_FILL_IN = "Les cellules sur fond jaune sont à remplir ; les autres se calculent seules."
_NAME_WIDTH, _UNIT_WIDTH, _FIGURE_WIDTH, _TEXT_WIDTH, _WORDS_WIDTH, _ROW_WIDTH = 46.0, 9.0, 16.0, 30.0, 60.0, 26.0
_WIDE = 6
"""A table of more columns than this is printed on landscape pages."""
_MOST_FROZEN = 8
"""Rows that may stay on the screen; with more above the table, only its names do."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """Makes the sheets of one workbook; `facts` are the places of the inputs, each fact being typed in one alone."""

    tables: Tables
    intitules: Intitules
    plans: Mapping[str, SheetPlan]
    places: Mapping[Reference, Place]
    facts: Mapping[Path, Place]
    translators: Mapping[str, Translator]

    def sheet(self, plan: SheetPlan, manager: str) -> Sheet:
        """The sheet of a table."""
        cells = [*self._head(plan, manager), *self._parameters(plan), *self._names(plan), *self._figures(plan)]
        cells += control_cells(self.tables, plan, self.translators[plan.grille.nom], self.intitules)
        charts = tuple(sheet_charts(plan, self.intitules, self.translators[plan.grille.nom].possible))
        cells += [cell for drawn in charts for cell in drawn.data]
        turned, top = plan.turned, plan.top
        first = plan.at(1, FIRST_SERIES)
        columns = plan.corner[1]
        return Sheet(
            plan.repere.sheet,
            tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))),
            _widths(plan),
            table=plan.grille.nom,
            freeze=first if first[0] <= _MOST_FROZEN else (1, first[1]),
            repeated=(top, top + 1 if turned else top),
            landscape=columns > _WIDE or (not turned and columns > _WIDE - 2),
            charts=tuple(drawn.chart for drawn in charts),
        )

    def _head(self, plan: SheetPlan, manager: str) -> Iterator[SheetCell]:
        repere, across = plan.repere, plan.last_column
        title = self.intitules.title(repere)
        yield SheetCell(1, 1, "title", title, columns=across)
        yield SheetCell(2, 1, "subtitle", manager, columns=across - 1)
        yield SheetCell(2, across, "link", "Sommaire", link="Sommaire")
        yield SheetCell(
            3, 1, "words", said_source(plan.grille.tableau.source, plan.grille.tableau.doute), columns=across
        )
        yield SheetCell(4, 1, "words", _TO_FILL_IN, columns=across)

    def _parameters(self, plan: SheetPlan) -> Iterator[SheetCell]:
        lines = plan.grille.parametres
        if lines:
            yield SheetCell(plan.first_parameter - 1, 1, "heading", "Paramètres", columns=plan.last_column)
        for row, line in enumerate(lines, start=plan.first_parameter):
            yield SheetCell(row, 1, "label", self.intitules.label(plan.grille, line), rubrique=line.nom)
            yield SheetCell(row, 2, "unit", _unit(line))
            yield self._cell(plan, line, None, (row, PARAMETER_COLUMN))
            words, across = self.intitules.computation(plan.grille, line), plan.last_column - PARAMETER_COLUMN
            yield SheetCell(row, PARAMETER_COLUMN + 1, "formula", words, rubrique=line.nom, columns=across)

    def _names(self, plan: SheetPlan) -> Iterator[SheetCell]:
        """The names of the rubriques and of the series, and what heads their units and their computations."""
        grille = plan.grille
        corner = self.intitules.corner(grille)
        for slot, words in ((NAMES, corner), (UNITS, "Unité"), (plan.last_slot, "Calcul")):
            yield SheetCell(*plan.at(0, slot), "corner", words)
        for serie in range(len(grille.series)):
            yield self._serie(plan, serie)
        by_line: Role = "header" if plan.turned else "label"
        for at, line in enumerate(plan.lines, start=1):
            label = self.intitules.label(grille, line)
            if not line.nom:
                yield SheetCell(*plan.at(at, NAMES), "heading", label, columns=plan.corner[1])
                continue
            yield SheetCell(*plan.at(at, NAMES), by_line, label, rubrique=line.nom, strong=line.gras)
            yield SheetCell(*plan.at(at, UNITS), "unit", _unit(line), rubrique=line.nom)
            words = self.intitules.computation(grille, line)
            yield SheetCell(*plan.at(at, plan.last_slot), "formula", words, rubrique=line.nom)

    def _serie(self, plan: SheetPlan, at: int) -> SheetCell:
        """The name of a series; to fill in where it is not known, or in a blank, where the model's is an example."""
        grille = plan.grille
        serie = grille.series[at]
        place = plan.at(0, FIRST_SERIES + at)
        role: Role = "label" if plan.turned else "header"
        path = naming(plan, at)
        column = grille.tableau.series.colonnes.get(serie.column)
        label = f"{serie.label} ({column.unite})" if column and column.unite else serie.label
        cell = SheetCell(*place, role, label or None, path=path, serie=at, strong=at == grille.total)
        if not path or not (serie.key is None or self.tables.printed.blank):
            return cell
        first = self.facts[path]
        if first == Place(plan.repere.sheet, *place):
            words = label and not label.isdigit()  # « Prévisionnelles 2025 » may be typed as it is headed
            return replace(cell, limits=Limits(text=True) if words else limits_of(type(self.tables.contrat), path))
        return replace(cell, path=(), formula=_same(self._name(first, plan)), value=label or "")

    def _figures(self, plan: SheetPlan) -> Iterator[SheetCell]:
        for at, line in enumerate(plan.lines, start=1):
            for serie in range(len(plan.grille.series) if line.nom else 0):
                cell = self._cell(plan, line, serie, plan.at(at, FIRST_SERIES + serie))
                yield replace(cell, strong=line.gras or serie == plan.grille.total)

    def _cell(self, plan: SheetPlan, line: Rubrique, serie: int | None, at: tuple[int, int]) -> SheetCell:
        grille = plan.grille
        case = grille.case(line.nom, serie)
        shown = shown_as(line, None if serie is None else grille.series[serie], grille)
        cell = SheetCell(
            *at,
            "computed",
            self._held(plan, line, serie, case),
            unit=shown.unite,
            decimals=shown.decimales,
            rubrique=line.nom,
            serie=serie,
        )
        if case.formula is not None:
            found = self.translators[grille.nom].figure(case.formula)
            if isinstance(found, Absence):
                return replace(cell, value=found.value or None)
            return replace(cell, formula=found)
        if not case.path:
            return cell
        first = self.facts[case.path]
        if first == Place(plan.repere.sheet, *at):
            return replace(cell, role="input", path=case.path, limits=self._limits(case.path, shown))
        return replace(cell, formula=_same(self._name(first, plan)), value="" if cell.value is None else cell.value)

    def _held(self, plan: SheetPlan, line: Rubrique, serie: int | None, case: Case) -> Decimal | str | None:
        """What a cell holds: a typed answer is « oui » or « non »; one to fill in is empty."""
        at = Reference(plan.grille.nom, line.nom, serie)
        value: Figure | str = self.translators[plan.grille.nom].possible.figure(at)
        if isinstance(value, Absence):
            return value.value if case.formula is not None else None
        if line.unite == "oui/non" and case.formula is None and isinstance(value, Decimal):
            return "oui" if value else "non"
        return value

    def _limits(self, path: Path, shown: Rubrique | Colonne) -> Limits:
        limits = limits_of(type(self.tables.contrat), path)
        return Limits(text=True, choices=limits.choices) if shown.unite == "texte" else limits

    def _name(self, place: Place, plan: SheetPlan) -> str:
        return range_name(Range(place.sheet, place.row, place.column, place.row, place.column), plan.repere.sheet)


def naming(plan: SheetPlan, at: int) -> Path:
    """The path of the fact that names a series, empty where none does."""
    serie, repeated = plan.grille.series[at], plan.grille.tableau.series
    return serie.named_by or ((*serie.path, repeated.cle) if repeated.pour and serie.path else ())


def _same(cell: str) -> str:
    """A formula that shows another cell, and nothing where that one is empty."""
    return f'IF({cell}="","",{cell})'


def _unit(line: Rubrique) -> str:
    return "" if line.unite == "texte" else line.unite


def _widths(plan: SheetPlan) -> tuple[float, ...]:
    def width(line: Rubrique) -> float:
        typed = [plan.grille.case(line.nom, at).value for at in range(plan.grille.count)] if line.nom else []
        long = not typed or any(not isinstance(one, str) or len(one) > _FIGURE_WIDTH for one in typed)
        return _TEXT_WIDTH if line.unite == "texte" and long else _FIGURE_WIDTH

    if plan.turned:
        widths = [_ROW_WIDTH, *map(width, plan.lines), *[_FIGURE_WIDTH] * len(plan.grille.controles)]
    else:
        widest = max(map(width, plan.lines))
        widths = [_NAME_WIDTH, _UNIT_WIDTH, *[widest] * len(plan.grille.series), _WORDS_WIDTH]
    return tuple(widths + [_FIGURE_WIDTH] * (plan.last_column - len(widths)))

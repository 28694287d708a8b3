"""The computed tables of one contract: their series, and the figure, the fact or the formula of every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from engine.computing.calendrier import annees_couvertes
from engine.computing.figures import Absence, Figure, Operation, Reference, Resolved, Span, evaluate
from engine.computing.resolution import resolve
from engine.errors import Path
from engine.reading.formules import Formula, Number
from engine.reading.tableaux import Controle, Repetition, Rubrique, Tableau
from models.contrat import Contrat

TOTAL = "total"
"""The key of the series of totals."""

_YEARS_OF_A_FORM = ("année N", "année N+1", "année N+2", "année N+3", "année N+4")
"""The years of a contract whose dates are unknown."""


@dataclass(frozen=True, slots=True)
class Serie:
    """What the rubriques repeat over: a year, a row of a list, a named column.

    `key` tells it from the others (None while the fact that names it is missing); `path` is where its facts are, and
    `suffix` what follows the path of a fact; `label` is None where the fact `named_by` is to be printed.
    """

    key: str | None
    label: str | None
    path: Path = ()
    suffix: Path = ()
    year: int | None = None
    named_by: Path = ()
    column: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A cell: its figure or its text, and the fact that gives it or the formula that it follows."""

    value: Figure | str
    path: Path = ()
    formula: Resolved | None = None


@dataclass(frozen=True)
class Grille:
    """A table with the series of one contract; `cases` works each cell out when it is first looked at."""

    nom: str
    tableau: Tableau
    series: tuple[Serie, ...]
    rubriques: tuple[Rubrique, ...]
    _grilles: Grilles = field(repr=False)
    _cases: dict[tuple[str, int | None], Case] = field(default_factory=dict, repr=False)

    def case(self, rubrique: str, serie: int | None) -> Case:
        """The cell of a rubrique in a series, by its position; None for a parameter."""
        return self._grilles.case(Reference(self.nom, rubrique, serie))

    def named(self, nom: str) -> Rubrique | None:
        """The parameter or the rubrique of this name, where the contract has it."""
        return next((line for line in (*self.tableau.parametres, *self.rubriques) if line.nom == nom), None)

    def is_parameter(self, nom: str) -> bool:
        """Whether a name is that of a figure that does not repeat."""
        return any(line.nom == nom for line in self.tableau.parametres)

    @property
    def total(self) -> int | None:
        """The position of the series of totals."""
        return len(self.series) - 1 if self.series and self.series[-1].key == TOTAL else None

    @property
    def count(self) -> int:
        """How many series there are, that of the totals left out."""
        return len(self.series) - (1 if self.total is not None else 0)

    def held(self, controle: Controle) -> range:
        """The positions of the series that a control is about."""
        return range(self.count if controle.sauf_total else len(self.series))

    def position(self, key: str | None) -> int | None:
        """The position of the series of this key."""
        return next((at for at, serie in enumerate(self.series) if key is not None and serie.key == key), None)

    def previous(self, position: int) -> int | None:
        """The series of the year before; for series that are not years, the one before."""
        year = self.series[position].year
        if year is None:
            return position - 1 if position else None
        return next((at for at, serie in enumerate(self.series) if serie.year == year - 1), None)

    @property
    def given(self) -> bool:
        """Whether the description gives any of its facts."""
        cells = (self.case(line.nom, at) for line in self.rubriques if line.nom for at in range(self.count))
        return any(cell.path and cell.value is not Absence.A_RENSEIGNER for cell in cells)


class Grilles(Mapping[str, Grille]):
    """Every table of a contract, by name; a formula may name the rubriques of another table.

    `possible` says whether a condition (`si`) may hold for this contract; `blank` makes the tables of a form.
    """

    def __init__(
        self,
        tableaux: Mapping[str, Tableau],
        contrat: Contrat,
        possible: Callable[[Mapping[str, list[str]]], bool],
        *,
        blank: bool = False,
    ) -> None:
        self.tableaux, self._contrat, self._blank = tableaux, contrat, blank
        self._under_way: set[Reference] = set()
        self._grilles = {
            nom: Grille(
                nom,
                tableau,
                tuple(series(tableau.series, contrat, blank=blank)),
                tuple(line for line in tableau.rubriques if possible(line.si)),
                self,
            )
            for nom, tableau in tableaux.items()
            if possible(tableau.si)
        }

    def __getitem__(self, nom: str) -> Grille:
        return self._grilles[nom]

    def __iter__(self) -> Iterator[str]:
        return iter(self._grilles)

    def __len__(self) -> int:
        return len(self._grilles)

    def case(self, at: Reference) -> Case:
        """A cell.

        Raises:
            LookupError: where the library names a rubrique that the table has not, or a formula that needs itself.
        """
        grille = self._grilles[at.table]
        known = grille._cases.get((at.rubrique, at.serie))
        if known is None:
            if at in self._under_way:
                raise LookupError(f"tableau « {at.table} » : le calcul de « {at.rubrique} » a besoin de lui-même")
            self._under_way.add(at)
            try:
                known = self._case(grille, at)
            finally:
                self._under_way.discard(at)
            grille._cases[at.rubrique, at.serie] = known
        return known

    def value(self, at: Reference) -> Figure:
        """The figure of a cell; a text is none."""
        found = self.case(at).value
        return Absence.SANS_BASE if isinstance(found, str) else found

    def holds(self, grille: Grille, controle: Controle, serie: int) -> Figure:
        """Whether a control holds in a series: 1 or 0, or why it cannot be said."""
        return evaluate(self.resolved(controle.formula, grille, serie), self.value)

    def resolved(self, formula: Formula, grille: Grille, serie: int | None) -> Resolved:
        """A formula with its names replaced by the cells that they mean in a series."""
        return resolve(formula, grille, serie, self)

    def _case(self, grille: Grille, at: Reference) -> Case:
        line = grille.named(at.rubrique)
        if line is None:
            raise LookupError(f"tableau « {grille.nom} » : la rubrique « {at.rubrique} » n'existe pas")
        formula = self._formula(line, grille, at.serie)
        if formula is not None:
            return Case(Absence.A_RENSEIGNER if self._blank else evaluate(formula, self.value), formula=formula)
        if line.valeur is not None:
            return Case(line.valeur)
        if at.serie is not None and at.serie == grille.total:
            return Case(Absence.A_RENSEIGNER)
        path = _fact_path(line, grille, at.serie)
        if not path:
            return Case(Absence.A_RENSEIGNER)
        given = Absence.A_RENSEIGNER if self._blank else _given(self._contrat, path)
        return Case(str(given) if line.unite == "texte" and isinstance(given, Decimal) else given, path)

    def _formula(self, line: Rubrique, grille: Grille, serie: int | None) -> Resolved | None:
        if serie is None or serie != grille.total:
            return self.resolved(line.formula, grille, serie) if line.formula else None
        if line.total == "formule" and line.total_formula:
            return self.resolved(line.total_formula, grille, serie)
        return _over_the_series(line, grille) if line.total else None


def _over_the_series(line: Rubrique, grille: Grille) -> Resolved:
    """The sum or the mean of a rubrique over the series; a sum of the cells given leaves out the others."""
    cells = Span(grille.nom, line.nom, 0, grille.count - 1)
    if line.total == "somme_des_donnes":
        return Operation("somme", tuple(Operation("sinon", (cell, Number(Decimal(0)))) for cell in cells.references()))
    return Operation(line.total, (cells,))


def _fact_path(line: Rubrique, grille: Grille, serie: int | None) -> Path:
    """The path of a fact; empty where the column has none."""
    if line.faits and serie is not None:
        named = line.faits.get(grille.series[serie].column, "")
        return tuple(named.split(".")) if named else ()
    steps: Path = tuple((line.fait or line.nom).split("."))
    if serie is None:
        return steps
    return (*grille.series[serie].path, *steps, *grille.series[serie].suffix)


def _given(contrat: Contrat, path: Path) -> Figure | str:
    """The fact at a path: its figure, its text, or that it is to be filled in."""
    value: Any = contrat
    for step in path:
        if isinstance(step, int):
            value = value[step] if step < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = getattr(value, step)
        if value is None:
            return Absence.A_RENSEIGNER
    return value if isinstance(value, str) else Decimal(value)


def _kept(row: Any, condition: Mapping[str, list[str]]) -> bool:
    """Whether the answers of a row may be those of a condition: one that is not given yet may be any."""
    written = {True: "oui", False: "non"}
    answers = ((getattr(row, name), wanted) for name, wanted in condition.items())
    return all(given is None or written.get(given, given) in wanted for given, wanted in answers)


def series(repeated: Repetition, contrat: Contrat, *, blank: bool = False) -> Iterator[Serie]:
    """The series of a table for one contract, that of the totals last."""
    if repeated.colonnes:
        for key, column in repeated.colonnes.items():
            yield Serie(key, column.libelle, suffix=(key,), column=key)
    elif blank and (repeated.pour or repeated.annees):
        labels = repeated.vierge or [""]
        yield from (Serie(label or None, label, (repeated.pour, at)) for at, label in enumerate(labels))
    elif repeated.pour:
        yield from _of_list(repeated, contrat)
    elif repeated.annees:
        years = _years(contrat)
        yield from (Serie(str(year), repeated.libelle.format(cle=year), year=year) for year in years)
        yield from (Serie(None, label) for label in _YEARS_OF_A_FORM if not years)
    else:
        yield Serie("", repeated.unique)
    if repeated.total:
        yield Serie(TOTAL, repeated.total)


def _years(contrat: Contrat) -> tuple[int, ...]:
    if contrat.effet is None or contrat.duree is None:
        return ()
    return tuple(annees_couvertes(contrat.effet, contrat.duree))


def _of_list(repeated: Repetition, contrat: Contrat) -> Iterator[Serie]:
    """The rows of a list; with `annees`, those of the contract's years that it lacks too, all in order of years."""
    path: Path = tuple(repeated.pour.split("."))
    rows: Any = contrat
    for step in path:
        rows = getattr(rows, str(step))
    found = [(getattr(row, repeated.cle), at) for at, row in enumerate(rows) if _kept(row, repeated.si)]
    covered = _years(contrat)
    if repeated.annees:
        given = {key for key, _ in found}
        found += [(year, len(rows) + more) for more, year in enumerate(y for y in covered if y not in given)]
        found.sort(key=lambda one: (one[0] is None, one[0] or 0, one[1]))
    for key, at in found or [(None, len(rows))]:
        here = (*path, at)
        is_before = bool(repeated.avant and covered and isinstance(key, int) and key < covered[0])
        words = repeated.avant if is_before else repeated.libelle
        label = None if key is None else words.format(cle=key)
        year = key if isinstance(key, int) else None
        yield Serie(None if key is None else str(key), label, here, year=year, named_by=(*here, repeated.cle))

"""The computed tables of one contract: the figure, the fact or the formula of every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from threading import local

from engine.errors import LibraryError, Path
from engine.formulas.cells import Absence, Case, Figure, Operation, Reference, Resolved, Span
from engine.formulas.evaluation import evaluate
from engine.formulas.tree import ZERO, Formula, Name
from engine.library.tableaux import Controle, Rubrique, Tableau
from engine.tables.resolution import resolve
from engine.tables.rubriques import rubriques_of
from engine.tables.series import TOTAL, Serie, annees_du_contrat, placed, series
from models import chemins
from models.contrat import Contrat

__all__ = ["TOTAL", "Grille", "Grilles", "Serie"]


@dataclass(frozen=True)
class Grille:
    """A table with the series of one contract; `cases` works each cell out when it is first looked at."""

    nom: str
    tableau: Tableau
    series: tuple[Serie, ...]
    rubriques: tuple[Rubrique, ...]
    parametres: tuple[Rubrique, ...]
    _grilles: Grilles = field(repr=False)
    _cases: dict[tuple[str, int | None], Case] = field(default_factory=dict, repr=False)

    def case(self, rubrique: str, serie: int | None) -> Case:
        """The cell of a rubrique in a series, by its position; None for a parameter."""
        return self._grilles.case(Reference(self.nom, rubrique, serie))

    def named(self, nom: str) -> Rubrique | None:
        """The parameter or the rubrique of this name, where the contract has it."""
        return self._by_name.get(nom)

    @cached_property
    def _by_name(self) -> Mapping[str, Rubrique]:
        return {line.nom: line for line in reversed((*self.parametres, *self.rubriques))}  # the first of a name

    def is_parameter(self, nom: str) -> bool:
        """Whether a name is that of a figure that does not repeat."""
        return nom in self._parameters

    @cached_property
    def _parameters(self) -> frozenset[str]:
        return frozenset(line.nom for line in self.tableau.parametres)

    @property
    def total(self) -> int | None:
        """The position of the series of totals."""
        return len(self.series) - 1 if self.series and self.series[-1].key == TOTAL else None

    @property
    def count(self) -> int:
        """How many series there are, that of the totals left out."""
        return len(self.series) - (1 if self.total is not None else 0)

    @property
    def controles(self) -> tuple[Controle, ...]:
        """The controls that this contract can have: not those of rubriques that it has not (`si`)."""
        return tuple(one for one in self.tableau.controles if all(map(self._has, one.needed())))

    def _has(self, name: Name) -> bool:
        """Whether the contract has a rubrique; one that the library has not is a mistake that the control will tell."""
        if name.table and name.table not in self._grilles:
            return name.table not in self._grilles.tableaux
        grille = self._grilles[name.table] if name.table else self
        return grille.named(name.rubrique) is not None or name.rubrique not in grille.tableau.noms()

    def held(self, controle: Controle) -> list[int]:
        """The positions of the series that a control is about."""
        first = self.count if controle.total_seul else 0
        positions = range(first, self.count if controle.sauf_total else len(self.series))
        return [at for at in positions if not controle.colonnes or self.series[at].column in controle.colonnes]

    def position(self, key: str | None) -> int | None:
        """The position of the series of this key."""
        return next((at for at, serie in enumerate(self.series) if key is not None and serie.key == key), None)

    def previous(self, position: int) -> int | None:
        """The series of the year before; for series that are not years, the one before."""
        here = self.series[position]
        if here.year is None:
            return position - 1 if position else None
        before = (here.group, here.year - 1)
        return next((at for at, serie in enumerate(self.series) if (serie.group, serie.year) == before), None)

    def without_year(self, position: int) -> bool:
        """Whether a series is a row whose year is still to be given: it may be any of them."""
        serie = self.series[position]
        return self.tableau.series.cle == "annee" and serie.label is None and serie.year is None

    def begins(self, position: int) -> bool:
        """Whether a series is the first, or the first of its group."""
        return all(serie.group != self.series[position].group for serie in self.series[:position])

    @property
    def given(self) -> bool:
        """Whether the description gives any of its facts."""
        cells = (self.case(line.nom, at) for line in self.rubriques if line.nom for at in range(self.count))
        return any(cell.path and cell.value is not Absence.A_RENSEIGNER for cell in cells)

    @property
    def is_shown(self) -> bool:
        """Whether the document of the annexes holds it: an optional table without a figure is a form to fill in."""
        return not self.tableau.facultatif or self.given


class _UnderWay(local):
    """The cells that a thread is working out: one that comes back to such a cell needs itself."""

    def __init__(self) -> None:
        self.cells: set[Reference] = set()


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
        self._under_way = _UnderWay()
        self._grilles = {
            nom: Grille(
                nom,
                tableau,
                tuple(series(tableau.series, contrat, blank=blank)),
                rubriques_of(tableau.rubriques, possible, annees_du_contrat(contrat)),
                rubriques_of(tableau.parametres, possible, ()),
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
            if at in self._under_way.cells:
                message = f"tableau « {at.table} » : le calcul de « {at.rubrique} » a besoin de lui-même"
                raise LibraryError(message, place=grille.tableau.place_of(at.rubrique))
            self._under_way.cells.add(at)
            try:
                known = self._case(grille, at)
            finally:
                self._under_way.cells.discard(at)
            grille._cases[at.rubrique, at.serie] = known
        return known

    def value(self, at: Reference) -> Figure:
        """The figure of a cell; a text is none."""
        found = self.case(at).value
        return Absence.SANS_BASE if isinstance(found, str) else found

    def unite(self, at: Reference) -> str:
        """The unit of the rubrique of a cell; none where the contract has it not."""
        line = self._grilles[at.table].named(at.rubrique)
        return line.unite if line else ""

    def holds(self, grille: Grille, controle: Controle, serie: int) -> Figure:
        """Whether a control holds in a series: 1 or 0, or why it cannot be said."""
        return evaluate(self.resolved(controle.formula, grille, serie), self.value)

    def resolved(self, formula: Formula, grille: Grille, serie: int | None) -> Resolved:
        """A formula with its names replaced by the cells that they mean in a series."""
        return resolve(formula, grille, serie, self)

    def _case(self, grille: Grille, at: Reference) -> Case:
        line = grille.named(at.rubrique)
        if line is None:
            message = f"tableau « {grille.nom} » : la rubrique « {at.rubrique} » n'existe pas"
            raise LibraryError(message, place=grille.tableau.place("rubriques"))
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
        return Operation("somme", tuple(Operation("sinon", (cell, ZERO)) for cell in cells.references()))
    return Operation(line.total, (cells,))


def _fact_path(line: Rubrique, grille: Grille, serie: int | None) -> Path:
    """The path of a fact; empty where the column has none."""
    if line.faits and serie is not None:
        named = line.faits.get(grille.series[serie].column, "")
        return chemins.lire(named)
    if serie is None:
        return placed(line.fait or line.nom, ())
    return (*placed(line.fait or line.nom, grille.series[serie].path), *grille.series[serie].suffix)


def _given(contrat: Contrat, path: Path) -> Figure | str:
    """The fact at a path: its figure, its text, or that it is to be filled in."""
    value = chemins.at(contrat, path)
    if value is None:
        return Absence.A_RENSEIGNER
    return value if isinstance(value, str) else Decimal(value)

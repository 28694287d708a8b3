"""The computed tables of one contract: the figure, the fact or the formula of every cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from threading import local
from typing import Any
from weakref import ref

from engine.errors import LibraryError, Path
from engine.formulas.cells import Absence, Case, Figure, Operation, Reference, Resolved, Span
from engine.formulas.evaluation import evaluate
from engine.formulas.tree import ZERO, Formula
from engine.libraries.tableaux import Controle, Rubrique, Tableau
from engine.tables.followers import Followers
from engine.tables.grille import Grille, Tables
from engine.tables.known_cells import KnownCells
from engine.tables.resolution import resolve
from engine.tables.rubriques import rubriques_of
from engine.tables.series import TOTAL, Serie, annees_du_contrat, series
from models import chemins
from models.contrat import Contrat

__all__ = ["TOTAL", "Grille", "Grilles", "Serie"]


class _UnderWay(local):
    """The cells that a thread is working out: one that comes back to such a cell needs itself."""

    def __init__(self) -> None:
        self.cells: set[Reference] = set()


class Grilles(Tables):
    """Every table of a contract, by name; a formula may name the rubriques of another table.

    `possible` says whether a condition (`si`) may hold for this contract; `blank` makes the tables of a form; `alone`
    names a part of the tables, whose formulas name no other.
    """

    def __init__(
        self,
        tableaux: Mapping[str, Tableau],
        contrat: Contrat,
        possible: Callable[[Mapping[str, list[str]]], bool],
        *,
        blank: bool = False,
        alone: Collection[str] | None = None,
    ) -> None:
        self.tableaux, self._contrat, self._blank = tableaux, contrat, blank
        self._under_way = _UnderWay()
        self._followers = Followers()
        self._parts: tuple[Grilles, ...] = ()
        self._grilles = {
            nom: Grille(
                nom,
                tableau,
                tuple(series(tableau.series, contrat, blank=blank)),
                rubriques_of(tableau.rubriques, possible, annees_du_contrat(contrat)),
                rubriques_of(tableau.parametres, possible, ()),
                ref(self),
            )
            for nom, tableau in tableaux.items()
            if (alone is None or nom in alone) and possible(tableau.si)
        }

    @classmethod
    def joined(cls, tableaux: Mapping[str, Tableau], contrat: Contrat, parts: Iterable[Grilles]) -> Grilles:
        """The tables of a contract, from parts whose contracts say the same of all that these look at."""
        whole = cls(tableaux, contrat, lambda _: True, alone=())
        whole._parts = tuple(parts)
        every = {nom: grille for part in whole._parts for nom, grille in part.items()}
        whole._grilles = {nom: every[nom] for nom in tableaux if nom in every}
        return whole

    def part_like(self, other: Grilles) -> Grilles | None:
        """The part of them that has the same tables as another, and no more; None where none has."""
        return next((one for one in self._parts if one._grilles.keys() == other._grilles.keys()), None)

    def keep_from(self, other: Grilles) -> None:
        """Have the cells and the controls of another contract whose tables are made alike, but for those that changed.

        A cell changed where it is a fact that this contract says otherwise, or is worked out of one. Which controls
        there are follows from the lines alone.
        """
        if self.keys() != other.keys() or not all(one.has_the_lines_of(other[nom]) for nom, one in self.items()):
            return
        for nom, grille in self.items():
            grille.known.controles = other[nom].known.controles
        alone = len(self) == 1
        if not all(one.has_the_series_of(other[nom], alone=alone) for nom, one in self.items()):
            return
        known = {nom: grille.known.copy() for nom, grille in other.items()}
        cells: dict[Reference, Case] = {}
        for one in known.values():
            cells.update(one.cases)
        other._learn(cells, known)
        changed = [*self._changed(cells, other._contrat)]
        touched = other._followers.touched(changed, cells.keys())
        if any(isinstance(at, Reference) and at.rubrique in known[at.table].deciding for at in touched):
            return
        self._followers = other._followers
        for nom, grille in self.items():
            grille.known.keep(known[nom], touched)

    def _learn(self, cells: Mapping[Reference, Case], known: Mapping[str, KnownCells]) -> None:
        """Learn what these cells, and the controls of their tables, follow."""
        followers = self._followers
        for at in cells.keys() - followers.known:
            followers.learn(at, cells[at].formula)
        for nom, one in known.items():
            for controle, serie in one.held.keys() - followers.known:
                formula = next(one.formula for one in self[nom].controles if id(one) == controle)
                followers.learn((controle, serie), self.resolved(formula, self[nom], serie))

    def _changed(self, cells: Mapping[Reference, Case], before: Contrat) -> Iterator[Reference]:
        """The cells that are facts which this contract says otherwise; the very same group says the same."""
        above: dict[Path, tuple[Any, Any]] = {}
        for at, case in cells.items():
            if not case.path:
                continue
            if case.path[:-1] not in above:
                above[case.path[:-1]] = chemins.at(self._contrat, case.path[:-1]), chemins.at(before, case.path[:-1])
            now, then = above[case.path[:-1]]
            if now is not then and repr(chemins.at(now, case.path[-1:])) != repr(chemins.at(then, case.path[-1:])):
                yield at

    def __getitem__(self, nom: str) -> Grille:
        return self._grilles[nom]

    def __iter__(self) -> Iterator[str]:
        return iter(self._grilles)

    def __len__(self) -> int:
        return len(self._grilles)

    @cached_property
    def shown(self) -> frozenset[Path]:
        """The places of what the document of the annexes shows."""
        return frozenset().union(*(one.shown for one in self.values() if one.is_shown))

    def case(self, at: Reference) -> Case:
        """A cell, worked out when it is first looked at."""
        grille = self._grilles[at.table]
        known = grille.known.cases.get(at)
        if known is None:
            if at in self._under_way.cells:
                message = f"tableau « {at.table} » : le calcul de « {at.rubrique} » a besoin de lui-même"
                raise LibraryError(message, place=grille.tableau.place_of(at.rubrique))
            self._under_way.cells.add(at)
            try:
                known = self._case(grille, at)
            finally:
                self._under_way.cells.discard(at)
            grille.known.cases[at] = known
        return known

    def gives(self, path: Path) -> bool:
        """Whether the description gives the fact at a path; none is given in a form, nor at no path."""
        return bool(path) and not self._blank and chemins.at(self._contrat, path) is not None

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
        at = id(controle), serie
        if at not in grille.known.held:
            grille.known.held[at] = evaluate(self.resolved(controle.formula, grille, serie), self.value)
        return grille.known.held[at]

    def keep(self, grille: Grille, controle: Controle, serie: int, held: Figure) -> None:
        """Say whether a control holds in a series, where another contract has told it."""
        grille.known.held[id(controle), serie] = held

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
        path = grille.place_of(line, at.serie)
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


def _given(contrat: Contrat, path: Path) -> Figure | str:
    """The fact at a path: its figure, its text, or that it is to be filled in."""
    value = chemins.at(contrat, path)
    if value is None:
        return Absence.A_RENSEIGNER
    return value if isinstance(value, str) else Decimal(value)

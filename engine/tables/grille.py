"""One computed table of a contract: its series, its rubriques, and where each stands among the others."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Mapping
from dataclasses import field
from functools import cached_property
from weakref import ReferenceType

from engine.errors import Path
from engine.formulas.cells import Case, Reference
from engine.formulas.tree import Name
from engine.libraries.tableaux import Controle, Rubrique, Tableau
from engine.tables.known_cells import KnownCells
from engine.tables.made_of import rubrique_made_of
from engine.tables.series import TOTAL, Serie, placed
from models import chemins
from models.fiches.groupe import worked_out
from models.records import dataclass

_OVER_THE_SERIES = ("somme", "somme_des_donnes", "moyenne")
"""The totals that are worked out of the figures of a rubrique in each series, and of nothing else."""


class Tables(Mapping[str, "Grille"]):
    """The tables of a contract, by name; `tableaux` are those of the library, of which it may have a part."""

    tableaux: Mapping[str, Tableau]

    @abstractmethod
    def case(self, at: Reference) -> Case:
        """A cell.

        Raises:
            LookupError: where the library names a rubrique that the table has not, or a formula that needs itself.
        """

    @abstractmethod
    def gives(self, path: Path) -> bool:
        """Whether the description gives the fact at a path; none is given in a form, nor at no path."""


@dataclass(frozen=True)
class Grille:
    """A table with the series of one contract, each cell of which is worked out when it is first looked at.

    `known` keeps what is worked out of it, for whoever asks. It is asked while the tables that it is one of are there:
    they hold it, and only a collector would free both.
    """

    nom: str
    tableau: Tableau
    series: tuple[Serie, ...]
    rubriques: tuple[Rubrique, ...]
    parametres: tuple[Rubrique, ...]
    _one_of: ReferenceType[Tables] = field(repr=False)
    known: KnownCells = field(default_factory=KnownCells, repr=False)

    @property
    def mark(self) -> object:
        """What tells it from any other, but for the same table of contracts that say the same of what it looks at."""
        return self.known.mark

    @property
    def _tables(self) -> Tables:
        tables = self._one_of()
        if tables is None:
            raise ReferenceError(self.nom)
        return tables

    def has_the_lines_of(self, other: Grille) -> bool:
        """Whether it has the same rubriques and parameters as in another contract."""
        return self.tableau is other.tableau and (self.rubriques, self.parametres) == (
            other.rubriques, other.parametres,
        )  # fmt: skip

    def has_the_series_of(self, other: Grille, *, alone: bool) -> bool:
        """Whether each cell of the same lines has the same formula as in another contract, or the same place.

        Where it is `alone`, no formula looks for the series of a name.
        """
        return [_made(one, alone=alone) for one in self.series] == [_made(one, alone=alone) for one in other.series]

    def case(self, rubrique: str, serie: int | None) -> Case:
        """The cell of a rubrique in a series, by its position; None for a parameter."""
        return self._tables.case(Reference(self.nom, rubrique, serie))

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

    @cached_property
    def total(self) -> int | None:
        """The position of the series of totals."""
        return len(self.series) - 1 if self.series and self.series[-1].key == TOTAL else None

    @cached_property
    def count(self) -> int:
        """How many series there are, that of the totals left out."""
        return len(self.series) - (1 if self.total is not None else 0)

    @property
    def controles(self) -> tuple[Controle, ...]:
        """The controls that this contract can have: not those of rubriques that it has not (`si`)."""
        if self.known.controles is None:
            self.known.controles = tuple(one for one in self.tableau.controles if all(map(self._has, one.needed())))
        return self.known.controles

    def _has(self, name: Name) -> bool:
        """Whether the contract has a rubrique; one that the library has not is a mistake that the control will tell."""
        if name.table and name.table not in self._tables:
            return name.table not in self._tables.tableaux
        grille = self._tables[name.table] if name.table else self
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
    def shown(self) -> frozenset[Path]:
        """The places of what it shows: the names and the groups of its series, its cells of facts."""
        if self.known.shown is None:
            self.known.shown = self._shown()
        return self.known.shown

    def _shown(self) -> frozenset[Path]:
        found: set[Path] = set()
        for at, serie in enumerate(self.series[: self.count]):
            found |= {serie.named_by, (*serie.path, self.tableau.series.groupe)}
            found.update(self._fact(line.nom, at) for line in self.rubriques if line.nom and not line.formule)
        return frozenset(found.union(self._fact(line.nom, None) for line in self.parametres))

    def _fact(self, nom: str, serie: int | None) -> Path:
        """The place of the fact that a cell is, which is not worked out for that; empty where it is none."""
        line = self.named(nom)
        return () if line is None or line.formula or line.valeur is not None else self.place_of(line, serie)

    def place_of(self, line: Rubrique, serie: int | None) -> Path:
        """The place of the fact of a rubrique, in a series or as a parameter; empty where its column has none."""
        if line.faits and serie is not None:
            named = line.faits.get(self.series[serie].column, "")
            return chemins.lire(named)
        if serie is None:
            return placed(line.fait or line.nom, ())
        return (*placed(line.fait or line.nom, self.series[serie].path), *self.series[serie].suffix)

    def made_of(self, nom: str, serie: int) -> tuple[Path, ...] | None:
        """The facts of the rows of which a rubrique is made in a series, or its total over them; None where it is more.

        Another contract whose series are the same ones has the same figure where it says the same facts.
        """
        line, rubriques = self.named(nom), self._made_of(nom)
        if line is None or rubriques is None or (serie == self.total and line.total not in _OVER_THE_SERIES):
            return None
        positions = range(self.count) if serie == self.total else (serie,)
        return tuple(filter(None, (self._fact(one, at) for one in rubriques for at in positions)))

    def _made_of(self, nom: str) -> frozenset[str] | None:
        if self.is_parameter(nom):
            return None
        return worked_out(self.tableau, (rubrique_made_of, nom), lambda: rubrique_made_of(self.tableau, nom))

    @cached_property
    def given(self) -> bool:
        """Whether the description gives any of its facts."""
        facts = [line for line in self.rubriques if line.nom and not line.formula]  # what is computed is no fact
        return any(self._tables.gives(self._fact(line.nom, at)) for line in facts for at in range(self.count))

    @property
    def is_shown(self) -> bool:
        """Whether the document of the annexes holds it: an optional table without a figure is a form to fill in."""
        return not self.tableau.facultatif or self.given


def _made(serie: Serie, *, alone: bool) -> tuple[Hashable, ...]:
    """What the cells of a series depend on."""
    named = serie.label is None, None if alone else serie.key
    return serie.path, serie.suffix, serie.year, serie.column, serie.group, *named

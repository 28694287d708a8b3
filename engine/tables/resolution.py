"""A formula made of the cells that its names mean in one series of one contract."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from engine.errors import LibraryError, Path
from engine.formulas.cells import Absence, Operation, Reference, Resolved, Span
from engine.formulas.function import Here
from engine.formulas.functions import function
from engine.formulas.tree import Formula, Name, Number
from engine.tables.grille import Grille, Tables
from models.records import dataclass

_YEAR = "annee"
"""The name of the year of a series, where no rubrique has it."""
_ANYTHING, _UNKNOWN = "*", "?"


def resolve(formula: Formula, grille: Grille, serie: int | None, grilles: Tables) -> Resolved:
    """A formula with its names replaced by cells; what depends on the series alone (`debut`) is settled.

    A rubrique that this contract has not (`si`) has no figure: `sinon` replaces it.

    Raises:
        LookupError: where a name is no rubrique of its table: a mistake of the library.
    """
    return _Here(grille, serie, grilles).resolved(formula)


@dataclass(frozen=True, slots=True)
class _Here(Here):
    """Where a formula stands."""

    grille: Grille
    serie: int | None
    grilles: Tables

    @property
    def begins(self) -> bool:
        return self.serie is not None and self.serie != self.grille.total and self.grille.begins(self.serie)

    def resolved(self, formula: Formula, /) -> Resolved:
        if isinstance(formula, Number):
            return formula
        if isinstance(formula, Name):
            return _cell(formula, self.grille, self.serie, self.grilles)
        own = function(formula.function).resolved
        becomes = own(self, *formula.arguments) if own else None
        if becomes is not None:
            return becomes
        return Operation(formula.function, tuple(map(self.resolved, formula.arguments)))

    def before(self, formula: Formula, /) -> Resolved:
        grille, serie = self.grille, self.serie
        if serie is not None and grille.without_year(serie):
            return Absence.A_RENSEIGNER
        before = grille.previous(serie) if serie is not None and serie != grille.total else None
        return Absence.SANS_BASE if before is None else resolve(formula, grille, before, self.grilles)

    def over(
        self, name: Formula, criteria: Sequence[Formula] = (), /, *, until_here: bool = False, within: bool = False
    ) -> tuple[Resolved, ...] | Absence:
        assert isinstance(name, Name)  # noqa: S101 - the parser takes nothing else
        target = _table(name, self.grille, self.grilles)
        if target is None or target.named(name.rubrique) is None:
            _check_known(name, self.grille, self.grilles)
            return Absence.A_RENSEIGNER
        here = None if self.serie == self.grille.total else self.serie
        last = _last(target, self.grille, here) if until_here else target.count - 1
        chosen = [at for at in range(last + 1) if name.year is None or target.series[at].year == name.year]
        if not chosen:
            return Absence.A_RENSEIGNER
        if here is None:
            return _cells(target, name.rubrique, chosen)
        if within:
            chosen = [at for at in chosen if _holds(self.grille.series[here].path, target.series[at].path)]
        kept = _alike(criteria, self.grille, here, target, chosen)
        return Absence.A_RENSEIGNER if kept is None else _cells(target, name.rubrique, kept)


def _alike(
    criteria: Sequence[Formula], grille: Grille, here: int, target: Grille, chosen: Sequence[int]
) -> Sequence[int] | None:
    """The series of a table that have the same criteria as this one; None where that is not known yet."""
    for criterion in criteria:
        assert isinstance(criterion, Name)  # noqa: S101 - the parser takes nothing else
        _check_criterion(criterion.rubrique, target)
        own, marks = _mark(criterion.rubrique, grille, here), [_mark(criterion.rubrique, target, at) for at in chosen]
        if own != _ANYTHING and _UNKNOWN in (own, *marks):
            return None
        chosen = [at for at, found in zip(chosen, marks, strict=True) if _ANYTHING in (own, found) or own == found]
    return chosen


def _cell(name: Name, grille: Grille, serie: int | None, grilles: Tables) -> Resolved:
    target = _table(name, grille, grilles)
    if target is None or target.named(name.rubrique) is None:
        if name.rubrique == _YEAR and not name.table:
            year = None if serie is None else grille.series[serie].year
            return Absence.A_RENSEIGNER if year is None else Number(Decimal(year))
        _check_known(name, grille, grilles)
        return Absence.A_RENSEIGNER
    if target.is_parameter(name.rubrique):
        return Reference(target.nom, name.rubrique, None)
    if target is grille and serie is not None:
        return Reference(target.nom, name.rubrique, serie)
    position = 0 if len(target.series) == 1 else None
    if name.year is not None:
        position = next((at for at, one in enumerate(target.series) if one.year == name.year), None)
    elif serie is not None and position is None:
        position = target.position(grille.series[serie].key)
        if position is None and grille.series[serie].key is not None:  # a year that the other table has not
            return Absence.SANS_BASE
    return Absence.A_RENSEIGNER if position is None else Reference(target.nom, name.rubrique, position)


def _holds(outer: Path, inner: Path) -> bool:
    """Whether the row at one place is, or holds, the row at another."""
    return inner[: len(outer)] == outer


def _cells(target: Grille, rubrique: str, chosen: Sequence[int]) -> tuple[Resolved, ...]:
    """The cells of a rubrique in some series: side by side, they are one span."""
    if chosen and chosen[-1] - chosen[0] == len(chosen) - 1:
        return (Span(target.nom, rubrique, chosen[0], chosen[-1]),)
    return tuple(Reference(target.nom, rubrique, at) for at in chosen)


def _mark(criterion: str, grille: Grille, serie: int | None) -> str:
    """What a series has in a criterion: its group, its year, or the text or figure of a rubrique.

    A table that has no such thing is not told apart by it. An answer that is not given is not known yet, unless the
    cell may stay empty.
    """
    if serie is None:
        return _ANYTHING
    here = grille.series[serie]
    if criterion == grille.tableau.series.groupe:
        return _ANYTHING if here.group is None else here.group
    line = grille.named(criterion)
    if line is not None:
        grille.known.deciding.add(criterion)
        value = grille.case(criterion, serie).value
        if isinstance(value, Absence):
            return "" if line.facultatif else _UNKNOWN
        return value if isinstance(value, str) else format(value, "f")
    if criterion == _YEAR and grille.without_year(serie):
        return _UNKNOWN
    return str(here.year) if criterion == _YEAR and here.year is not None else _ANYTHING


def _last(target: Grille, grille: Grille, here: int | None) -> int:
    """The last series of a running sum: this one, or that of the same name in another table."""
    at = here if target is grille or here is None else target.position(grille.series[here].key)
    return target.count - 1 if at is None else at


def _table(name: Name, grille: Grille, grilles: Tables) -> Grille | None:
    return grilles.get(name.table) if name.table else grille


def _check_known(name: Name, grille: Grille, grilles: Tables) -> None:
    """A rubrique or a table may be absent from this contract, but not from the library."""
    table = grilles.tableaux.get(name.table or grille.nom)
    if table is None or name.rubrique not in table.noms():
        whole = f"{name.table}.{name.rubrique}".lstrip(".")
        message = f"tableau « {grille.nom} » : une formule nomme « {whole} », qui n'existe pas"
        raise LibraryError(message, place=grille.tableau.place("rubriques"))


def _check_criterion(criterion: str, target: Grille) -> None:
    if criterion not in {*target.tableau.noms(), target.tableau.series.groupe, _YEAR}:
        message = f"tableau « {target.nom} » : un critère nomme « {criterion} », qui n'existe pas"
        raise LibraryError(message, place=target.tableau.place("rubriques"))

"""What the rubriques of a table repeat over, in one contract: its years, the rows of a list, named columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine import french
from engine.calendar.calendrier import annees_couvertes
from engine.errors import Path
from engine.libraries.tableaux import Repetition
from models import chemins
from models.contrat import Contrat
from models.fiches.groupe import worked_out
from models.records import dataclass

TOTAL = "total"
"""The key of the series of totals."""

_YEARS_OF_A_FORM = ("année N", "année N+1", "année N+2", "année N+3", "année N+4")
"""The years of a contract whose dates are unknown."""


@dataclass(frozen=True, slots=True)
class Serie:
    """What the rubriques repeat over: a year, a row of a list, a named column.

    `key` tells it from the others (None while the fact that names it is missing); `path` is where its facts are, and
    `suffix` what follows the path of a fact; `label` is None where the fact `named_by` is to be printed. `group` is the
    one that it belongs to, where the rows of a list make several. `later` says that its figures are known as the
    contract goes.
    """

    key: str | None
    label: str | None
    path: Path = ()
    suffix: Path = ()
    year: int | None = None
    named_by: Path = ()
    column: str = ""
    group: str | None = None
    later: bool = False


def placed(fait: str, here: Path) -> Path:
    """The path of a fact of the row at `here`; one written from the top is that of the rows that hold this one.

    For the action `objectifs[1].operationnels[2].actions[3]`, « objectifs[].intitule » is `objectifs[1].intitule`.
    """
    path = chemins.lire(fait)
    if chemins.CHAQUE not in path:
        return (*here, *path)
    positions = (step for step in here if isinstance(step, int))
    return tuple(next(positions, 0) if step == chemins.CHAQUE else step for step in path)


def _kept(contrat: Contrat, row: Path, condition: Mapping[str, list[str]]) -> bool:
    """Whether the answers of a row may be those of a condition: one that is not given yet may be any."""
    written = {True: "oui", False: "non"}
    answers = ((chemins.at(contrat, placed(fait, row)), wanted) for fait, wanted in condition.items())
    return all(given is None or written.get(given, given) in wanted for given, wanted in answers)


def series(repeated: Repetition, contrat: Contrat, *, blank: bool = False) -> Iterator[Serie]:
    """The series of a table for one contract, that of the totals last."""
    if repeated.colonnes:
        for key, column in repeated.colonnes.items():
            yield Serie(key, column.libelle, suffix=(key,), column=key)
    elif blank and (repeated.pour or repeated.annees):
        labels = repeated.vierge or [""]
        rows = placed(repeated.pour, (repeated.rang_vierge - 1,) if "[]" in repeated.pour else ())
        yield from (Serie(label or None, label, (*rows, at)) for at, label in enumerate(labels))
    elif repeated.pour:
        yield from _of_list(repeated, contrat)
    elif repeated.annees:
        years = annees_du_contrat(contrat)
        yield from (Serie(str(year), repeated.libelle.format(cle=year), year=year) for year in years)
        yield from (Serie(None, label) for label in _YEARS_OF_A_FORM if not years)
    else:
        yield Serie("", repeated.unique)
    if repeated.total:
        yield Serie(TOTAL, repeated.total)


def annees_du_contrat(contrat: Contrat) -> tuple[int, ...]:
    """The civil years of a contract; none while its dates are unknown."""
    if contrat.effet is None or contrat.duree is None:
        return ()
    return tuple(annees_couvertes(contrat.effet, contrat.duree))


def _of_list(repeated: Repetition, contrat: Contrat) -> Iterator[Serie]:
    """The rows of a list; with `annees`, the years of the contract that it does not give too, all in order.

    Groups come in the order of the list, each with its own years.
    """
    path = chemins.lire(repeated.pour)
    rows = rows_of(contrat, path)
    found = [_row(repeated, row, here) for here, row in rows if not repeated.si or _kept(contrat, here, repeated.si)]
    covered = annees_du_contrat(contrat)
    given = len(found)
    unnamed: list[_Row] = []
    if "[]" in repeated.pour:  # where no row is kept, there is none to fill in
        unnamed = [] if rows else [(None, None, (*placed(repeated.pour, ()), 0))]
    elif not (found or (repeated.annees and covered and not repeated.suivi)):
        unnamed = [(None, None, (*path, len(rows)))]
    if repeated.annees:
        found += _years_lacking(found, covered, path, len(rows) + len(unnamed))
    rank = {group: at for at, group in enumerate(dict.fromkeys(group for group, _, _ in found))}
    missing = {here for _, _, here in found[given:]} if repeated.suivi else set()
    if repeated.annees or repeated.groupe:
        found.sort(key=lambda one: (rank[one[0]], one[1] is None, _year(one[1]) or 0, one[2]))
    for at, (group, key, here) in enumerate([*unnamed, *found]):
        label = None if key is None else _grouped(_heading(repeated, key, covered, first=at == 0), group)
        named = None if key is None else _grouped(str(key), group)
        later = here in missing
        yield Serie(named, label, here, year=_year(key), named_by=(*here, repeated.cle), group=group, later=later)


def rows_of(contrat: Contrat, path: Path) -> Sequence[tuple[Path, Any]]:
    """The rows of a list, each with its place; several tables have the same ones."""
    return worked_out(contrat, (rows_of, path), lambda: [*chemins.every(contrat, (*path, chemins.CHAQUE))])


_Row = tuple[str | None, Any, Path]
"""A row of a list: its group, what names it, and its place."""


def _row(repeated: Repetition, row: Any, here: Path) -> _Row:
    group = chemins.at(row, (repeated.groupe,)) or "" if repeated.groupe else None
    return group, chemins.at(row, (repeated.cle,)), here


def _years_lacking(found: Sequence[_Row], covered: Sequence[int], path: Path, after: int) -> list[_Row]:
    """The years of the contract that each group has not, after the rows that are given."""
    given = {(group, key) for group, key, _ in found}
    groups = dict.fromkeys(group for group, _, _ in found) or {None: None}
    missing = [(group, year) for group in groups for year in covered if (group, year) not in given]
    return [(group, year, (*path, after + more)) for more, (group, year) in enumerate(missing)]


def _heading(repeated: Repetition, key: Any, covered: Sequence[int], *, first: bool) -> str:
    """What heads a series: a year before the contract and the first one may have words of their own."""
    is_before = repeated.avant and covered and isinstance(key, int) and key < covered[0]
    words = repeated.avant if is_before else (first and repeated.premier) or repeated.libelle
    return french.typography(words).format(cle=key)


def _year(key: Any) -> int | None:
    return key if isinstance(key, int) else None


def _grouped(words: str, group: str | None) -> str:
    return f"{group}, {words}" if group else words

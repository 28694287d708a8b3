"""What the clauses of an arrêté count of the establishments that it programmes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from engine.assembly.facts import Vue


class Annee(NamedTuple):
    """A year of a programmation: its rows, and the contracts that they make."""

    annee: Any
    lignes: Any
    contrats: list[Any]


def contrats_de(lignes: Iterable[Any]) -> list[Any]:
    """The contracts of some rows, each once; none where there is no row."""
    return list(dict.fromkeys(ligne.contrat for ligne in lignes)) if lignes else []


def par_annee(lignes: Iterable[Any], periode: Vue) -> list[Annee]:
    """The rows of each year of the period, or else of each year that a row has; none where no year is known."""
    rows = list(lignes) if lignes else []
    if periode.debut and periode.fin:
        years = list(range(periode.debut, periode.fin + 1))
    else:
        years = sorted({ligne.annee for ligne in rows if isinstance(ligne.annee, int)})
    kept = [(year, [ligne for ligne in rows if ligne.annee == year]) for year in years]
    return [Annee(year, of_the_year, contrats_de(of_the_year)) for year, of_the_year in kept]


def somme(lignes: Iterable[Any], fait: str) -> Any:
    """The sum of a fact of some rows; the first of them that is missing, where one is."""
    values = [getattr(ligne, fait) for ligne in lignes]
    unknown = [value for value in values if not isinstance(value, int | Decimal)]
    return unknown[0] if unknown else sum(values)


def commun_a(lignes: Any, fait: str) -> Any:
    """The text that all of the rows give for a fact, then printed for all of them; nothing where they differ."""
    values = [getattr(ligne, fait) for ligne in lignes]
    if not lignes or not all(values) or len(set(values)) > 1:
        return ""
    return [str(value) for value in values] and values[0]


def avec_prolongation(lignes: Iterable[Any]) -> list[tuple[Any, bool]]:
    """Each row, and whether its contract takes effect after the day that follows the end of its convention."""
    return [(ligne, _is_late(ligne.fin_convention, ligne.effet)) for ligne in lignes]


def _is_late(end: Any, begins: Any) -> bool:
    return bool(end and begins) and (begins - end).days > 1


NAMES: dict[str, Callable[..., Any]] = {
    function.__name__: function for function in (contrats_de, par_annee, somme, commun_a, avec_prolongation)
}
"""The functions, as clauses call them."""

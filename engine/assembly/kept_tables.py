"""The computed tables of a contract, worked out once for the descriptions that say the same of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.assembly.selection import applies
from engine.formulas.tree import names
from engine.lately import Lately
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Modele
from engine.libraries.tableaux import Tableau
from engine.tables.grilles import Grilles
from models import chemins
from models.champs import Fiche
from models.contrat import Contrat
from models.fiches.groupe import given_in
from models.records import dataclass
from models.traits import Trait

_MOST = 64


def kept_grilles(model: Modele, contrat: Contrat, traits: Mapping[str, Trait]) -> Grilles:
    """The computed tables of a contract; those of another that says the same of all that they look at serve again.

    An answer that no table looks at leaves every figure as it is: nothing is worked out again.
    """
    return Grilles.joined(model.tableaux, contrat, (_kept(one, model, contrat, traits) for one in _parts(model)))


@dataclass(frozen=True)
class _Part:
    """Tables whose formulas name no other, and what they look at.

    `traits` decide of them; `facts` are keys of the description, `rows` those of each row of a list, by its path.
    """

    tables: frozenset[str]
    traits: tuple[str, ...]
    facts: tuple[str, ...]
    rows: tuple[tuple[chemins.Chemin, tuple[str, ...]], ...]
    made: Lately[Grilles]


def _kept(part: _Part, model: Modele, contrat: Contrat, traits: Mapping[str, Trait]) -> Grilles:
    rows = [[_said(row, keys) for row in chemins.every(contrat, path)] for path, keys in part.rows]
    key = (
        tuple(traits.get(name) for name in part.traits),
        repr([contrat.effet, contrat.duree, [getattr(contrat, name, None) for name in part.facts], rows]),
    )
    found = part.made.get(key)
    if found is None:
        found = Grilles(model.tableaux, contrat, lambda one: applies(one, traits), alone=part.tables)
        part.made.put(key, found)
    return found


def _said(row: tuple[chemins.Chemin, Any], keys: Iterable[str]) -> tuple[object, ...]:
    """What the row of a list says of some keys; what is not said is left out."""
    at, group = row
    if not isinstance(group, Fiche):
        return row
    said = given_in(group)
    return at, [(key, getattr(group, key)) for key in keys if key in said]


@kept
def _parts(model: Modele) -> tuple[_Part, ...]:
    """The tables of a model, those whose formulas name each other together."""
    found: list[set[str]] = []
    for name, tableau in model.tableaux.items():
        together = {name, *_named(tableau)} & model.tableaux.keys()
        apart = [one for one in found if not one & together]
        found = [*apart, together.union(*(one for one in found if one & together))]
    return tuple(_part([model.tableaux[name] for name in model.tableaux if name in one], one) for one in found)


def _named(tableau: Tableau) -> Iterator[str]:
    """The tables that the formulas of a table name."""
    lines = (*tableau.rubriques, *tableau.parametres)
    formulas = [*(one.formula for one in lines), *(one.total_formula for one in lines)]
    for formula in (*formulas, *(one.formula for one in tableau.controles)):
        yield from (name.table for name in (names(formula) if formula else ()) if name.table)


def _part(tableaux: Iterable[Tableau], tables: Iterable[str]) -> _Part:
    facts: set[str] = set()
    rows: dict[chemins.Chemin, set[str]] = {}
    traits: dict[str, None] = {}
    for tableau in tableaux:
        repeated = tableau.series
        traits |= dict.fromkeys(name for condition in tableau.conditions() for name in condition)
        paths = [*repeated.si, repeated.cle, repeated.groupe, *_facts(tableau)]
        in_rows = {chemins.noms(one)[0] for one in paths if one and "[]" not in one}
        facts |= {chemins.noms(one)[0] for one in paths if "[]" in one}
        facts |= {chemins.noms(one.fait or one.nom)[0] for one in tableau.parametres if one.fait or one.nom}
        if repeated.pour:
            rows.setdefault((*chemins.lire(repeated.pour), chemins.CHAQUE), set()).update(in_rows)
        if not repeated.pour or any(line.faits for line in tableau.rubriques):
            facts |= in_rows
    sorted_rows = tuple((path, tuple(sorted(keys))) for path, keys in sorted(rows.items()))
    return _Part(frozenset(tables), tuple(traits), tuple(sorted(facts)), sorted_rows, Lately(_MOST))


def _facts(tableau: Tableau) -> Iterator[str]:
    """The facts that its rubriques name, each from the top, or from the row that it is in."""
    for line in tableau.rubriques:
        yield from (line.fait or line.nom, *line.faits.values())

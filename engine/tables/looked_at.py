"""What computed tables look at of a description: contracts that say the same of it have the same figures."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from engine.formulas.tree import names
from engine.libraries.tableaux import Tableau
from engine.tables.series import annees_du_contrat, rows_of
from models import chemins
from models.champs import Fiche
from models.contrat import Contrat
from models.faits import in_words
from models.fiches.groupe import given_in, worked_out
from models.records import dataclass
from models.traits import Trait

Row = tuple[chemins.Chemin, Any, tuple[str, ...]]
"""A row of a list: its place, what it says, and the keys of it that are looked at."""


@dataclass(frozen=True)
class LookedAt:
    """What some tables look at, with those that their formulas name.

    `traits` decide of them; `facts` are keys of the description, `above` the paths of facts of the rows that hold a
    row, `rows` the keys of each row of a list, by its path.
    """

    traits: tuple[str, ...]
    facts: tuple[str, ...]
    above: tuple[chemins.Chemin, ...]
    rows: tuple[tuple[chemins.Chemin, tuple[str, ...]], ...]

    def keys(self) -> tuple[str, ...]:
        """The keys of the description under which all of it is, but for the years of the contract."""
        above = (chemins.noms(one)[0] for one in self.above)
        return tuple(sorted({*self.facts, *above, *(str(path[0]) for path, _ in self.rows)}))

    def rows_of(self, contrat: Contrat) -> list[Row]:
        """The rows of its lists in a contract."""
        return [(at, row, keys) for path, keys in self.rows for at, row in rows_of(contrat, path)]

    def said(self, contrat: Contrat, traits: Mapping[str, Trait], rows: Sequence[Row]) -> Hashable:
        """All that a contract says of it; `rows` are those of its lists there."""
        return (
            tuple(map(traits.get, self.traits)),
            annees_du_contrat(contrat),
            tuple(in_words(getattr(contrat, name, None)) for name in self.facts),
            repr([[*chemins.every(contrat, path)] for path in self.above]),
            tuple((at, _in_words(row, keys)) for at, row, keys in rows),
        )


def said_of(row: Any, keys: Iterable[str]) -> Any:
    """What the row of a list says of some keys; what is not said is left out."""
    if not isinstance(row, Fiche):
        return row
    said = given_in(row)
    return [(key, getattr(row, key)) for key in keys if key in said]


def _in_words(row: Any, keys: tuple[str, ...]) -> str:
    """All that a row says of some keys, in words: of the very same row, once."""
    if not isinstance(row, Fiche):
        return repr(row)
    return worked_out(row, (_in_words, keys), lambda: repr(said_of(row, keys)))


def looked_at(tableaux: Iterable[Tableau]) -> LookedAt:
    """What some tables look at: formulas of theirs name no other."""
    traits: dict[str, None] = {}
    facts: set[str] = set()
    above: set[str] = set()
    rows: dict[chemins.Chemin, set[str]] = {}
    for tableau in tableaux:
        repeated = tableau.series
        traits |= dict.fromkeys(name for condition in tableau.conditions() for name in condition)
        paths = [*repeated.si, repeated.cle, repeated.groupe, *facts_of(tableau)]
        in_rows = {chemins.noms(one)[0] for one in paths if one and "[]" not in one}
        above |= {one for one in paths if "[]" in one}
        facts |= {chemins.noms(one.fait or one.nom)[0] for one in tableau.parametres if one.fait or one.nom}
        if repeated.pour:
            rows.setdefault(chemins.lire(repeated.pour), set()).update(in_rows)
        if not repeated.pour or any(line.faits for line in tableau.rubriques):
            facts |= in_rows
    sorted_rows = tuple((path, tuple(sorted(keys))) for path, keys in sorted(rows.items()))
    return LookedAt(tuple(traits), tuple(sorted(facts)), tuple(map(chemins.lire, sorted(above))), sorted_rows)


def facts_of(tableau: Tableau) -> Iterator[str]:
    """The facts that its rubriques name, each from the top, or from the row that it is in."""
    for line in tableau.rubriques:
        yield from (line.fait or line.nom, *line.faits.values())


def with_those_named(name: str, tableaux: Mapping[str, Tableau]) -> list[str]:
    """A table, and those that its formulas name, through those that these name."""
    found = [name]
    for one in found:
        found += [other for other in dict.fromkeys(named(tableaux[one])) if other in tableaux and other not in found]
    return found


def named(tableau: Tableau) -> Iterator[str]:
    """The tables that the formulas of a table name."""
    lines = (*tableau.rubriques, *tableau.parametres)
    formulas = [*(one.formula for one in lines), *(one.total_formula for one in lines)]
    for formula in (*formulas, *(one.formula for one in tableau.controles)):
        yield from (name.table for name in (names(formula) if formula else ()) if name.table)

"""The figures of a computed table one by one, for a clause that arranges them itself."""

from __future__ import annotations

from typing import Any

from engine.assembly.tableaux import Tables
from engine.tables.grilles import Grille, Serie
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Chiffres:
    """The figures of a table in one series, by the names of its rubriques, for a clause that arranges them itself.

    A figure is printed as its table prints it; or the missing fact is, or the words for want of a figure. What a clause
    is given of it is all that it looks at of the table: it is told by the facts of which it is made, where they are
    those of its rows alone.
    """

    _tables: Tables
    _grille: Grille
    _position: int

    def __getattr__(self, nom: str) -> Any:
        facts = self._grille.made_of(nom, self._position)
        if facts is None:
            self._tables.look("chiffre", (self._grille.nom, nom, self._position))
        for path in facts or ():
            self._tables.look("fait", path)
        if self._grille.named(nom) is None:
            raise AttributeError(nom)
        return self._tables.figure(self._grille, nom, self._position)

    @property
    def libelle(self) -> str:
        """The heading of the series."""
        return self._serie.label or ""

    @property
    def annee(self) -> int | None:
        """The year of the series."""
        return self._serie.year

    @property
    def _serie(self) -> Serie:
        return self._tables.grille(self._grille.nom).series[self._position]


def chiffres(tables: Tables, nom: str) -> list[Chiffres]:
    """The figures of a table, one for each of its series, that of the totals last."""
    tables.look("series", nom)
    grille = tables.known(nom)
    return [Chiffres(tables, grille, at) for at in range(len(grille.series))]

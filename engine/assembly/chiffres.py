"""The figures of a computed table one by one, for a clause that arranges them itself."""

from __future__ import annotations

from typing import Any

from engine.assembly.tableaux import Tables
from engine.tables.grilles import Grille
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Chiffres:
    """The figures of a table in one series, by the names of its rubriques, for a clause that arranges them itself.

    A figure is printed as its table prints it; or the missing fact is, or the words for want of a figure.
    """

    tables: Tables
    grille: Grille
    position: int

    def __getattr__(self, nom: str) -> Any:
        if self.grille.named(nom) is None:
            raise AttributeError(nom)
        return self.tables.figure(self.grille, nom, self.position)

    @property
    def libelle(self) -> str:
        """The heading of the series."""
        return self.grille.series[self.position].label or ""

    @property
    def annee(self) -> int | None:
        """The year of the series."""
        return self.grille.series[self.position].year


def chiffres(tables: Tables, nom: str) -> list[Chiffres]:
    """The figures of a table, one for each of its series, that of the totals last."""
    grille = tables.grille(nom)
    return [Chiffres(tables, grille, at) for at in range(len(grille.series))]

"""The computed tables of a contract, as figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cpom.valeurs import Ligne, Tableau
from engine.assembly.assemble import Assembled
from engine.formulas.cells import Absence
from engine.libraries.tableaux import Rubrique
from engine.tables.grilles import Grille

if TYPE_CHECKING:
    from engine.annexes.intitules import Intitules


def tableaux_de(assembled: Assembled) -> dict[str, Tableau]:
    """Every table by name."""
    from engine.annexes.intitules import Intitules
    from engine.annexes.reperes import reperes

    every = reperes(assembled)
    intitules = Intitules(assembled.tables, {one.grille.nom: one for one in every}, by_title=True)
    return {nom: _tableau(grille, intitules) for nom, grille in assembled.tables.grilles.items()}


def _tableau(grille: Grille, intitules: Intitules) -> Tableau:
    positions = range(len(grille.series))
    return Tableau(
        grille.nom,
        intitules.words(grille.tableau.titre, grille.nom),
        tuple(serie.label or serie.key or "" for serie in grille.series),
        tuple(_lignes(grille, grille.parametres, [None], intitules)),
        tuple(_lignes(grille, grille.rubriques, positions, intitules)),
    )


def _lignes(
    grille: Grille, rubriques: Iterable[Rubrique], positions: Iterable[int | None], intitules: Intitules
) -> Iterable[Ligne]:
    for line in rubriques:
        if line.nom:
            cells = (grille.case(line.nom, at).value for at in positions)
            values = tuple(None if isinstance(one, Absence) else one for one in cells)
            yield Ligne(line.nom, intitules.label(grille, line), line.unite or "", values)

"""The charts of the computed tables: figures of the same unit over the series, the totals left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from engine import french
from engine.assembly.mots import words_of
from engine.assembly.tableaux import Tables, shown_as
from engine.document import Block, Chart, ChartKind, ChartSeries
from engine.libraries.tableaux import Graphique, Rubrique
from engine.tables.grilles import Grille

KINDS: Mapping[str, ChartKind] = {"barres": "bars", "empilees": "stacked", "courbes": "lines"}
"""The kinds of charts, as a table and as the tree call them."""


def charts(tables: Tables, nom: str) -> tuple[Block, ...]:
    """The charts of a table; none for those that have no figure to show yet, nor in a blank."""
    grille = tables.grille(nom)
    found = (chart(tables, grille, asked) for asked in grille.tableau.graphiques)
    return tuple(one for one in found if one is not None)


def chart(tables: Tables, grille: Grille, asked: Graphique) -> Chart | None:
    """A chart of a table, None where none of its figures is known."""
    lines = figures_of(grille, asked)
    series = tuple(
        ChartSeries(french.capitalise(words_of(tables.words(line.sens, grille.nom))), values_of(grille, line))
        for line in lines
    )
    if not any(value is not None for one in series for value in one.values):
        return None
    title = words_of(tables.words(asked.titre, grille.nom))
    categories = tuple(serie.label or "" for serie in grille.series[: grille.count])
    return Chart(title, KINDS[asked.genre], categories, series, unit_of(grille, lines))


def figures_of(grille: Grille, asked: Graphique) -> list[Rubrique]:
    """The rubriques of a chart that the contract has, in the order of the chart."""
    lines = (grille.named(nom) for nom in asked.rubriques)
    return [line for line in lines if line is not None and line.unite != "texte"]


def unit_of(grille: Grille, lines: Sequence[Rubrique]) -> str:
    """The unit of every figure of a chart; empty where they have several."""
    units = {shown_as(line, grille.series[0], grille).unite for line in lines}
    return units.pop() if len(units) == 1 else ""


def values_of(grille: Grille, line: Rubrique) -> tuple[Decimal | None, ...]:
    """The figures of a rubrique, series by series; None where there is none."""
    cells = (grille.case(line.nom, at).value for at in range(grille.count))
    return tuple(value if isinstance(value, Decimal) else None for value in cells)

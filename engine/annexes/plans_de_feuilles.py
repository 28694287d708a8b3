"""Where each thing of a table is on its sheet, before anything is written there.

A sheet has, from top to bottom: what it is; the parameters; the table; what its controls ask to fix. Along its
lines, the table has a slot for its headings, one for each rubrique, then one for each control. Across its lines, it has
slots for the names, the units, each series, and the computation in words. The lines are rows, or columns where the
rubriques are columns (`sens: colonnes`): the same slots, turned.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.annexes.reperes import Repere
from engine.formulas.cells import Reference
from engine.formulas.excel import Place
from engine.libraries.tableaux import Rubrique
from engine.tables.grilles import Grille
from models.records import dataclass

HEAD_ROWS = 4
"""The rows above the parameters: title, gestionnaire, source, what to fill in."""

NAMES, UNITS, FIRST_SERIES = 0, 1, 2
"""The slots across the lines."""

PARAMETER_COLUMN = 3


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The places of one table on its sheet. Rows and columns count from 1, slots from 0."""

    repere: Repere

    @property
    def grille(self) -> Grille:
        """The table."""
        return self.repere.grille

    @property
    def turned(self) -> bool:
        """Whether the rubriques are columns."""
        return self.grille.tableau.sens == "colonnes"

    @property
    def lines(self) -> tuple[Rubrique, ...]:
        """The rubriques that have a slot: a heading has none where they are columns."""
        return tuple(line for line in self.grille.rubriques if line.nom or not self.turned)

    @property
    def first_parameter(self) -> int:
        """The row of the first parameter."""
        return HEAD_ROWS + 2

    @property
    def top(self) -> int:
        """The first row of the table."""
        count = len(self.grille.parametres)
        return HEAD_ROWS + 2 + (count + 1 if count else 0)

    @property
    def last_slot(self) -> int:
        """The slot of the computations in words."""
        return FIRST_SERIES + len(self.grille.series)

    @property
    def first_control(self) -> int:
        """The line of the first control."""
        return 1 + len(self.lines)

    @property
    def last_line(self) -> int:
        """The last line: that of the last control, or of the last rubrique."""
        return len(self.lines) + len(self.grille.controles)

    def at(self, line: int, slot: int) -> tuple[int, int]:
        """The row and the column of a slot of a line."""
        return (self.top + slot, 1 + line) if self.turned else (self.top + line, 1 + slot)

    @property
    def corner(self) -> tuple[int, int]:
        """The last row and the last column of the table."""
        return self.at(self.last_line, self.last_slot)

    @property
    def last_column(self) -> int:
        """The last column of the sheet: what stands above a narrow table still has room."""
        return max(self.corner[1], PARAMETER_COLUMN + 1)

    @property
    def first_message(self) -> int:
        """The row of the first thing to fix, under the table."""
        return self.corner[0] + 2

    def references(self) -> Iterator[tuple[Reference, Place]]:
        """The place of every cell that a formula may name."""
        sheet, nom = self.repere.sheet, self.grille.nom
        for at, parameter in enumerate(self.grille.parametres):
            yield Reference(nom, parameter.nom, None), Place(sheet, self.first_parameter + at, PARAMETER_COLUMN)
        for at, line in enumerate(self.lines, start=1):
            for serie in range(len(self.grille.series) if line.nom else 0):
                yield Reference(nom, line.nom, serie), Place(sheet, *self.at(at, FIRST_SERIES + serie))

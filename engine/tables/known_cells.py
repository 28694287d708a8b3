"""What has been worked out of the cells of a table, and what of it serves a contract that says almost the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import field, replace
from typing import Any

from engine.errors import Path
from engine.formulas.cells import Case, Figure, Reference
from engine.libraries.tableaux import Controle
from engine.tables.followers import Follower
from models.records import dataclass


@dataclass(slots=True)
class KnownCells:
    """The cells that were looked at, and in which series each control (by its identity) holds.

    `mark` tells the table from any other. `behind` are the facts of which a figure is made, `written` what whoever
    prints a cell made of it, by how it is printed; `deciding`, the rubriques whose words or figures decide which cells
    a formula names; `shown`, the places of what the table shows; `controles`, the controls that its contract can have.
    """

    mark: object = field(default_factory=object)
    cases: dict[Reference, Case] = field(default_factory=dict)
    held: dict[tuple[int, int], Figure] = field(default_factory=dict)
    behind: dict[Reference, tuple[Path, ...]] = field(default_factory=dict)
    written: dict[Reference, dict[Hashable, Any]] = field(default_factory=dict)
    deciding: set[str] = field(default_factory=set)
    shown: frozenset[Path] | None = None
    controles: tuple[Controle, ...] | None = None

    def copy(self) -> KnownCells:
        """The same at this moment: others may look at more cells meanwhile."""
        return replace(
            self, cases=self.cases.copy(), held=self.held.copy(), behind=self.behind.copy(), written=self.written.copy()
        )

    def keep(self, known: KnownCells, touched: Iterable[Follower]) -> None:
        """Take what is known of the same table in another contract, but for what is `touched` by what changed."""
        self.cases, self.behind, self.written, self.held = known.cases, known.behind, known.written, known.held
        self.deciding, self.shown = {*known.deciding}, known.shown
        for at in touched:
            if isinstance(at, Reference):
                self.cases.pop(at, None)
                self.behind.pop(at, None)
                self.written.pop(at, None)
            else:
                self.held.pop(at, None)

"""What has been worked out of the cells of a table, and what of it serves a contract that says almost the same."""

from __future__ import annotations

from collections.abc import Collection, Hashable
from dataclasses import field, replace
from typing import Any

from engine.errors import Path
from engine.formulas.cells import Case, Figure, Reference
from engine.libraries.tableaux import Controle
from engine.tables.followers import Follower
from models.records import dataclass

At = tuple[str, int | None]
"""A cell of the table: its rubrique, and its series."""


@dataclass(slots=True)
class KnownCells:
    """The cells that were looked at, and in which series each control (by its identity) holds.

    `behind` are the facts of which a figure is made, `written` what whoever prints a cell made of it, under the cell
    and how it is printed; `deciding`, the rubriques whose words or figures decide which cells a formula names; `shown`,
    the places of what the table shows; `controles`, the controls that its contract can have.
    """

    cases: dict[At, Case] = field(default_factory=dict)
    held: dict[tuple[int, int], Figure] = field(default_factory=dict)
    behind: dict[At, tuple[Path, ...]] = field(default_factory=dict)
    written: dict[tuple[At, Hashable], Any] = field(default_factory=dict)
    deciding: set[str] = field(default_factory=set)
    shown: frozenset[Path] | None = None
    controles: tuple[Controle, ...] | None = None

    def copy(self) -> KnownCells:
        """The same at this moment: others may look at more cells meanwhile."""
        return replace(
            self, cases=self.cases.copy(), held=self.held.copy(), behind=self.behind.copy(), written=self.written.copy()
        )

    def keep(self, known: KnownCells, table: str, touched: Collection[Follower]) -> None:
        """Have what another contract knows of the same table, but for what is `touched` by what changed."""
        left = {(at.rubrique, at.serie) for at in touched if isinstance(at, Reference) and at.table == table}
        self.cases.update((at, case) for at, case in known.cases.items() if at not in left)
        self.behind.update((at, facts) for at, facts in known.behind.items() if at not in left)
        self.written.update((key, made) for key, made in known.written.items() if key[0] not in left)
        self.held.update((at, figure) for at, figure in known.held.items() if at not in touched)
        self.deciding.update(known.deciding)
        self.shown = known.shown

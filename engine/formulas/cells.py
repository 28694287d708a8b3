"""What a cell of a table holds, and a formula resolved for it: its names are the cells that they mean there.

The same resolved formula is evaluated by the engine and written in the workbook, so that both give the same figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from typing import NamedTuple, Protocol

from engine.errors import Path
from engine.formulas.tree import Number
from models.records import dataclass


class Absence(Enum):
    """Why a cell has no figure: one that it needs is not given yet, or it has nothing to divide by or compare with."""

    A_RENSEIGNER = ""
    SANS_BASE = "—"


Figure = Decimal | Absence


class Reference(NamedTuple):
    """A cell: its table, its rubrique, and the position of its series (None for a parameter)."""

    table: str
    rubrique: str
    serie: int | None


@dataclass(frozen=True, slots=True)
class Span:
    """The cells of a rubrique from one series to another, both included."""

    table: str
    rubrique: str
    first: int
    last: int

    def references(self) -> Iterator[Reference]:
        """Each of its cells."""
        return (Reference(self.table, self.rubrique, serie) for serie in range(self.first, self.last + 1))


@dataclass(frozen=True, slots=True)
class Operation:
    """A function or an operator with its resolved arguments; a sum and a mean take a span."""

    function: str
    arguments: tuple[Resolved, ...]


Resolved = Number | Reference | Span | Operation | Absence


@dataclass(frozen=True, slots=True)
class Case:
    """A cell: its figure or its text, and the fact that gives it or the formula that it follows."""

    value: Figure | str
    path: Path = ()
    formula: Resolved | None = None


class Cells(Protocol):
    """The cells of every table of a contract."""

    def case(self, at: Reference, /) -> Case:
        """A cell."""

    def unite(self, at: Reference, /) -> str:
        """The unit of the rubrique of a cell."""


CONTEXT = Context(prec=40, rounding=ROUND_HALF_UP)
"""How figures are computed, far beyond what a contract prints."""


def rounded(figure: Decimal, decimals: int) -> Decimal:
    """Rounded half away from zero, as spreadsheets and public accounts do."""
    return figure.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, CONTEXT)

"""What the engine worked out of a formula, as it stands beside it in the file."""

from __future__ import annotations

from decimal import Decimal

from engine.workbook import SheetCell


class _Empty(str):
    """The empty text that a formula gives.

    XlsxWriter takes one that is equal to "" for no value, which a preview may show as a zero.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = str.__hash__


def worked_out(cell: SheetCell) -> float | str:
    """The figure or the text that the formula of a cell gives."""
    return float(cell.value) if isinstance(cell.value, Decimal) else cell.value or _Empty()

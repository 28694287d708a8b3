"""Computed cells of a workbook that say another figure than the one worked out from what was read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.assembly.tableaux import written
from engine.errors import Finding
from engine.formulas.cells import rounded
from engine.importing.found import Layout
from engine.importing.given import Given
from engine.importing.readings import RefusalError, figure
from engine.libraries.tableaux import Colonne
from engine.workbook import SheetCell
from models.fiches.groupe import read_as

_HALF_A_CENT = Decimal("0.005")
_DECIMALS = 2


def contradictions(layout: Layout) -> Iterator[Finding]:
    """Every computed cell that holds another figure than its own.

    Half a cent is allowed, or what is lost by typing the figure as it is shown. What a formula of the workbook gives
    while the description is missing some of its parts says nothing.
    """
    for cell, spot, given in layout.pairs:
        if cell.role != "computed" or given is None or given.kind != "number":
            continue
        found = _held(given, cell)
        if isinstance(cell.value, Decimal) and not _same(found, cell.value, cell):
            message = f"ce résultat ({_shown(found, cell)}) contredit ses parties : {_shown(cell.value, cell)}."
            hint = "Corrigez les chiffres dont il vient, ou remettez la formule des annexes."
            yield Finding("resultat-contredit", message, hint=hint, place=layout.place(spot))
        elif cell.formula and not given.formula and not isinstance(cell.value, Decimal):
            message = f"ce résultat ({_shown(found, cell)}) est donné sans ses parties."
            hint = "Remplissez les cellules dont il vient, ou videz-la."
            yield Finding("resultat-contredit", message, hint=hint, place=layout.place(spot))


def _held(given: Given, cell: SheetCell) -> Decimal:
    assert isinstance(given.value, Decimal)  # noqa: S101 - it is a number
    try:
        return figure(given, cell.unit)
    except RefusalError:
        return given.value


def _same(found: Decimal, computed: Decimal, cell: SheetCell) -> bool:
    shown = rounded(computed, _DECIMALS if cell.decimals is None else cell.decimals)
    return abs(found - computed) <= _HALF_A_CENT or found == shown


def _shown(number: Decimal, cell: SheetCell) -> str:
    return written(number, read_as(Colonne, {"libelle": "", "unite": cell.unit}), computed=True)

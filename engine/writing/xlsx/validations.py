"""What a cell of a workbook refuses, and what it then says."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from engine import french
from engine.workbook import Limits

_TITLE = "Saisie refusée"
_FURTHEST = "1E+15"
"""Figures beyond it have no cents left in a spreadsheet."""


def validation(limits: Limits, unit: str) -> dict[str, Any]:
    """A rule of a spreadsheet for these limits, as XlsxWriter takes it."""
    return {**_rule(limits), "error_title": _TITLE, "error_message": _words(limits, unit), "show_input": False}


def _rule(limits: Limits) -> dict[str, Any]:
    if limits.choices:
        return {"validate": "list", "source": f"={limits.source}" if limits.source else f'"{",".join(limits.choices)}"'}
    low = f"-{_FURTHEST}" if limits.minimum is None else str(limits.minimum)
    high = _FURTHEST if limits.maximum is None else str(limits.maximum)
    kind = "whole" if limits.whole else "decimal"
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _words(limits: Limits, unit: str) -> str:
    if limits.source:
        return "Choisissez une des réponses de la liste."
    if limits.choices:
        return french.typography(f"Choisissez {french.enumerate_fr([f'« {one} »' for one in limits.choices], 'ou')}.")
    what = "Un nombre entier est attendu" if limits.whole else "Un nombre est attendu"
    if limits.minimum is not None and limits.maximum is not None:
        what += f", de {french.number(limits.minimum) if unit else limits.minimum} à {limits.maximum}"
    elif limits.minimum == Decimal(0):
        what += ", qui n’est pas négatif"
    example = " : 12 pour 12 %, 24,5 pour 24,5 %" if unit == "%" else ", sans son unité" if unit else ""
    return french.typography(f"{what}{example}.")

"""The sum of several figures."""

from __future__ import annotations

from decimal import Decimal

from engine.formulas.cells import Operation, Reference, Resolved
from engine.formulas.function import ALONE, MANY, SUM, Function, Spreadsheet, Text, Words, Work
from engine.formulas.tree import ZERO, Formula


def _figure(work: Work, *parts: Resolved) -> Decimal:
    return sum(work.each(parts), Decimal(0))


def _excel(sheet: Spreadsheet, *parts: Resolved) -> Text:
    return f"SUM({_given(sheet, *parts) or sheet.listed(parts)})", ALONE


def _given(sheet: Spreadsheet, *parts: Resolved) -> str:
    """The cells of a sum that counts for nothing those that are empty: `SUM` does so by itself."""
    cells = [
        one.arguments[0]
        for one in parts
        if isinstance(one, Operation) and one.function == "sinon" and one.arguments[1] == ZERO
    ]
    figures = [cell for cell in cells if isinstance(cell, Reference) and not sheet.answer(cell)]
    return ",".join(sheet.ranges(figures)) if len(figures) == len(parts) else ""


def _words(words: Words, *parts: Formula) -> Text:
    return " + ".join(words.kept(one, SUM) for one in parts), SUM


FUNCTION = Function(
    name="somme",
    usage="somme(a; b; …)",
    aide="a + b + …",
    most=MANY,
    figure=_figure,
    excel=_excel,
    digits="lost",
    words=_words,
)

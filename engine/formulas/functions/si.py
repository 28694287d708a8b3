"""One figure or another, as something holds."""

from __future__ import annotations

from decimal import Decimal

from engine.formulas.cells import Resolved
from engine.formulas.function import ALONE, LOOSE, Function, Spreadsheet, Text, Words, Work
from engine.formulas.tree import Formula


def _figure(work: Work, condition: Resolved, yes: Resolved, no: Resolved) -> Decimal:
    return work(yes if work(condition) else no)  # only the branch taken is worked out


def _excel(sheet: Spreadsheet, condition: Resolved, yes: Resolved, no: Resolved) -> Text:
    return f"IF({sheet.condition(condition)},{sheet.text(yes)[0]},{sheet.text(no)[0]})", ALONE


def _words(words: Words, condition: Formula, yes: Formula, no: Formula) -> Text:
    return f"si {words.said(condition)}, {words.said(yes)} ; sinon, {words.said(no)}", LOOSE


FUNCTION = Function(
    name="si",
    usage="si(condition; oui; non)",
    aide="un chiffre ou l’autre ; la condition est une comparaison, ou un fait « oui/non »",
    least=3,
    most=3,
    holds=True,
    figure=_figure,
    excel=_excel,
    words=_words,
)

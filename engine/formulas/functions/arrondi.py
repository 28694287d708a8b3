"""A figure rounded half away from zero.

`ROUND` is exact to the fifteenth digit, in Excel and in LibreOffice; but 1.005 - 1 has lost three of them there and is
a little less than 0.005, so that what follows from a sum or a difference is first rounded to the ninth decimal.
"""

from __future__ import annotations

from decimal import Decimal

from engine.formulas.cells import Resolved, rounded
from engine.formulas.function import ALONE, LOOSE, SUM, Function, Spreadsheet, Text, Words, Work
from engine.formulas.tree import Formula, Number

_CLEANED = 9
"""The decimals that a sum keeps before it is rounded."""
_WORDS = {0: "arrondi à l’unité", 2: "arrondi au centième"}


def _figure(work: Work, of: Resolved, decimals: Resolved) -> Decimal:
    return rounded(work(of), int(work(decimals)))


def _excel(sheet: Spreadsheet, of: Resolved, decimals: Resolved) -> Text:
    text, count = sheet.text(of)[0], sheet.text(decimals)[0]
    return (f"ROUND(ROUND({text},{_CLEANED}),{count})" if sheet.noisy(of) else f"ROUND({text},{count})"), ALONE


def _words(words: Words, of: Formula, decimals: Formula) -> Text:
    count = int(decimals.value) if isinstance(decimals, Number) else 2
    return f"{words.kept(of, SUM)}, {_WORDS.get(count, f'arrondi à {count} décimales')}", LOOSE


FUNCTION = Function(
    name="arrondi",
    usage="arrondi(x; décimales)",
    aide="x arrondi, la demie s’éloignant de zéro ; rien d’autre n’arrondit",
    least=2,
    most=2,
    figure=_figure,
    excel=_excel,
    digits="restored",
    words=_words,
)

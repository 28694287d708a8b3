"""The comparisons of two figures, to the sixth decimal: a third, three times, is one.

A spreadsheet works with binary numbers: 0.1 + 0.2 is not 0.3 to the last bit. A comparison of computed figures is
therefore one of figures rounded, here as there.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal

from engine.formulas.cells import Operation, Resolved, rounded
from engine.formulas.function import COMPARED, SUM, Function, Spreadsheet, Text, Words, Work, truth
from engine.formulas.tree import ZERO, Formula

DECIMALS = 6
"""The decimals to which two figures are compared."""


def _comparison(sign: str, compare: Callable[[Decimal, int], bool], said: str, aide: str) -> Function:
    def figure(work: Work, left: Resolved, right: Resolved) -> Decimal:
        return truth(compare(rounded(work(left) - work(right), DECIMALS), 0))

    def condition(sheet: Spreadsheet, left: Resolved, right: Resolved) -> str:
        if sheet.exact(left) and sheet.exact(right):
            return f"{sheet.text(left)[0]}{sign}{sheet.text(right)[0]}"
        difference = left if right == ZERO else Operation("-", (left, right))
        return f"ROUND({sheet.text(difference)[0]},{DECIMALS}){sign}0"

    def words(words: Words, left: Formula, right: Formula) -> Text:
        return f"{words.kept(left, SUM)} {said} {words.kept(right, SUM)}", COMPARED

    usage = f"a {sign} b"
    return Function(
        name=sign, usage=usage, aide=aide, least=2, most=2, holds=True, figure=figure, condition=condition, words=words
    )


FUNCTIONS = (
    _comparison("<", operator.lt, "<", "a est plus petit que b"),
    _comparison("<=", operator.le, "≤", "a ne dépasse pas b"),
    _comparison(">", operator.gt, ">", "a est plus grand que b"),
    _comparison(">=", operator.ge, "≥", "a atteint b"),
    _comparison("=", operator.eq, "=", "a est égal à b"),
    _comparison("<>", operator.ne, "≠", "a est différent de b"),
)

"""The four operations: each is a sign between its two arguments, and in front of the second where the first is none."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine import french
from engine.formulas.cells import Resolved
from engine.formulas.function import PRODUCT, SUM, Function, Spreadsheet, Text, Words, Work
from engine.formulas.tree import ZERO, Formula, Number


def _operator(
    sign: str, tightness: int, compute: Callable[[Decimal, Decimal], Decimal], said: str, aide: str, **more: Any
) -> Function:
    def figure(work: Work, left: Resolved, right: Resolved) -> Decimal:
        return compute(work(left), work(right))

    def excel(sheet: Spreadsheet, left: Resolved, right: Resolved) -> Text:
        (before, before_binds), (after, after_binds) = sheet.text(left), sheet.text(right)
        # On the right, what binds as tightly is kept together: a - (b - c).
        after = after if after_binds > tightness else f"({after})"
        if sign == "-" and left == ZERO:
            return f"-{after}", tightness
        return f"{before if before_binds >= tightness else f'({before})'}{sign}{after}", tightness

    def words(words: Words, left: Formula, right: Formula) -> Text:
        after = words.kept(right, tightness + 1)
        if sign == "-" and left == ZERO:
            return f"{said}{french.NO_BREAK}{after}", tightness
        return f"{words.kept(left, tightness)} {said} {after}", tightness

    usage = f"a {sign} b"
    return Function(name=sign, usage=usage, aide=aide, least=2, most=2, figure=figure, excel=excel, words=words, **more)


def _by_what_may_be_zero(_: Resolved, divisor: Resolved) -> bool:
    return divisor == ZERO or not isinstance(divisor, Number)


FUNCTIONS = (
    _operator("+", SUM, operator.add, "+", "la somme", digits="lost"),
    _operator("-", SUM, operator.sub, french.MINUS, "la différence ; « -a » est l’opposé de a", digits="lost"),
    _operator("*", PRODUCT, operator.mul, "×", "le produit"),
    _operator("/", PRODUCT, operator.truediv, "/", "le quotient ; « — » où b est zéro", fails=_by_what_may_be_zero),
)

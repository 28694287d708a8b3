"""A function that the language of the tables has not: what one file says of it, for the tests that add it."""

from __future__ import annotations

from engine.formulas.function import ALONE, PRODUCT, Function, always

FUNCTION = Function(
    name="inverse",
    usage="inverse(x)",
    aide="1 divisé par x",
    figure=lambda work, of: 1 / work(of),
    excel=lambda sheet, of: (f"1/({sheet.text(of)[0]})", PRODUCT),
    fails=always,
    words=lambda words, of: (f"inverse de {words.kept(of, ALONE)}", ALONE),
)

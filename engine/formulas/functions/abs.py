"""A figure without its sign."""

from __future__ import annotations

from engine.formulas.function import ALONE, Function, calling

FUNCTION = Function(
    name="abs",
    usage="abs(x)",
    aide="x sans son signe",
    figure=lambda work, of: abs(work(of)),
    excel=calling("ABS"),
    words=lambda words, of: (f"valeur absolue de {words.kept(of, ALONE)}", ALONE),
)

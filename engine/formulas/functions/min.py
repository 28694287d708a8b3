"""The least of several figures."""

from __future__ import annotations

from engine.formulas.function import MANY, Function, bounded, calling

FUNCTION = Function(
    name="min",
    usage="min(a; b; …)",
    aide="le plus petit de plusieurs chiffres",
    most=MANY,
    figure=lambda work, *parts: min(work.each(parts)),
    excel=calling("MIN"),
    words=lambda words, *parts: bounded(words, parts, "sans dépasser", "le plus petit de"),
)

"""The greatest of several figures."""

from __future__ import annotations

from engine.formulas.function import MANY, Function, bounded, calling

FUNCTION = Function(
    name="max",
    usage="max(a; b; …)",
    aide="le plus grand de plusieurs chiffres",
    most=MANY,
    figure=lambda work, *parts: max(work.each(parts)),
    excel=calling("MAX"),
    words=lambda words, *parts: bounded(words, parts, "sans descendre sous", "le plus grand de"),
)

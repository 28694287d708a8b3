"""One at least of several conditions."""

from __future__ import annotations

from engine.formulas.function import COMPARED, LOOSE, MANY, Function, truth

FUNCTION = Function(
    name="ou",
    usage="ou(a; b; …)",
    aide="une condition au moins est remplie",
    most=MANY,
    holds=True,
    figure=lambda work, *parts: truth(any(work.each(parts))),
    condition=lambda sheet, *parts: f"OR({','.join(map(sheet.condition, parts))})",
    words=lambda words, *parts: (" ou ".join(words.kept(one, COMPARED) for one in parts), LOOSE),
)

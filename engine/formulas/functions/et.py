"""All of several conditions."""

from __future__ import annotations

from engine.formulas.function import COMPARED, LOOSE, MANY, Function, truth

FUNCTION = Function(
    name="et",
    usage="et(a; b; …)",
    aide="toutes les conditions sont remplies",
    most=MANY,
    holds=True,
    figure=lambda work, *parts: truth(all(work.each(parts))),
    condition=lambda sheet, *parts: f"AND({','.join(map(sheet.condition, parts))})",
    words=lambda words, *parts: (" et ".join(words.kept(one, COMPARED) for one in parts), LOOSE),
)

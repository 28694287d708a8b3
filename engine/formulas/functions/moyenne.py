"""The mean of several figures, or of a rubrique over the series."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from engine.formulas.cells import Resolved
from engine.formulas.function import ALONE, LOOSE, MANY, Function, Here, Text, Words, Work, calling, gathered
from engine.formulas.tree import Formula, Name


def _over(parts: Sequence[Formula]) -> bool:
    return len(parts) == 1 and isinstance(parts[0], Name)


def _resolved(here: Here, *parts: Formula) -> Resolved | None:
    return gathered("moyenne", here.over(parts[0])) if _over(parts) else None


def _figure(work: Work, *parts: Resolved) -> Decimal:
    figures = work.each(parts)
    return sum(figures, Decimal(0)) / len(figures)


def _words(words: Words, *parts: Formula) -> Text:
    if _over(parts):
        return f"moyenne de {words.quoted(parts[0])}", ALONE
    return f"moyenne de {words.listed(parts)}", LOOSE


FUNCTION = Function(
    name="moyenne",
    usage="moyenne(x), moyenne(a; b; …)",
    aide="la moyenne d’une rubrique sur toutes les séries, ou de plusieurs chiffres",
    most=MANY,
    resolved=_resolved,
    over=_over,
    figure=_figure,
    excel=calling("AVERAGE"),
    digits="lost",
    words=_words,
)

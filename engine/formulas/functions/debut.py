"""One computation in the first series, another in those that follow."""

from __future__ import annotations

from engine.formulas.cells import Resolved
from engine.formulas.function import LOOSE, Function, Here, Text, Words
from engine.formulas.tree import Formula


def _resolved(here: Here, first: Formula, others: Formula) -> Resolved:
    return here.resolved(first if here.begins else others)


def _words(words: Words, first: Formula, others: Formula) -> Text:
    return f"au début, {words.said(first)} ; ensuite, {words.said(others)}", LOOSE


FUNCTION = Function(
    name="debut",
    usage="debut(a; b)",
    aide="a dans la première série (de chaque groupe), b dans les suivantes",
    least=2,
    most=2,
    holds=True,
    resolved=_resolved,
    words=_words,
)

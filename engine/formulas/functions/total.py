"""The sum of a rubrique over the series, or over those that have something in common with this one."""

from __future__ import annotations

from engine.formulas.cells import Resolved
from engine.formulas.function import ALONE, Function, Here, Text, Words, always, gathered, names_alone
from engine.formulas.tree import Formula


def _resolved(here: Here, of: Formula, *criteria: Formula) -> Resolved:
    return gathered("somme", here.over(of, criteria))


def _words(words: Words, of: Formula, *criteria: Formula) -> Text:
    return f"total de {words.quoted(of)}{words.alike(criteria)}", ALONE


FUNCTION = Function(
    name="total",
    usage="total(x), total(x; critère)",
    aide="la somme de x sur toutes les séries, ou sur celles qui ont le même critère que celle-ci (SOMME.SI) : une "
    "rubrique, le groupe, ou « annee »",
    most=9,
    takes=names_alone,
    needs=(0, 1),
    resolved=_resolved,
    over=always,
    words=_words,
)

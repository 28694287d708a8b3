"""The sum of a rubrique from the first series to this one."""

from __future__ import annotations

from engine.formulas.cells import Resolved
from engine.formulas.function import ALONE, Function, Here, Text, Words, always, gathered, names_alone
from engine.formulas.tree import Formula


def _resolved(here: Here, of: Formula, *criteria: Formula) -> Resolved:
    return gathered("somme", here.over(of, criteria, until_here=True))


def _words(words: Words, of: Formula, *criteria: Formula) -> Text:
    first = "la première année" if words.yearly else "le début"
    return f"cumul de {words.quoted(of)}{words.alike(criteria)} depuis {first}", ALONE


FUNCTION = Function(
    name="cumul",
    usage="cumul(x), cumul(x; critère)",
    aide="la somme de x depuis la première série jusqu’à celle-ci, ou de celles qui ont le même critère",
    most=9,
    takes=names_alone,
    needs=(0, 1),
    resolved=_resolved,
    over=always,
    words=_words,
)

"""The sum of a rubrique of another table over the rows that this one holds."""

from __future__ import annotations

from engine.formulas.cells import Resolved
from engine.formulas.function import ALONE, Function, Here, Text, Words, a_name_first, always, gathered
from engine.formulas.tree import Formula


def _resolved(here: Here, of: Formula) -> Resolved:
    return gathered("somme", here.over(of, within=True))


def _words(words: Words, of: Formula) -> Text:
    return f"sous-total de {words.quoted(of)}", ALONE


FUNCTION = Function(
    name="sous_total",
    usage="sous_total(tableau.x)",
    aide="la somme de x sur les lignes de l’autre tableau que celle-ci contient (les actions d’un objectif)",
    takes=a_name_first,
    resolved=_resolved,
    over=always,
    words=_words,
)

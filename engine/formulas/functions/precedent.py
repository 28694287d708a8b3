"""The figure of the year before."""

from __future__ import annotations

from engine.formulas.cells import Resolved
from engine.formulas.function import ALONE, Function, Here, Text, Words, a_name_first
from engine.formulas.tree import Formula


def _resolved(here: Here, of: Formula) -> Resolved:
    return here.before(of)


def _words(words: Words, of: Formula) -> Text:
    before = "de l’année précédente" if words.yearly else "(montant précédent)"
    return f"{words.said(of)} {before}", ALONE


FUNCTION = Function(
    name="precedent",
    usage="precedent(x)",
    aide="x de l’année d’avant, ou de la ligne d’avant là où il n’y a pas d’années ; « — » la première fois",
    takes=a_name_first,
    resolved=_resolved,
    before=True,
    words=_words,
)

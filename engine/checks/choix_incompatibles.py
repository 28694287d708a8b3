"""Choices that the law ties together are made together; the plan of the model says which (`incompatibilites`).

Source: that of each (CASF, articles R. 314-42 and R. 314-43: results are freely affected only with the first two modes
of article R. 314-40). Severity: error, or that declared.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import SEVERITIES, Context
from engine.errors import Finding, Path, Severity
from engine.libraries.regles import Incompatibilite
from models import chemins

CODE = "choix-incompatibles"
SEVERITY = Severity.ERROR
SOURCE = "celle de chaque règle du modèle (« incompatibilites »)"

_ALONE = {True: "tous", False: "aucun"}
"""The trait of a list whose one item answers oui, or non."""


def check(context: Context) -> Iterator[Finding]:
    """Tell each choice that is made while the other is sure to be of another value."""
    for one in context.regles.incompatibilites:
        if context.holds(one.si) and (context.excludes(one.suppose) or not one.suppose):
            for path in _where(context, one) if chemins.CHAQUE in one.sur else [chemins.lire(one.sur)]:
                yield Finding(CODE, one.message, SEVERITIES[one.gravite], one.aide, one.source, path)


def _where(context: Context, one: Incompatibilite) -> Iterator[Path]:
    """The items that made the choice: those that would make it alone."""
    for path, answer in context.values_at(one.sur):
        alone = _ALONE.get(answer)
        if alone in one.si.get(one.sur, [alone]) and alone not in one.suppose.get(one.sur, []):
            yield path

"""Choices that the law ties together are made together; the plan of the model says which (`incompatibilites`).

Source: that of each (CASF, articles R. 314-42 and R. 314-43: results are freely affected only with the first two modes
of article R. 314-40). Severity: error, or that declared.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import SEVERITIES, Context
from engine.errors import Finding, Severity
from models import chemins

CODE = "choix-incompatibles"
SEVERITY = Severity.ERROR
SOURCE = "celle de chaque règle du modèle (« incompatibilites »)"


def check(context: Context) -> Iterator[Finding]:
    """Tell each choice that is made while the other is sure to be of another value."""
    for one in context.regles.incompatibilites:
        if context.holds(one.si) and context.excludes(one.suppose):
            path = chemins.lire(one.sur)
            yield Finding(CODE, one.message, SEVERITIES[one.gravite], one.aide, one.source, path)

"""What the description says serves in the contract of its model.

Source: the clauses of the model. Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.asking.order import unused
from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "cle-inutile"
SEVERITY = Severity.WARNING
SOURCE = "clauses du modèle"


def check(context: Context) -> Iterator[Finding]:
    """Tell the keys of every description that no clause of this model names."""
    model = context.known.modele
    for key in sorted(unused(model) & context.known.said):
        message = f"« {key} » ne sert pas au modèle « {model.nom} » : le contrat n'en dira rien."
        hint = f"Supprimez-le, ou voyez « cpom questionnaire {model.nom} »."
        yield Finding(CODE, message, SEVERITY, hint, path=(key,))

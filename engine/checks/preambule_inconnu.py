"""The préambule is one of those of the model.

Source: the plan of the model (`preambule`). Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "preambule-inconnu"
SEVERITY = Severity.ERROR
SOURCE = "plan du modèle"


def check(context: Context) -> Iterator[Finding]:
    """Look for the préambule that the description asks for."""
    model, asked = context.known.modele, context.contrat.preambule
    plan = model.plan.preambule
    if plan is not None and asked is not None and asked not in plan.au_choix:
        hint = f"Préambules de ce modèle : {', '.join(plan.au_choix)}."
        yield Finding(CODE, f"« {asked} » n'est pas un préambule du modèle « {model.nom} ».", SEVERITY, hint,
                      path=("preambule",))  # fmt: skip

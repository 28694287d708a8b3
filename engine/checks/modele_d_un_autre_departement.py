"""A département's own model makes the contracts of that département.

Source: the plan of the model (`departement`). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "modele-d-un-autre-departement"
SEVERITY = Severity.WARNING
SOURCE = "plan du modèle"


def check(context: Context) -> Iterator[Finding]:
    """Compare the département of the contract with that of its model."""
    model = context.known.modele
    own = model.plan.departement
    if own and context.contrat.departement != own:
        message = f"« {model.nom} » est le modèle du département {own}, et non de celui du contrat."
        hint = "Corrigez « departement », ou choisissez un autre modèle (cpom modeles)."
        yield Finding(CODE, message, SEVERITY, hint, path=("departement",))

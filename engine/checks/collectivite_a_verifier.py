"""What is not sure of the names of the collectivité that signs is verified before the signature.

Source: the register of collectivités (`remarque`). Severity: warning, and a réserve.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "collectivite-a-verifier"
SEVERITY = Severity.WARNING
SOURCE = "registre des collectivités"


def check(context: Context) -> Iterator[Finding]:
    """Tell the doubt, where the contract names the collectivité."""
    autorite = context.known.autorite
    if autorite and autorite.remarque and "collectivites" in context.known.modele.plan.autorites:
        hint = "Un commentaire le rappelle dans le document Word."
        message = f"noms à vérifier. {autorite.remarque}"
        yield Finding(CODE, message, SEVERITY, hint, path=("departement",), reserve=True)

"""A contract that is programmed is signed by the last day that its text gives, where there is one.

Source: the model's `programmation`. Severity: warning, for a later day
was admitted once « à titre conservatoire », by an instruction, and another may be.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import date_in_french

CODE = "signature-apres-echeance"
SEVERITY = Severity.WARNING
SOURCE = "celle de la programmation du modèle"


def check(context: Context) -> Iterator[Finding]:
    """Compare the day of the signature with the last day."""
    rules, signature = context.programmation, context.contrat.signature.date
    if rules and rules.limite and signature and signature > rules.limite.jour:
        last = date_in_french(rules.limite.jour)
        message = (
            f"le contrat est signé le {date_in_french(signature)}, après le {last}, dernier jour que les textes "
            "donnent pour conclure ces contrats."
        )
        hint = rules.limite.remarque
        yield Finding(CODE, message, SEVERITY, hint, rules.source or SOURCE, ("signature", "date"), reserve=True)

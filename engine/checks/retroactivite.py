"""A contract that takes effect before it is signed is retroactive.

Source: the model, where the effect follows the signature. Severity: warning, for the parties may want it so.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import date_in_french

CODE = "retroactivite"
SEVERITY = Severity.WARNING
SOURCE = "modèle de CPOM (la date d'effet suit la signature)"


def check(context: Context) -> Iterator[Finding]:
    """Compare the date of effect with that of the signature."""
    effet, signature = context.contrat.effet, context.contrat.signature.date
    if effet and signature and effet < signature:
        message = (
            f"le contrat prend effet le {date_in_french(effet)}, avant sa signature, le {date_in_french(signature)} : "
            "il est rétroactif."
        )
        hint = "Vérifiez les deux dates ; si la rétroactivité est voulue, le contrat devrait la justifier."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("effet",))

"""Without a date of signature, which law the contract says is told.

Source: the register of the law, whose texts have dates. Severity: information.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine import french
from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "date-du-droit"
SEVERITY = Severity.INFORMATION
SOURCE = "registre du droit"


def check(context: Context) -> Iterator[Finding]:
    """Tell the day that was taken for that of the signature."""
    droit = context.known.droit
    if droit.suppose:
        taken = "date d'effet" if context.contrat.effet else "date d'aujourd'hui"
        day = french.date_in_french(droit.jour)
        message = f"la date de signature est inconnue : le contrat dit le droit du {day} ({taken})."
        yield Finding(CODE, message, SEVERITY, path=("signature", "date"))

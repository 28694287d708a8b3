"""An avenant that takes effect before its own date is retroactive.

Source: none in the register, which is said. Severity: warning, for the parties may want it so.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import date_in_french

CODE = "avenant-retroactif"
SEVERITY = Severity.WARNING
SOURCE = "à vérifier : ce qui permet à un avenant d'être rétroactif ne figure pas dans le registre"


def check(context: Context) -> Iterator[Finding]:
    """Compare the day when each avenant takes effect with its own date."""
    for rank, one in enumerate(context.contrat.avenants):
        if one.effet and one.date and one.effet < one.date:
            effect, day = date_in_french(one.effet), date_in_french(one.date)
            message = f"l'avenant prend effet le {effect}, avant sa propre date, le {day} : il est rétroactif."
            hint = (
                "Vérifiez les deux dates ; si la rétroactivité est voulue, le motif de l'avenant devrait la justifier."
            )
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("avenants", rank, "effet"))

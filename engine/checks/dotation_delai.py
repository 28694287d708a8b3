"""A gestionnaire retained for the dotation complémentaire has its contract within a year of the results.

Source: CASF, article R. 314-136-1. Severity: warning, for a contract that is late can no longer be made early.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.calendar.calendrier import fin_de_delai
from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import date_in_french
from models.jours import Duree

CODE = "dotation-delai"
SEVERITY = Severity.WARNING
SOURCE = "CASF, article R. 314-136-1"

_ONE_YEAR = Duree(12)


def check(context: Context) -> Iterator[Finding]:
    """Compare the day of the signature with the anniversary of the results."""
    dotation, signature = context.contrat.dotation_complementaire, context.contrat.signature.date
    if not (dotation.retenu and dotation.resultats and signature):
        return
    limit = fin_de_delai(dotation.resultats, _ONE_YEAR)
    if signature > limit:
        message = (
            f"le contrat est signé le {date_in_french(signature)}, plus d'un an après la publication des résultats de "
            f"l'appel à candidatures : il devait l'être le {date_in_french(limit)} au plus tard."
        )
        hint = "Vérifiez les deux dates ; la dotation complémentaire suppose un contrat ou un avenant dans ce délai."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("signature", "date"))

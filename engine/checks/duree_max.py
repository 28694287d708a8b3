"""A contract lasts no longer than the law allows: five years for a CPOM.

Source: CASF, article L. 313-11. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import duration_in_words

CODE = "duree-max"
SEVERITY = Severity.ERROR
SOURCE = "CASF, article L. 313-11"


def check(context: Context) -> Iterator[Finding]:
    """Compare the duration with the longest that the model allows."""
    duree, limit = context.contrat.duree, context.regles.duree_max
    if duree and limit and duree > limit:
        most = duration_in_words(limit.mois)
        message = f"la durée du contrat, {duration_in_words(duree.mois)}, dépasse le maximum de {most}."
        then = " ; le contrat pourra ensuite être prorogé" if context.regles.preavis else ""
        hint = f"Ramenez la durée à {most} au plus{then}."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("duree",))

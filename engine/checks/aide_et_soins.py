"""A service autonomie à domicile that also gives care is a matter for the agence régionale de santé.

It is that of the 1° of article L. 313-1-3 (category 209 of FINESS): its contract is that of article L. 313-12-2, which
the agency signs; a contract between the Département and the gestionnaire alone does not do.

Source: CASF, articles L. 313-1-3 and L. 313-12-2; loi n° 2024-317, article 21. Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "aide-et-soins"
SEVERITY = Severity.WARNING
SOURCE = "CASF, articles L. 313-1-3 (1°) et L. 313-12-2 ; loi n° 2024-317 du 8 avril 2024, article 21"

SOINS = "services[].soins"


def check(context: Context) -> Iterator[Finding]:
    """Look for services that give care."""
    for path, answer in context.values_at(SOINS):
        if answer is True:
            message = (
                "ce service donne aussi des soins : son contrat relève de l'article L. 313-12-2, que signe l'agence "
                "régionale de santé, et ce modèle n'a pour parties que le Département et le gestionnaire."
            )
            hint = "Faites signer l'agence régionale de santé, ou retirez ce service du contrat."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)

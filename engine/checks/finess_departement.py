"""The first characters of a service's FINESS number are those of the département that signs.

97 or 98 overseas; 69 for the Rhône and the métropole de Lyon alike; 67 or 68 for Alsace and 2A or 2B for Corsica, each
of which is one collectivité. The gestionnaire's own number is left alone: its seat may be anywhere in France.

Source: répertoire FINESS. Severity: warning, for a service may work across a border.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import enumerate_fr

CODE = "finess-departement"
SEVERITY = Severity.WARNING
SOURCE = "répertoire FINESS (les deux premiers caractères sont ceux du département d'implantation)"

_TOGETHER = (("67", "68"), ("2A", "2B"), ("97", "98"))
_HINT = "Vérifiez le numéro FINESS et le code du département ; rien à faire si le service est implanté ailleurs."


def prefixes(departement: str) -> tuple[str, ...]:
    """How the FINESS numbers of a département may begin, from its code (« 35 », « 2A », « 69M », « 974 »).

    Empty where this is no code: who reads it says so.
    """
    start = departement.strip().upper()[:2]
    if not re.fullmatch("[0-9]{2}|2[AB]", start):
        return ()
    if start == "20":
        return ("2A", "2B")
    return next((group for group in _TOGETHER if start in group), (start,))


def check(context: Context) -> Iterator[Finding]:
    """Compare each service's number with the code of the département."""
    departement = context.contrat.departement
    expected = prefixes(departement or "")
    for n, service in enumerate(context.contrat.services):
        if expected and service.finess and not service.finess.startswith(expected):
            starts = enumerate_fr(expected, "ou")
            message = (
                f"« {service.finess} » n'est pas un numéro FINESS du département {departement} : "
                f"il devrait commencer par {starts}."
            )
            yield Finding(CODE, message, SEVERITY, _HINT, SOURCE, ("services", n, "finess"))

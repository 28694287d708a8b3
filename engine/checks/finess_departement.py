"""The first characters of the FINESS number of an establishment are those of the département that signs.

97 or 98 overseas; 69 for the Rhône and the métropole de Lyon alike; 67 or 68 for Alsace and 2A or 2B for Corsica, each
of which is one collectivité. The gestionnaire's own number is left alone: its seat may be anywhere in France.
So are the rows of an arrêté, each of which has its own département: the audit of its programmation looks at them.

Source: répertoire FINESS. Severity: warning, for an establishment may work across a border.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.french import enumerate_fr
from models import chemins

CODE = "finess-departement"
SEVERITY = Severity.WARNING
SOURCE = "répertoire FINESS (les deux premiers caractères sont ceux du département d'implantation)"

_TOGETHER = (("67", "68"), ("2A", "2B"), ("97", "98"))
_HINT = "Vérifiez le numéro FINESS et le code du département ; rien à faire si l'établissement est implanté ailleurs."


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


def elsewhere(number: str, departement: str, path: Path = ()) -> Finding | None:
    """What is told of a number which is not one of a département; nothing where it may be."""
    expected = prefixes(departement)
    if not expected or number.startswith(expected):
        return None
    message = (
        f"« {number} » n'est pas un numéro FINESS du département {departement} : "
        f"il devrait commencer par {enumerate_fr(expected, 'ou')}."
    )
    return Finding(CODE, message, SEVERITY, _HINT, SOURCE, path)


def check(context: Context) -> Iterator[Finding]:
    """Compare the number of each establishment with the code of the département."""
    departement = context.contrat.departement or ""
    for path, number in context.facts_of_kind("finess"):
        if path[0] == "gestionnaire" or hasattr(chemins.at(context.contrat, path[:-1]), "departement"):
            continue
        if found := elsewhere(number, departement, path):
            yield found

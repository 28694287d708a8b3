"""The control key of a SIREN number: Luhn's formula over its nine digits.

Source: répertoire SIRENE (INSEE). Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from models.identite import has_its_key

CODE = "siren-cle"
SEVERITY = Severity.ERROR
SOURCE = "répertoire SIRENE de l'INSEE (clé de Luhn sur les neuf chiffres)"

_HINT = "Vérifiez la saisie sur l'avis de situation de l'organisme."


def check(context: Context) -> Iterator[Finding]:
    """Look at every number: of the gestionnaire, of its establishments."""
    for path, number in context.facts_of_kind("siren"):
        if not has_its_key(number):
            message = f"« {number} » : la clé de contrôle du numéro SIREN est fausse."
            yield Finding(CODE, message, SEVERITY, _HINT, SOURCE, path)

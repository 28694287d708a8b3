"""The control key of a SIRET number: Luhn's formula over its fourteen digits.

The establishments of La Poste (SIREN 356 000 000) have another rule, that stdnum knows: the sum of their digits is a
multiple of five. A SIRET whose first nine digits are no SIREN is wrong too.

Source: répertoire SIRENE (INSEE). Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from models.identite import has_its_key

CODE = "siret-cle"
SEVERITY = Severity.ERROR
SOURCE = "répertoire SIRENE de l'INSEE (clé de Luhn sur les quatorze chiffres)"

_HINT = "Vérifiez la saisie sur l'avis de situation de l'établissement."


def check(context: Context) -> Iterator[Finding]:
    """Look at every number: of the establishments, under whatever list the model names them."""
    for path, number in context.facts_of_kind("siret"):
        if not _is_right(number):
            message = f"« {number} » : la clé de contrôle du numéro SIRET est fausse."
            yield Finding(CODE, message, SEVERITY, _HINT, SOURCE, path)


def _is_right(number: str) -> bool:
    if has_its_key(number) and has_its_key(number[:9]):
        return True
    from stdnum.fr import siret  # noqa: PLC0415 - it is slow to load, and few numbers are wrong, or of La Poste

    return bool(siret.is_valid(number))

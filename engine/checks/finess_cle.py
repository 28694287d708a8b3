"""The control key of a FINESS number: Luhn's formula over its nine characters.

In Corsica the letter counts as a digit, A for 1 and B for 2. The rule was tried on the 11,000 numbers of two public
extracts of the register, without one exception.

Source: répertoire FINESS. Severity: error, for a number with a wrong key is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from models.identite import has_its_key

CODE = "finess-cle"
SEVERITY = Severity.ERROR
SOURCE = "répertoire FINESS (clé de Luhn sur les neuf caractères)"

_CORSICA = str.maketrans("AB", "12")
_HINT = "Vérifiez la saisie ; les deux premiers caractères sont ceux du département (2A et 2B en Corse)."


def key_is_right(finess: str) -> bool:
    """Whether the last character of a FINESS number is the key of the first eight."""
    return has_its_key(finess.translate(_CORSICA))


def check(context: Context) -> Iterator[Finding]:
    """Look at every number: of the gestionnaire (entité juridique), of its establishments."""
    for path, number in context.facts_of_kind("finess"):
        if not key_is_right(number):
            yield told(number, path)


def told(number: str, path: Path) -> Finding:
    """Say that the key of a number is wrong."""
    return Finding(
        CODE, f"« {number} » : la clé de contrôle du numéro FINESS est fausse.", SEVERITY, _HINT, SOURCE, path
    )

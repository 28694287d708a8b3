"""Every date of a description falls in a plausible century; « 0204-01-15 » is a slip of the keyboard.

Source: the format of descriptions. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine.checks.context import Context
from engine.errors import Finding, Severity
from models.faits import Fait

CODE = "dates-vraisemblables"
SEVERITY = Severity.ERROR
SOURCE = "format des descriptions"

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def check(context: Context) -> Iterator[Finding]:
    """Look at every date of the description."""
    yield from context.of_each_group(_unlikely)


def _unlikely(facts: Sequence[Fait]) -> Iterator[Finding]:
    for path, day, _ in facts:
        if isinstance(day, date) and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            message = f"l'année {day.year:04} n'est pas vraisemblable."
            hint = f"Vérifiez la saisie ; les années vont ici de {_FIRST_YEAR} à {_LAST_YEAR}."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)

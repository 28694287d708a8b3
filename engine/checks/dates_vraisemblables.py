"""Every date of a description falls in a plausible century; « 0204-01-15 » is a slip of the keyboard.

Source: the format of descriptions. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from models.champs import Fiche

CODE = "dates-vraisemblables"
SEVERITY = Severity.ERROR
SOURCE = "format des descriptions"

_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def _dates(value: object, path: Path = ()) -> Iterator[tuple[date, Path]]:
    """Every date that a description holds, questions of the clauses included, with its path."""
    if isinstance(value, date):
        yield value, path
    elif isinstance(value, Fiche):
        for name in type(value).model_fields:
            yield from _dates(getattr(value, name), (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _dates(item, (*path, index))


def check(context: Context) -> Iterator[Finding]:
    """Look at every date of the description."""
    for day, path in _dates(context.contrat):
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            message = f"l'année {day.year:04} n'est pas vraisemblable."
            hint = f"Vérifiez la saisie ; les années vont ici de {_FIRST_YEAR} à {_LAST_YEAR}."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)

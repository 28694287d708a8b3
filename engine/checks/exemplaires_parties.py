"""There is an original for each party: every public party, and the gestionnaire.

Source: the use of contracts in several originals; no text of the register orders it. Severity: information; error where
the number is none that a contract can have.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "exemplaires-parties"
SEVERITY = Severity.ERROR
SOURCE = "usage (un exemplaire original par partie)"

_MOST = 100


def check(context: Context) -> Iterator[Finding]:
    """Compare the number of originals with that of the parties."""
    count = context.contrat.exemplaires
    if count is not None and not 1 <= count <= _MOST:
        message = f"un contrat n'a pas {count} exemplaires originaux."
        hint = f"Écrivez un nombre de 1 à {_MOST} : un exemplaire original par partie."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("exemplaires",))
    elif count is not None and count < context.parties:
        message = f"le nombre d'exemplaires ({count}) est inférieur à celui des parties ({context.parties})."
        hint = "Prévoyez un exemplaire original par partie, sauf signature électronique."
        yield Finding(CODE, message, Severity.INFORMATION, hint, SOURCE, ("exemplaires",))

"""There is an original for each party: every public party, and the gestionnaire.

Source: the use of contracts in several originals; no text of the register orders it. Severity: information.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "exemplaires-parties"
SEVERITY = Severity.INFORMATION
SOURCE = "usage (un exemplaire original par partie)"


def check(context: Context) -> Iterator[Finding]:
    """Compare the number of originals with that of the parties."""
    count = context.contrat.exemplaires
    if count is not None and count < context.parties:
        message = f"le nombre d'exemplaires ({count}) est inférieur à celui des parties ({context.parties})."
        hint = "Prévoyez un exemplaire original par partie, sauf signature électronique."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("exemplaires",))

"""The numbers of a signed contract are those of its articles, each once: no other is printed, nor quoted by an avenant.

Source: the format of descriptions; `cpom avenant` writes these numbers. Severity: error, for an avenant would
name an article that is another, or none.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "numeros-signes"
SEVERITY = Severity.ERROR
SOURCE = "format des descriptions"


def check(context: Context) -> Iterator[Finding]:
    """Look for numbers that are written as no other, and for those that two clauses have."""
    if context.dossier is None or not context.dossier.modele.numeros:
        return
    from engine.adapting.signed_numbers import wrong_numbers  # noqa: PLC0415 - few contracts have avenants

    hint = "Reprenez « numeros » de la description que cpom avenant a écrite, sans y rien changer."
    for name, value, other in wrong_numbers(context.dossier.modele):
        said = f"est déjà celui de « {other} »" if other else "n'est pas un numéro du contrat"
        message = f"« {value} », le numéro de « {name} », {said}."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("numeros", name))

"""Objectives in return for the dotation complémentaire go with a gestionnaire retained in the appel à candidatures.

Where it was not, these objectives would appear nowhere in the contract: an error. Where it was and none is marked, the
contract pays a dotation for nothing: a warning.

Source: CASF, articles L. 314-2-1, L. 314-2-2 and R. 314-136-1. Severity: error, or warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity

CODE = "dotation-objectifs"
SEVERITY = Severity.ERROR
SOURCE = "CASF, articles L. 314-2-1, L. 314-2-2 et R. 314-136-1"


def check(context: Context) -> Iterator[Finding]:
    """Compare the objectives with the answer on the appel à candidatures; nothing is said while it is unknown."""
    retenu = context.contrat.dotation_complementaire.retenu
    marked = [n for n, objectif in enumerate(context.contrat.objectifs) if objectif.dotation_complementaire]
    if retenu is False:
        for n in marked:
            message = (
                f"l'objectif n° {n + 1} est fixé en contrepartie de la dotation complémentaire, mais l'organisme "
                "gestionnaire n'a pas été retenu : il ne serait imprimé nulle part."
            )
            hint = "Écrivez « dotation_complementaire: non » à cet objectif, ou « retenu: oui » à la dotation."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("objectifs", n, "dotation_complementaire"))
    elif retenu and context.contrat.objectifs and not marked:
        message = "aucun objectif n'est fixé en contrepartie de la dotation complémentaire."
        hint = "Marquez « dotation_complementaire: oui » les objectifs pour lesquels le gestionnaire a été retenu."
        yield Finding(CODE, message, Severity.WARNING, hint, SOURCE, ("objectifs",))

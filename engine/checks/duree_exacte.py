"""Some contracts last exactly what their model says, neither more nor less.

Source: the rules of the model. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import duration_in_words

CODE = "duree-exacte"
SEVERITY = Severity.ERROR
SOURCE = "règles du modèle"


def check(context: Context) -> Iterator[Finding]:
    """Compare the duration with the only one that the model allows."""
    duree, exact = context.contrat.duree, context.regles.duree_exacte
    if duree and exact and duree != exact:
        wanted = duration_in_words(exact.mois)
        message = f"ce contrat est conclu pour une durée de {wanted}, et non de {duration_in_words(duree.mois)}."
        source = context.regles.source or SOURCE
        yield Finding(CODE, message, SEVERITY, f"Écrivez « duree: {exact.mois // 12} ans ».", source, ("duree",))

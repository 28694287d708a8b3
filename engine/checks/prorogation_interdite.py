"""A model may have no prorogation, or impose its own periods: a description may not choose others.

Source: the rules of the model. Severity: error.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import duration_in_words

CODE = "prorogation-interdite"
SEVERITY = Severity.ERROR
SOURCE = "règles du modèle"


def check(context: Context) -> Iterator[Finding]:
    """Compare what the description says of the prorogation with what the model leaves open."""
    said, regles = context.contrat.prorogation, context.regles
    source = regles.source or SOURCE
    for name in ("preavis", "reponse"):
        given, model = getattr(said, name), getattr(regles, name)
        if given and regles.preavis is None:
            message = "ce modèle ne prévoit pas de prorogation."
            hint = f"Supprimez « prorogation : {name} »."
            yield Finding(CODE, message, SEVERITY, hint, source, ("prorogation", name))
        elif given and model and regles.prorogation.imposes and given != model:
            wanted = duration_in_words(model.mois)
            message = f"ce délai est fixé à {wanted}, et ne peut pas être de {duration_in_words(given.mois)}."
            hint = f"Supprimez « prorogation : {name} » : le contrat prendra {wanted}."
            yield Finding(CODE, message, SEVERITY, hint, source, ("prorogation", name))

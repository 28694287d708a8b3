"""The gestionnaire hands in its yearly documents before 30 June, when the Département owes its data to the CNSA.

Source: the model, articles on what it pays and on the follow-up (« en cohérence avec le délai du 30 juin
de transmission des données par le département à la CNSA »). Severity: warning; a day that is not written as a day and a
month is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.french import month_and_day
from models import chemins

CODE = "calendrier-cnsa"
SEVERITY = Severity.WARNING
SOURCE = "modèle de CPOM (données de l'année N dues à la CNSA au plus tard le 30 juin de l'année N+1)"

DOCUMENTS: Path = ("suivi", "documents_avant")

_DUE = (6, 30)


def check(context: Context) -> Iterator[Finding]:
    """Compare the day before which the documents are due with 30 June."""
    text = chemins.at(context.contrat, DOCUMENTS)
    day = month_and_day(text) if isinstance(text, str) else None
    if day and day >= _DUE:
        message = f"« {text} » est trop tard : le Département doit ses données à la CNSA au plus tard le 30 juin."
        hint = "Fixez la remise des documents avant le 30 juin, par exemple au 30 avril."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, DOCUMENTS)

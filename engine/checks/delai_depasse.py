"""An act comes within the time that the law gives after another; the plan of the model says which (`delais`).

Source: that of each (CASF, article R. 314-136-1: a year). Severity: warning, or that declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.calendar.calendrier import fin_de_delai
from engine.checks.context import SEVERITIES, Context
from engine.errors import Finding, Severity
from engine.french import date_in_french, duration_in_words, elide
from models import chemins

CODE = "delai-depasse"
SEVERITY = Severity.WARNING
SOURCE = "celle de chaque règle du modèle (« delais »)"


def check(context: Context) -> Iterator[Finding]:
    """Compare the second of the two dates with the end of the time that the first opens."""
    for rule in context.regles.delais:
        first, second = (chemins.at(context.contrat, one) for one in (rule.premier, rule.second))
        if not rule.duree or not context.holds(rule.si) or not isinstance(first, date) or not isinstance(second, date):
            continue
        limit = fin_de_delai(first, rule.duree)
        path, acte = (chemins.lire(one) for one in (rule.second, rule.premier))
        if path == context.signed[0][0]:  # the contract, or the avenant that brings the first
            path, second = context.bringing(first)
        if second and second > limit:
            words = elide("de", duration_in_words(rule.duree.mois))
            message = (
                f"{context.title(path)} : le {date_in_french(second)} vient plus {words} après le "
                f"{date_in_french(first)} ({context.title(acte)}) ; le dernier jour était le {date_in_french(limit)}."
            )
            severity = SEVERITIES[rule.gravite]
            yield Finding(CODE, message, severity, rule.aide, rule.source, path)

"""The authorisation of head-office costs lasts five years at the most, and covers the whole contract.

Source: CASF, article R. 314-87 (« cinq ans renouvelables », as read in 2016). Severity: warning, for it can be renewed.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context, fact
from engine.computing.calendrier import echeance
from engine.errors import Finding, Path, Severity
from engine.french import date_in_french, duration_in_words
from models.jours import Duree

CODE = "frais-de-siege"
SEVERITY = Severity.WARNING
SOURCE = "CASF, article R. 314-87"


def check(context: Context) -> Iterator[Finding]:
    """Compare the duration with its maximum, and the end of the authorisation with that of the contract."""
    rule = context.regles.frais_de_siege
    if rule is None or not context.holds(rule.si):
        return
    from_, lasting = _path(rule.effet), _path(rule.duree)
    start, length = fact(context.contrat, from_), fact(context.contrat, lasting) if lasting else None
    if isinstance(length, Duree) and length > rule.duree_max:
        message = (
            f"l'autorisation de frais de siège dure {duration_in_words(length.mois)} : elle est accordée pour "
            f"{duration_in_words(rule.duree_max.mois)} au plus, et peut être renouvelée."
        )
        yield Finding(CODE, message, SEVERITY, "Corrigez cette durée.", rule.source, lasting)
        return
    if length and not start:  # the contract says then that it begins with itself
        start, from_ = context.contrat.effet, lasting
    end = context.day_of("echeance")
    if not start or not end:
        return
    last = echeance(start, length or rule.duree_max)
    if last < end:
        message = (
            f"l'autorisation de frais de siège finit le {date_in_french(last)}, avant l'échéance du contrat "
            f"({date_in_french(end)})."
        )
        hint = "Prévoyez son renouvellement, ou une autorisation de même durée que le contrat."
        yield Finding(CODE, message, SEVERITY, hint, rule.source, from_)


def _path(name: str) -> Path:
    return tuple(name.split(".")) if name else ()

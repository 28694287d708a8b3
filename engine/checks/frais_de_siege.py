"""The authorisation of head-office costs lasts five years at the most, and covers the whole contract.

Source: CASF, article R. 314-87 (« cinq ans renouvelables », as read in 2016). Severity: warning, for it can be renewed.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.calendar.calendrier import echeance
from engine.calendar.frais_de_siege import autorisation
from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import date_in_french, duration_in_words
from models import chemins
from models.jours import Duree

CODE = "frais-de-siege"
SEVERITY = Severity.WARNING
SOURCE = "CASF, article R. 314-87"


def check(context: Context) -> Iterator[Finding]:
    """Compare the duration with its maximum, and the end of the authorisation with that of the contract."""
    rule = context.regles.frais_de_siege
    if rule is None or not context.holds(rule.si):
        return
    lasting = chemins.lire(rule.duree)
    length = chemins.at(context.contrat, lasting) if lasting else None
    if isinstance(length, Duree) and length > rule.duree_max:
        message = (
            f"l'autorisation de frais de siège dure {duration_in_words(length.mois)} : elle est accordée pour "
            f"{duration_in_words(rule.duree_max.mois)} au plus, et peut être renouvelée."
        )
        yield Finding(CODE, message, SEVERITY, "Corrigez cette durée.", rule.source, lasting)
        return
    dated, end = autorisation(context.contrat, rule), context.day_of("echeance")
    if dated is None or end is None or (dated.par == "contrat" and not dated.duree):
        return  # the contract says then that both begin and end together
    last = echeance(dated.debut, dated.duree or rule.duree_max)
    if last >= end:
        return
    by_act = dated.par == "arrete"
    message = (
        f"l'autorisation de frais de siège finit le {date_in_french(last)}{' au plus tard' if by_act else ''}, avant "
        f"l'échéance du contrat ({date_in_french(end)})."
    )
    hint = "Prévoyez son renouvellement, ou une autorisation de même durée que le contrat."
    if by_act:
        message += " Faute d'une autre date, elle est comptée du 1er janvier qui suit l'acte qui l'accorde."
        hint = f"Donnez la date d'effet de l'autorisation ({rule.effet}). {hint}"
    where = {"effet": chemins.lire(rule.effet), "arrete": chemins.lire(rule.arrete), "contrat": lasting}[dated.par]
    yield Finding(CODE, message, SEVERITY, hint, rule.source, where, reserve=by_act)

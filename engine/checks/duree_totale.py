"""A contract and its prorogation last no longer than the law allows together: six years for a CPOM.

Source: CASF, article L. 313-11 (« prorogeable dans la limite d'une sixième année »). Severity: warning where less than
a year is left to prorogate; a contract that is too long alone is told by `duree_max`.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.calendar.calendrier import fin_maximale
from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import date_in_french, duration_in_words

CODE = "duree-totale"
SEVERITY = Severity.WARNING
SOURCE = "CASF, article L. 313-11"

_ONE_YEAR = 12


def check(context: Context) -> Iterator[Finding]:
    """Compare the duration with the longest that the model allows, prorogation included."""
    duree, limit = context.contrat.duree, context.regles.duree_totale_max
    if not duree or not limit:
        return
    total = duration_in_words(limit.mois)
    left = limit.mois - duree.mois
    if 0 <= left < _ONE_YEAR:
        rest = (
            f"il ne restera que {duration_in_words(left)} de prorogation" if left else "il ne pourra pas être prorogé"
        )
        effet = context.contrat.effet
        until = f", soit jusqu'au {date_in_french(fin_maximale(effet, limit))}" if effet and left else ""
        message = f"le contrat et sa prorogation durent {total} au plus : {rest}{until}."
        hint = "Raccourcissez le contrat si la prorogation doit pouvoir durer une année."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("duree",))

"""An act still holds when the contract is signed, when it takes effect, or until its term.

The question of the act declares how long it holds (`validite`): an authorisation, an evaluation, a convention whose
prolongation is limited.

Source: that of each question (CASF, articles L. 312-8 and L. 313-1; arrêté du 3 mars 2017). Severity: that declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from engine.calendar.calendrier import fin_de_delai
from engine.checks.context import SEVERITIES, Context, declared
from engine.checks.date_limite import concerned
from engine.errors import Finding, Severity
from engine.french import date_in_french, duration_in_words
from models.limites import Moment, Validite

CODE = "validite-depassee"
SEVERITY = Severity.ERROR
SOURCE = "celle de chaque question (« validite »)"

_UNTIL: dict[Moment, str] = {
    "signature": "la signature",
    "effet": "la veille de la prise d'effet",
    "echeance": "l'échéance",
}


def check(context: Context) -> Iterator[Finding]:
    """Compare the end of each act with the day until which it must hold, once that is known."""
    for path, value, info in context.declaring("validite"):
        rule = declared(info, "validite")
        if not isinstance(rule, Validite) or not isinstance(value, date) or not concerned(context, path, rule):
            continue
        day, signature = context.day_of(rule.jusqua), context.contrat.signature.date
        if day is None or (rule.depuis and (signature is None or signature < rule.depuis)):
            continue
        until = _UNTIL[rule.jusqua]
        if rule.jusqua == "signature" and context.begins and context.begins > day:
            day, until = context.begins, "la prise d'effet"
        if rule.jusqua == "effet" and day > date.min:
            day -= timedelta(days=1)
        if fin_de_delai(value, rule.duree) < day:
            message = (
                f"{info.title} : {duration_in_words(rule.duree.mois)} après le {date_in_french(value)}, le terme est "
                f"passé avant {until} du contrat ({date_in_french(day)})."
            )
            yield Finding(CODE, message, SEVERITIES[rule.gravite], rule.aide, rule.source, path)

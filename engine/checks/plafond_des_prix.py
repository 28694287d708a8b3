"""A price that the law caps is not raised by more than the rate of the year; the plan says which (`prix`).

A rate that the président du conseil départemental has fixed takes its place, where it is higher; a price still under
the tarif of the département may be raised freely. The prices of new contracts are free: the rate is for those that run.

Source: CASF, article L. 347-1. Severity: warning; information where the rate of the year is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.french import capitalise, euros
from engine.libraries.regles import Prix
from models import chemins

CODE = "plafond-des-prix"
SEVERITY = Severity.WARNING
SOURCE = "CASF, article L. 347-1"


def check(context: Context) -> Iterator[Finding]:
    """Compare each price with that of the year before."""
    rule, day = context.regles.prix, context.begins
    if rule is None or day is None:
        return
    tarifs = [tarif for name in rule.tarifs for _, tarif in context.values_at(name) if isinstance(tarif, Decimal)]
    own = chemins.at(context.contrat, rule.taux)
    cap = context.montant(rule.montant, day.year)
    for (path, price), (_, before) in zip(context.values_at(rule.prix), context.values_at(rule.precedent), strict=True):
        if not price or not before or price <= before or not _capped(chemins.at(context.contrat, path[:-1]), rule):
            continue
        if tarifs and price <= max(tarifs):
            continue
        allowed = max((rate for rate in (cap, own) if rate is not None), default=None)
        if allowed is None:
            yield _unknown(day.year, path, rule.source)
            continue
        if context.doute(rule.montant, day.year):
            message = f"la hausse maximale des prix de {day.year} à laquelle le prix a été comparé est à vérifier."
            hint = f"{capitalise(context.doute(rule.montant, day.year))}."
            yield Finding(CODE, message, Severity.INFORMATION, hint, rule.source, path, reserve=True)
        if price > (highest := _raised(before, allowed)):
            message = (
                f"{euros(price, '€/h')} : pour les contrats en cours, le prix de {euros(before, '€/h')} ne peut "
                f"dépasser {euros(highest, '€/h')} en {day.year} ({euros(allowed, '%')} de hausse)."
            )
            hint = "Corrigez le prix, ou donnez le taux plus élevé qu'a fixé le président du conseil départemental."
            yield Finding(CODE, message, SEVERITY, hint, rule.source, path)


def _capped(item: Any, rule: Prix) -> bool:
    """Whether an item answers as the rule says; one that has not answered is left alone."""
    answers: dict[Any, str] = {True: "oui", False: "non"}
    said = {name: getattr(item, name, None) for name in rule.si}
    return all(answers.get(said[name], str(said[name])) in wanted for name, wanted in rule.si.items())


def _raised(price: Decimal, rate: Decimal) -> Decimal:
    return (price * (100 + rate) / 100).quantize(Decimal("0.01"))


def _unknown(year: int, path: Path, source: str) -> Finding:
    message = f"la hausse maximale des prix de {year} n'est pas connue de ce logiciel : le prix n'a pas été contrôlé."
    hint = "Comparez-la au taux de l'arrêté de l'année."
    return Finding(CODE, message, Severity.INFORMATION, hint, source, path, reserve=True)

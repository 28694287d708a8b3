"""The price of a service that is not habilité is not raised by more than the rate of the year.

A rate that the président du conseil départemental has fixed takes its place, where it is higher; a price still under
the tarif of the département may be raised freely. The prices of new contracts are free: the rate is for those that run.

Source: CASF, article L. 347-1. Severity: warning; information where the rate of the year is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.french import capitalise, euros
from models import chemins

CODE = "plafond-des-prix"
SEVERITY = Severity.WARNING
SOURCE = "CASF, article L. 347-1"


def check(context: Context) -> Iterator[Finding]:
    """Compare the price of each service with that of the year before."""
    rule, day = context.regles.prix, context.begins
    if rule is None or day is None:
        return
    tarifs = [tarif for name in rule.tarifs for _, tarif in context.values_at(name) if isinstance(tarif, Decimal)]
    own = chemins.at(context.contrat, rule.taux)
    cap = context.plafond_des_prix(day.year)
    for n, service in enumerate(context.contrat.services):
        price, before = getattr(service, rule.prix, None), getattr(service, rule.precedent, None)
        if service.habilitation_aide_sociale is not False or not price or not before or price <= before:
            continue
        path: Path = ("services", n, rule.prix)
        if tarifs and price <= max(tarifs):
            continue
        allowed = max((rate for rate in (cap, own) if rate is not None), default=None)
        if allowed is None:
            yield _unknown(day.year, path, rule.source)
            continue
        if context.doute(CODE, day.year):
            message = f"la hausse maximale des prix de {day.year} à laquelle le prix a été comparé est à vérifier."
            hint = f"{capitalise(context.doute(CODE, day.year))}."
            yield Finding(CODE, message, Severity.INFORMATION, hint, rule.source, path, reserve=True)
        if price > (highest := _raised(before, allowed)):
            message = (
                f"{euros(price, '€/h')} : pour les contrats en cours, le prix de {euros(before, '€/h')} ne peut "
                f"dépasser {euros(highest, '€/h')} en {day.year} ({euros(allowed, '%')} de hausse)."
            )
            hint = "Corrigez le prix, ou donnez le taux plus élevé qu'a fixé le président du conseil départemental."
            yield Finding(CODE, message, SEVERITY, hint, rule.source, path)


def _raised(price: Decimal, rate: Decimal) -> Decimal:
    return (price * (100 + rate) / 100).quantize(Decimal("0.01"))


def _unknown(year: int, path: Path, source: str) -> Finding:
    message = f"la hausse maximale des prix de {year} n'est pas connue de ce logiciel : le prix n'a pas été contrôlé."
    hint = "Comparez-la au taux de l'arrêté de l'année."
    return Finding(CODE, message, Severity.INFORMATION, hint, source, path, reserve=True)

"""No price is below the least that the law fixes for its year; the plan of the model says which (`minimums`).

Source: that of each rule (CASF, article L. 314-2-1, I). Severity: error; warning where a price of the day of signature
is below the least of the year in which the contract takes effect; information where the amount of the year is not known
yet, or is to be verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.french import capitalise, euros
from engine.libraries.regles import Annee, Minimum
from models import chemins

CODE = "tarif-minimal"
SEVERITY = Severity.ERROR
SOURCE = "celle de chaque règle du modèle (« minimums »)"


def check(context: Context) -> Iterator[Finding]:
    """Compare each price with the least of its year; tell once each year whose amount is not known."""
    for rule in context.regles.minimums:
        yield from _below(context, rule)


def _below(context: Context, rule: Minimum) -> Iterator[Finding]:
    unknown: dict[int, Path] = {}
    doubted: dict[int, Path] = {}
    for path, price, when in _prices(context, rule):
        year = _year(context, path, when)
        if year is None or year < rule.depuis:
            continue
        least = context.montant(rule.montant, year)
        if least is None and when != "annee":  # the amounts of the years to come are not known to anybody
            unknown.setdefault(year, path)
        if least is not None and context.doute(rule.montant, year):
            doubted.setdefault(year, path)
        if least is not None and price < least:
            message = f"{euros(price, '€/h')} est inférieur au {rule.nom} de {year}, {euros(least, '€/h')}."
            hint = "Corrigez le tarif, ou la date dont il dépend."
            yield Finding(CODE, message, SEVERITY, hint, rule.source, path)
        elif when == "signature":
            yield from _below_once_in_effect(context, rule, path, price, year)
    for year, path in unknown.items():
        message = f"le {rule.nom} de {year} n'est pas connu de ce logiciel : le tarif n'a pas été contrôlé."
        hint = "Comparez-le au montant en vigueur."
        yield Finding(CODE, message, Severity.INFORMATION, hint, rule.source, path, reserve=True)
    for year, path in doubted.items():
        message = f"le {rule.nom} de {year} auquel le tarif a été comparé est à vérifier."
        hint = f"{capitalise(context.doute(rule.montant, year))}."
        yield Finding(CODE, message, Severity.INFORMATION, hint, rule.source, path, reserve=True)


def _below_once_in_effect(
    context: Context, rule: Minimum, path: Path, price: Decimal, signed: int
) -> Iterator[Finding]:
    effet = context.contrat.effet
    least = context.montant(rule.montant, effet.year) if effet and effet.year > signed else None
    if effet and least is not None and price < least:
        message = (
            f"{euros(price, '€/h')} est inférieur au {rule.nom} de {effet.year}, {euros(least, '€/h')}, "
            "année où le contrat prend effet."
        )
        hint = "Vérifiez le tarif de cette année-là : un contrat signé l'année d'avant garderait l'ancien."
        yield Finding(CODE, message, Severity.WARNING, hint, rule.source, path)


def _prices(context: Context, rule: Minimum) -> Iterator[tuple[Path, Decimal, Annee]]:
    for name, when in rule.faits.items():
        for path, price in context.values_at(name):
            if isinstance(price, Decimal):
                yield path, price, when


def _year(context: Context, path: Path, when: Annee) -> int | None:
    """The year of a price; that of the law where no date says it."""
    if when == "annee":
        year = chemins.at(context.contrat, (*path[:-1], "annee"))
        return year if isinstance(year, int) else None
    signature = context.contrat.signature.date or context.jour
    return ((context.contrat.effet if when == "effet" else None) or signature).year

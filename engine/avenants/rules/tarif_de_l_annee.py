"""A price that an avenant sets is one of the years to come, and is not below the least of the avenant's own year.

Source: that of each rule of the model (`minimums`). Severity: error below the least; warning where the year of the
price is over when the avenant takes effect, for the avenant would rewrite it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.avenants.case import Case
from engine.errors import Finding, Path, Severity
from engine.french import euros
from engine.law.amounts import amount
from engine.libraries.regles import Minimum
from models import chemins
from models.contrat import Contrat


def check(case: Case) -> Iterator[Finding]:
    """Look at each price of a rule that the new contract changes."""
    day = case.avenant.effet or case.avenant.date
    if day is None:
        return
    for rule in case.new.modele.plan.regles.minimums:
        for path, price, year in prices_changed(case, rule):
            place = case.given.source.place(path)
            known = amount(case.new.modele.bibliotheque, rule.montant, day.year)
            least = known.montant if known else None
            if (year is None or year < day.year) and least is not None and price < least:
                message = (
                    f"{euros(price, '€/h')}, que fixe cet avenant, est inférieur au {rule.nom} de {day.year}, "
                    f"{euros(least, '€/h')}."
                )
                hint = "Corrigez le tarif, ou la date de l'avenant."
                yield Finding("tarif-minimal", message, Severity.ERROR, hint, rule.source, path, place)
            if year is not None and year < day.year:
                message = (
                    f"cet avenant, qui prend effet en {day.year}, change le tarif que le contrat dit pour {year} : "
                    "il récrit une année passée."
                )
                hint = f"Donnez le tarif de {day.year}, dans le tableau des années s'il y en a un."
                yield Finding("avenant-tarif-passe", message, Severity.WARNING, hint, rule.source, path, place)


def prices_changed(case: Case, rule: Minimum) -> Iterator[tuple[Path, Decimal, int | None]]:
    """The prices of a contract that was signed that are others, with the year for which it says each, if any."""
    old, new = case.old.dossier.contrat, case.new.contrat
    for name, when in rule.faits.items():
        for path, price in chemins.every(new, name):
            before = chemins.at(old, path)
            if when == "annee":
                year = chemins.at(new, (*path[:-1], "annee"))
                if isinstance(price, Decimal) and price not in _of_year(old, name, year):
                    yield path, price, year
            elif isinstance(price, Decimal) and price != before:
                yield path, price, new.effet.year if when == "effet" and new.effet and before is not None else None


def _of_year(contrat: Contrat, name: str, year: object) -> list[object]:
    """The prices that a contract says for a year, whatever the rank of its row."""
    return [one for path, one in chemins.every(contrat, name) if chemins.at(contrat, (*path[:-1], "annee")) == year]

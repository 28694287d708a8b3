"""A price that an avenant raises for a year is not above those that the contract keeps for the years after it.

Source: the table of the years of the contract. Severity: warning, for a price may be meant to go down.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.avenants.case import Case
from engine.avenants.rules.tarif_de_l_annee import prices_changed
from engine.errors import Finding, Path, Severity
from engine.french import euros
from engine.libraries.regles import Minimum
from models import chemins

_SOURCE = "tableau des années du contrat (aucun texte du registre n'interdit qu'un tarif y baisse)"


def check(case: Case) -> Iterator[Finding]:
    """Look at each price of a table of years that the new contract changes; the first year that is below is told."""
    for rule in case.new.modele.plan.regles.minimums:
        changed = [(path, price, year) for path, price, year in prices_changed(case, rule) if year is not None]
        for path, price, year in changed:
            later = [one for one in _others(case, rule, path) if one[0] > year and one[2] < price]
            if not later or min(later)[1] in [one for one, _, _ in changed]:
                continue
            other, row, kept = min(later)
            message = (
                f"cet avenant porte le tarif de {year} à {euros(price, '€/h')}, et le contrat garde "
                f"{euros(kept, '€/h')} pour {other} : le tarif baisserait."
            )
            hint = "Donnez aussi les tarifs des années suivantes, ou vérifiez que cette baisse est voulue."
            place = case.given.source.place(row)
            yield Finding("avenant-tarif-suivant", message, Severity.WARNING, hint, _SOURCE, row, place)


def _others(case: Case, rule: Minimum, changed: Path) -> Iterator[tuple[int, Path, Decimal]]:
    """The prices of the table of years where one changes: their years, their places, what they are."""
    for name, when in rule.faits.items():
        if when == "annee" and chemins.noms(chemins.lire(name)) == chemins.noms(changed):
            for path, price in chemins.every(case.new.contrat, name):
                year = chemins.at(case.new.contrat, (*path[:-1], "annee"))
                if path[:-2] == changed[:-2] and isinstance(price, Decimal) and isinstance(year, int):
                    yield year, path, price

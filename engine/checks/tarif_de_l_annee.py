"""A price said for the year of effect is the one that the table of the years gives for it; the plan says which.

Both are printed, one above the other: the reader of the contract would not know which is due.

Source: that of each rule of the model (`tarifs_annuels`). Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import euros
from models import chemins

CODE = "tarif-de-l-annee"
SEVERITY = Severity.WARNING
SOURCE = "celle de chaque règle du modèle (« tarifs_annuels »)"


def check(context: Context) -> Iterator[Finding]:
    """Compare each price with the row of its year, where there is one."""
    effet = context.contrat.effet
    if effet is None:
        return
    for rule in context.regles.tarifs_annuels:
        said = chemins.at(context.contrat, rule.fait)
        for path, price in context.values_at(rule.lignes):
            of_the_year = chemins.at(context.contrat, (*path[:-1], "annee")) == effet.year
            if of_the_year and isinstance(said, Decimal) and isinstance(price, Decimal) and price != said:
                message = (
                    f"le contrat dit deux tarifs pour {effet.year} : {euros(said, '€/h')}, et {euros(price, '€/h')} "
                    "dans son tableau des années."
                )
                hint = "Donnez le même, ou retirez la ligne de cette année."
                yield Finding(CODE, message, SEVERITY, hint, rule.source, tuple(chemins.lire(rule.fait)))

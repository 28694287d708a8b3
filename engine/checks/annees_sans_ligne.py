"""A list whose total is that of the whole contract has a row for each year of the contract.

The table that says it (`chaque_annee` of its series) prints a total « sur la durée du contrat »: of some years alone,
it would be that of less than the contract. Nothing is said of a list that is empty, or of which a year is missing.

Source: the model, which asks for the amount and how it changes over the contract. Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import enumerate_fr
from engine.tables.series import annees_du_contrat
from models import chemins

CODE = "annees-sans-ligne"
SEVERITY = Severity.WARNING
SOURCE = "modèle de CPOM (total sur la durée du contrat)"


def check(context: Context) -> Iterator[Finding]:
    """Look at each such list, once the dates of the contract are known."""
    covered = annees_du_contrat(context.contrat)
    for tableau in context.tableaux.values():
        if not tableau.series.chaque_annee or context.excludes(tableau.si):
            continue
        rows = chemins.lire(tableau.series.pour)
        given = [year for _, year in chemins.every(context.contrat, (*rows, chemins.CHAQUE, "annee"))]
        without = [str(year) for year in covered if year not in given]
        if given and None not in given and without:
            printed = f"alors que le tableau imprime « {tableau.series.total} »"
            message = f"{tableau.titre} : aucune ligne pour {enumerate_fr(without)}, {printed}."
            hint = "Ajoutez une ligne par année, à 0 pour celles où rien n'est dû, ou corrigez la durée du contrat."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, rows)

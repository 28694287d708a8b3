"""A contract that an avenant prorogates says what is due in the years that this adds.

What is only followed as the contract goes (`suivi`) is left out. A list that has a row for each year up to the last one
that was signed, and none for a year of the prorogation, leaves a tariff or an amount of that year unsaid: the avenant
prorogates the contract, and its tables stop before its end.

Source: the model, whose tables have a row for each year. Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.calendar.prorogations import annees_avec_prorogations
from engine.checks.context import Context
from engine.errors import Finding, Severity
from engine.french import enumerate_fr
from engine.tables.series import annees_du_contrat
from models import chemins

CODE = "prorogation-sans-ligne"
SEVERITY = Severity.WARNING
SOURCE = "modèle de CPOM (tableaux par année)"

_YEAR = "annee"


def check(context: Context) -> Iterator[Finding]:
    """Look at each list given year by year, once the dates of the contract are known."""
    signed, whole = annees_du_contrat(context.contrat), annees_avec_prorogations(context.contrat)
    added = whole[len(signed) :]
    rank = next((rank for rank, one in enumerate(context.contrat.avenants) if one.prorogation), 0)
    lists: dict[str, tuple[str, list[int]]] = {}
    for tableau in context.tableaux.values() if added else ():
        series, rows = tableau.series, tableau.series.pour
        by_year = series.chaque_annee or (series.cle == _YEAR and not series.suivi)
        if not by_year or rows in lists or context.excludes(tableau.si):
            continue
        path = (*chemins.lire(rows), chemins.CHAQUE, _YEAR)
        given = [year for _, year in chemins.every(context.contrat, path)]
        if signed[-1] in given and None not in given:
            lists[rows] = tableau.titre, [year for year in added if year not in given]
    without = {titre: years for titre, years in lists.values() if years}
    if without:
        years = enumerate_fr([str(year) for year in added if any(year in some for some in without.values())])
        message = f"la prorogation ajoute {years}, sans ligne dans : {' ; '.join(without)}."
        hint = "Ajoutez une ligne à chacun, ou dites par une clause ce qui vaut pendant la prorogation."
        yield Finding(CODE, message, SEVERITY, hint, SOURCE, ("avenants", rank, "prorogation"))

"""What a description gives year by year is given for the years of the contract.

A row may also be of a year that an avenant added, by a prorogation. An indicator's value for another year has no
column, and would not be printed; an amount for another year would be printed in a table of the contract's years. A row
of a list whose table heads the years before the contract (`avant`) may be of one of these.

Source: the model, whose tables have the years of the contract as their columns. Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.calendar.calendrier import annees_couvertes
from engine.calendar.prorogations import annees_avec_prorogations
from engine.checks.context import Context
from engine.errors import Finding, Path, Severity
from engine.libraries.tableaux import Tableau
from models import chemins
from models.contrat import Contrat
from models.faits import Fait

CODE = "annees-hors-contrat"
SEVERITY = Severity.WARNING
SOURCE = "modèle de CPOM (tableaux par année)"

_YEAR = "annee"
"""What every list that is given year by year calls its year."""


def _years_of_indicators(contrat: Contrat) -> Iterator[tuple[int, Path]]:
    for n, objectif in enumerate(contrat.objectifs):
        for m, operationnel in enumerate(objectif.operationnels):
            for k, indicateur in enumerate(operationnel.indicateurs):
                path: Path = ("objectifs", n, "operationnels", m, "indicateurs", k, "annees")
                yield from ((year, (*path, str(year))) for year in indicateur.annees)


def _years_of_rows(facts: Sequence[Fait]) -> Iterator[tuple[int, Path]]:
    """The year of each row of a list that has one."""
    for path, value, _ in facts:
        if path[-1] == _YEAR and len(path) > 1 and isinstance(path[-2], int) and isinstance(value, int):
            yield value, path


def _years_of_tables(contrat: Contrat, tableaux: Mapping[str, Tableau]) -> Iterator[tuple[int, Path]]:
    """The facts of the tables that are themselves a year, and are not that of a row."""
    for tableau in tableaux.values():
        for line in tableau.rubriques:
            if line.unite == "année" and not tableau.series.pour:
                path: Path = chemins.lire(line.fait or line.nom)
                if isinstance(year := chemins.at(contrat, path), int):
                    yield year, path


def _before(path: Path, tableaux: Mapping[str, Tableau]) -> bool:
    """Whether the rows of a list may be of years before the contract."""
    rows = chemins.ecrit(path[:-2])
    return any(tableau.series.avant and tableau.series.pour == rows for tableau in tableaux.values())


def check(context: Context) -> Iterator[Finding]:
    """Look at every year given, once the dates of the contract are known."""
    contrat, tableaux = context.contrat, context.tableaux
    if not contrat.effet or not contrat.duree:
        return
    years = annees_couvertes(contrat.effet, contrat.duree)
    outside = f"n'est pas une année du contrat ({years[0]} à {years[-1]})"
    hint = "Corrigez l'année, la date d'effet ou la durée du contrat."
    for year, path in _years_of_indicators(contrat):
        if year not in years:
            before = "La valeur de départ s'écrit « initiale ». " if year == years[0] - 1 else ""
            message = f"l'année {year} {outside} : cette valeur ne sera pas imprimée."
            yield Finding(CODE, message, SEVERITY, f"{before}{hint}", SOURCE, path)
    years = annees_avec_prorogations(contrat)
    outside = f"n'est pas une année du contrat ({years[0]} à {years[-1]})"
    for year, path in (*context.of_each_group(_years_of_rows), *_years_of_tables(contrat, tableaux)):
        if year not in years and not (year < years[0] and _before(path, tableaux)):
            yield Finding(CODE, f"l'année {year} {outside}.", SEVERITY, hint, SOURCE, path)

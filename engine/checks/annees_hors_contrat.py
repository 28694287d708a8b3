"""What a description gives year by year is given for the years of the contract.

An indicator's value for another year has no column, and would not be printed; an amount for another year would be
printed in a table of the contract's years.

Source: the model, whose tables have the years of the contract as their columns. Severity: warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.checks.context import Context, fact
from engine.computing.calendrier import annees_couvertes
from engine.errors import Finding, Path, Severity
from models.contrat import Contrat

CODE = "annees-hors-contrat"
SEVERITY = Severity.WARNING
SOURCE = "modèle de CPOM (tableaux par année)"

# Tables of the clauses that have a column « annee ».
TABLES: tuple[Path, ...] = (
    ("moyens", "evolution"),
    ("moyens", "dotation_globale", "montants"),
    ("dotation_complementaire", "montants"),
    ("plan_de_financement", "synthese"),
    ("financements_complementaires", "soins"),
    ("financements_complementaires", "dependance"),
)

# Facts that are themselves a year of the contract.
YEARS: tuple[Path, ...] = (("bilan", "annee"),)


def _years_of_indicators(contrat: Contrat) -> Iterator[tuple[int, Path]]:
    for n, objectif in enumerate(contrat.objectifs):
        for m, operationnel in enumerate(objectif.operationnels):
            for k, indicateur in enumerate(operationnel.indicateurs):
                path: Path = ("objectifs", n, "operationnels", m, "indicateurs", k, "annees")
                yield from ((year, (*path, str(year))) for year in indicateur.annees)


def _years_of_tables(contrat: Contrat) -> Iterator[tuple[int, Path]]:
    for table in TABLES:
        for n in range(len(fact(contrat, table) or ())):
            year = fact(contrat, (*table, n, "annee"))
            if isinstance(year, int):
                yield year, (*table, n, "annee")
    for path in YEARS:
        year = fact(contrat, path)
        if isinstance(year, int):
            yield year, path


def check(context: Context) -> Iterator[Finding]:
    """Look at every year given, once the dates of the contract are known."""
    effet, duree = context.contrat.effet, context.contrat.duree
    if not effet or not duree:
        return
    years = annees_couvertes(effet, duree)
    outside = f"n'est pas une année du contrat ({years[0]} à {years[-1]})"
    hint = "Corrigez l'année, la date d'effet ou la durée du contrat."
    for year, path in _years_of_indicators(context.contrat):
        if year not in years:
            before = "La valeur de départ s'écrit « initiale ». " if year == years[0] - 1 else ""
            message = f"l'année {year} {outside} : cette valeur ne sera pas imprimée."
            yield Finding(CODE, message, SEVERITY, f"{before}{hint}", SOURCE, path)
    for year, path in _years_of_tables(context.contrat):
        if year not in years:
            yield Finding(CODE, f"l'année {year} {outside}.", SEVERITY, hint, SOURCE, path)

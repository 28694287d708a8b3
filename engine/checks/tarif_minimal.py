"""No tarif is below the tarif minimal of its year.

The tarif horaire of the services habilités is that of the year of effect, then that of each year that the contract
gives; the tarifs de référence of the others are those « à la date de conclusion », the year of the signature.

Source: CASF, article L. 314-2-1 (I). Severity: error; information where the amount of the year is not known yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine.checks.context import Context, declared
from engine.errors import Finding, Path, Severity
from engine.french import capitalise, euros
from models import chemins

CODE = "tarif-minimal"
SEVERITY = Severity.ERROR
SOURCE = "CASF, article L. 314-2-1 (I)"

HORAIRE: Path = ("moyens", "tarif_horaire")
EVOLUTION: Path = ("moyens", "evolution")
REFERENCES: tuple[Path, ...] = (("moyens", "tarif_reference_apa"), ("moyens", "tarif_reference_pch"))

# Before 2022 the law had no tarif minimal.
_FIRST_YEAR = 2022


def _tarifs(context: Context) -> Iterator[tuple[Path, int | None]]:
    """Where the tarifs of a description stand, with the year of each."""
    contrat = context.contrat
    signature = contrat.signature.date or context.jour
    first = (contrat.effet or signature).year
    yield HORAIRE, first
    for n in range(len(contrat.services)):
        yield ("services", n, "tarif_horaire"), first
    for path in REFERENCES:
        yield path, signature.year
    hourly = {path for path, _, info in context.facts if declared(info, "unite") == "€/h"}
    for n in range(len(chemins.at(contrat, EVOLUTION) or ())):
        if (*EVOLUTION, n, "tarif") in hourly:
            yield (*EVOLUTION, n, "tarif"), chemins.at(contrat, (*EVOLUTION, n, "annee"))


def check(context: Context) -> Iterator[Finding]:
    """Compare each tarif with the tarif minimal of its year; tell once each year whose amount is not known."""
    unknown: dict[int, Path] = {}
    doubted: dict[int, Path] = {}
    for path, year in _tarifs(context):
        tarif = chemins.at(context.contrat, path)
        if not isinstance(tarif, Decimal) or year is None or year < _FIRST_YEAR:
            continue
        least = context.tarif_minimal(year)
        if least is None and path[:2] != EVOLUTION:  # the amounts of the years to come are not known to anybody
            unknown.setdefault(year, path)
        if least is not None and context.doute(CODE, year):
            doubted.setdefault(year, path)
        if least is not None and tarif < least:
            message = f"{euros(tarif, '€/h')} est inférieur au tarif minimal de {year}, {euros(least, '€/h')}."
            hint = "Corrigez le tarif, ou la date dont il dépend."
            yield Finding(CODE, message, SEVERITY, hint, SOURCE, path)
    for year, path in unknown.items():
        message = f"le tarif minimal de {year} n'est pas connu de ce logiciel : le tarif n'a pas été contrôlé."
        hint = "Comparez-le au montant en vigueur."
        yield Finding(CODE, message, Severity.INFORMATION, hint, SOURCE, path, reserve=True)
    for year, path in doubted.items():
        message = f"le tarif minimal de {year} auquel le tarif a été comparé est à vérifier."
        yield Finding(
            CODE, message, Severity.INFORMATION, f"{capitalise(context.doute(CODE, year))}.", SOURCE, path, reserve=True
        )

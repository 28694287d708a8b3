"""Rules of validity, one per file; each tells its legal source and its severity. CHECKS lists them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from engine.checks import (
    annees_hors_contrat,
    calendrier_cnsa,
    dates_ordre,
    dates_vraisemblables,
    departements_signataires,
    dotation_delai,
    dotation_objectifs,
    duree_exacte,
    duree_max,
    duree_totale,
    exemplaires_parties,
    finess_cle,
    finess_departement,
    finess_double,
    preavis_modele,
    prorogation_coherente,
    prorogation_interdite,
    retroactivite,
    siren_cle,
    siret_cle,
    siret_siren,
    tarif_minimal,
)
from engine.checks.context import Context, Rule
from engine.errors import Finding
from engine.reading.plan import Regles
from engine.reading.tableaux import Tableau
from models.contrat import Contrat

CHECKS: tuple[Rule, ...] = (
    finess_cle,
    finess_departement,
    finess_double,
    siren_cle,
    siret_cle,
    siret_siren,
    dates_vraisemblables,
    dates_ordre,
    retroactivite,
    duree_exacte,
    duree_max,
    duree_totale,
    prorogation_interdite,
    prorogation_coherente,
    preavis_modele,
    annees_hors_contrat,
    calendrier_cnsa,
    tarif_minimal,
    dotation_delai,
    dotation_objectifs,
    exemplaires_parties,
    departements_signataires,
)


def run_checks(
    contrat: Contrat,
    regles: Regles,
    *,
    jour: date,
    tarif_minimal: Callable[[int], Decimal | None],
    tableaux: Mapping[str, Tableau] = MappingProxyType({}),
    parties: int = 2,
) -> list[Finding]:
    """Every finding of every rule, in the order of the list; the caller adds their places in the file.

    `regles` are the durations of the contract's model; `jour` is the day whose law applies; `tarif_minimal` gives the
    tarif minimal of a civil year in euros per hour, or None where it is not known; `tableaux` are the computed tables
    of the model; `parties` is how many sign the contract.
    """
    context = Context(contrat, regles, jour, tarif_minimal, tableaux, parties)
    return [finding for rule in CHECKS for finding in rule.check(context)]


__all__ = ["CHECKS", "Context", "Rule", "run_checks"]

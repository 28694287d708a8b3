"""How long a contract runs with the prorogations that its avenants agreed: what was signed of its duration stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.calendar.calendrier import annees_couvertes, echeance
from models.avenants import Avenant
from models.contrat import Contrat
from models.fiches.groupe import altered
from models.jours import Duree

NON_PREVUE = (
    "ce modèle ne prévoit pas de prorogation : un avenant ou un nouveau contrat est nécessaire pour aller au-delà de "
    "l'échéance."
)
"""What is said of a contract whose model has no prorogation, to who asks for one by a letter or by an avenant."""


def duree_prorogee(contrat: Contrat) -> Duree | None:
    """The duration of a contract with its prorogations; None while its own is unknown."""
    if contrat.duree is None:
        return None
    return Duree(contrat.duree.mois + sum(one.prorogation.mois for one in contrat.avenants if one.prorogation))


def terme(contrat: Contrat) -> date | None:
    """The last day of a contract with its prorogations; None while its dates are unknown."""
    duree = duree_prorogee(contrat)
    return echeance(contrat.effet, duree) if contrat.effet and duree else None


def annees_avec_prorogations(contrat: Contrat) -> tuple[int, ...]:
    """Every civil year of a contract and of its prorogations, in order; none while its dates are unknown."""
    duree = duree_prorogee(contrat)
    return annees_couvertes(contrat.effet, duree) if contrat.effet and duree else ()


def du_jour(contrat: Contrat, jour: date) -> Contrat:
    """A contract as its avenants have made it on a day: one without a date counts, as in its calendar."""
    return altered(contrat, {"avenants": [one for one in contrat.avenants if one.date is None or one.date <= jour]})


def prorogations(contrat: Contrat) -> Iterator[tuple[int, Avenant, date | None]]:
    """Each avenant that prorogates the contract, with its rank from 0 and the last day of the contract after it."""
    for rank, one in enumerate(contrat.avenants):
        if one.prorogation:
            yield rank, one, terme(altered(contrat, {"avenants": contrat.avenants[: rank + 1]}))

"""What every rule finds of a description, with the model and the law that it is of."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from engine.checks import Known, run_checks
from engine.errors import Finding
from engine.law.amounts import amount, doubt
from models.contrat import Contrat


def checked(contrat: Contrat, known: Known, parties: int) -> list[Finding]:
    """What every rule finds; `parties` sign the contract."""
    model, library = known.modele, known.modele.bibliotheque

    def montant(series: str, year: int) -> Decimal | None:
        found = amount(library, series, year)
        return found.montant if found else None

    return run_checks(
        contrat,
        model.regles,
        jour=known.droit.jour,
        montant=montant,
        tableaux=model.tableaux,
        parties=parties,
        traits=model.traits(contrat),
        programmation=model.plan.programmation,
        doute=partial(doubt, library),
        bibliotheque=library,
        dossier=known,
    )

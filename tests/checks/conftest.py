"""A description as a drafter would type it, of the SAAD model unless it says another, checked against its rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
import yaml

from engine.checks import run_checks
from engine.errors import Finding
from engine.law.formes import with_forme
from engine.libraries.modele import load_model
from engine.libraries.plan import Regles
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

MONTANTS = {
    "plafond-des-prix": {2023: Decimal("7.36"), 2025: Decimal("3.84")},
    "tarif-minimal": {2022: Decimal("22.00"), 2023: Decimal("23.00"), 2024: Decimal("23.50")},
}

Controle = Callable[[str], list[Finding]]


@pytest.fixture(scope="session")
def controler() -> Controle:
    """Check a description typed as YAML; every scalar is read as text, as the reader of descriptions does.

    A first line « # regles: {…} » gives other rules than those of its model, which is saad where it says nothing.
    """

    def findings(text: str) -> list[Finding]:
        said = {"modele": "saad", **yaml.load(text, Loader=yaml.BaseLoader)}  # noqa: S506
        model = load_model(said["modele"])
        contrat = with_forme(OURS, read_as(model.description, said))
        first = text.partition("\n")[0]
        other = yaml.load(first.removeprefix("# "), Loader=yaml.BaseLoader) if first.startswith("# regles:") else None  # noqa: S506
        regles = read_as(Regles, other["regles"]) if other else model.regles
        jour = contrat.signature.date or date(2024, 1, 15)
        return run_checks(
            contrat,
            regles,
            jour=jour,
            montant=lambda series, year: MONTANTS[series].get(year),
            tableaux=model.tableaux,
            traits=model.traits(contrat),
            programmation=model.plan.programmation,
            bibliotheque=OURS,
        )

    return findings

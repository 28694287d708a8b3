"""Tables written in the tests, and their figures for a description."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from engine.libraries.questions import Question, compose
from engine.libraries.tableaux import Tableau
from engine.tables.grilles import Grilles
from models.fiches.groupe import read_as
from tests.aide_a_domicile import QUESTIONS as DU_TRONC

QUESTIONS = {
    "exercices": {
        "type": "lignes", "libelle": "exercices",
        "colonnes": {
            "annee": {"type": "entier", "libelle": "exercice"},
            "heures": {"type": "nombre", "libelle": "heures"},
            "produits": {"type": "montant", "libelle": "produits"},
            "charges": {"type": "montant", "libelle": "charges"},
            "commentaire": {"type": "texte", "libelle": "commentaire"},
            "ouvert": {"type": "oui_non", "libelle": "ouvert"},
        },
    },
    "activite.gir1.heures": {"type": "nombre", "libelle": "heures"},
    "activite.gir1.personnes": {"type": "nombre", "libelle": "personnes"},
    "taux": {"type": "pourcentage", "libelle": "taux"},
}  # fmt: skip
MakeGrilles = Callable[..., Grilles]


@pytest.fixture
def grilles() -> MakeGrilles:
    """The tables described, for a description; `avec` says which values the traits may have."""
    made: list[Grilles] = []  # a test may keep one table of them alone

    def make(
        tables: Mapping[str, Any], avec: Mapping[str, str] | None = None, blank: bool = False, **facts: Any
    ) -> Grilles:
        kind = compose("essai", {**DU_TRONC, **{path: read_as(Question, one) for path, one in QUESTIONS.items()}})
        contrat = read_as(kind, {"modele": "essai", **facts})
        described = {name: read_as(Tableau, {"titre": name, "source": "essai", **one}) for name, one in tables.items()}

        def possible(condition: Mapping[str, list[str]]) -> bool:
            return all((avec or {}).get(trait) in values for trait, values in condition.items())

        made.append(Grilles(described, contrat, possible, blank=blank))
        return made[-1]

    return make

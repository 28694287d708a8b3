"""Contracts made for the tests with computed tables of their own: a library of one model, in a folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from engine.assembly.assemble import Assembled, assemble
from engine.law.applicable import Droit
from engine.libraries.modele import load_model
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS, alone

PLAN = {
    "modele": "essai",
    "intitule": "Contrat d'essai",
    "source": {"texte": "Modèle d'essai"},
    "numerotation": [{"prefixe": "Article ", "suffixe": " : "}],
    "numerotation_annexes": [{"prefixe": "Annexe ", "suffixe": " : "}],
    "articles": [],
    "annexes": ["activite", "budget"],
}
QUESTIONS = {
    "exercices": {
        "type": "lignes", "libelle": "exercices",
        "colonnes": {
            "annee": {"type": "entier", "libelle": "exercice"},
            "heures": {"type": "nombre", "libelle": "heures"},
            "produits": {"type": "montant", "libelle": "produits"},
            "charges": {"type": "montant", "libelle": "charges"},
            "ecart": {"type": "nombre", "unite": "€", "libelle": "écart"},
            "commentaire": {"type": "texte", "libelle": "commentaire"},
            "ouvert": {"type": "oui_non", "libelle": "ouvert"},
        },
    },
    "services_rendus.jour": {"type": "nombre", "libelle": "heures de jour"},
    "taux": {"type": "pourcentage", "libelle": "taux"},
}  # fmt: skip


def contract(
    folder: Path, tables: Mapping[str, Any], clauses: Mapping[str, str] | None = None, **facts: Any
) -> Assembled:
    """A contract of the model « essai », whose annexes « activite » and « budget » hold these clauses."""
    return _assembled(folder, tables, clauses or {}, facts, blank=False)


def form(folder: Path, tables: Mapping[str, Any], clauses: Mapping[str, str] | None = None) -> Assembled:
    """The blank of the same model."""
    return _assembled(folder, tables, clauses or {}, {}, blank=True)


def _assembled(
    folder: Path, tables: Mapping[str, Any], clauses: Mapping[str, str], facts: Mapping[str, Any], *, blank: bool
) -> Assembled:
    model = folder / "essai"
    (model / "tableaux").mkdir(parents=True)
    (model / "modele.yaml").write_text(yaml.safe_dump(PLAN, allow_unicode=True), encoding="utf-8")
    for name, title in (("activite", "Activité"), ("budget", "Budget")):
        head = {"titre": title, "source": f"essai, {name}", **({"questions": QUESTIONS} if name == "budget" else {})}
        body = clauses.get(name, f"Texte de « {name} ».")
        text = f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n{body}\n"
        (model / f"{name}.md").write_text(text, encoding="utf-8")
    for name, table in tables.items():
        described = {"titre": name, "source": f"essai, {name}", **table}
        text = yaml.safe_dump(described, allow_unicode=True, sort_keys=False)
        (model / "tableaux" / f"{name}.yaml").write_text(text, encoding="utf-8")
    loaded = load_model("essai", alone(folder))
    given = {"modele": "essai", "gestionnaire": {"raison_sociale": "Association Exemple"}, **facts}
    contrat = read_as(loaded.description, {"modele": "essai"} if blank else given)
    return assemble(loaded, contrat, Droit(date(2024, 1, 15), bibliotheque=OURS), None, blank=blank)

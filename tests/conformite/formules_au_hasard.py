"""Formulas drawn by lot over every function of the language, with figures that are missing, null or negative."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.assembly.assemble import Assembled
from tests.tableaux import contract

COUNT = 300
GIVEN: Sequence[dict[str, str]] = (
    {"annee": "2021", "heures": "1200", "produits": "30100,10", "charges": "29000", "ecart": "-3,5", "ouvert": "oui"},
    {"annee": "2022", "heures": "1250,25", "produits": "31500", "charges": "31500", "ecart": "0", "ouvert": "non"},
    {"annee": "2024", "heures": "0", "produits": "0", "charges": "1005,55", "ecart": "12,3450", "ouvert": "oui"},
    {"annee": "2025", "heures": "980,5", "charges": "200", "ecart": "-0,005", "ouvert": "non"},
    {"annee": "2026", "heures": "3", "produits": "10", "charges": "0,1", "ecart": "0,3"},
)
INPUTS = ("heures", "produits", "charges", "ecart", "ouvert")
NUMBERS = ("0", "2", "1,005", "100", "0,5 %", "3")
SIGNS = ("+", "-", "*", "/")
COMPARISONS = ("<", "<=", ">", ">=", "=", "<>")


class Lot:
    """Draws formulas; the same seed draws the same ones."""

    def __init__(self, seed: int, names: Sequence[str]) -> None:
        self.random, self.names = random.Random(seed), list(names)  # noqa: S311 - no secret

    def name(self) -> str:
        return self.random.choice(self.names)

    def formula(self, depth: int) -> str:
        if depth == 0 or self.random.random() < 0.2:
            return self.name() if self.random.random() < 0.75 else self.random.choice(NUMBERS)
        form = self.random.choice((*SIGNS, "(comparaison)", *FORMS))
        if form in SIGNS:
            text = f"{self.formula(depth - 1)} {form} {self.formula(depth - 1)}"
            return f"({text})" if self.random.random() < 0.5 else text
        if form == "(comparaison)":
            return f"({self.formula(depth - 1)} {self.random.choice(COMPARISONS)} {self.formula(depth - 1)})"
        while "F" in form:
            form = form.replace("F", self.formula(depth - 1), 1)
        while "N" in form:
            form = form.replace("N", self.name(), 1)
        return form.replace("D", str(self.random.randint(0, 2)))


FORMS = (
    "somme(F; F)", "somme(F; F; F)", "moyenne(F; F)", "min(F; F)", "max(F; F)", "abs(F)", "arrondi(F; D)",
    "si(F; F; F)", "et(F; F)", "ou(F; F)", "sinon(N; F)", "sinon(total(N); F)", "sinon(precedent(N); F)",
    "precedent(N)", "total(N)", "cumul(N)", "sous_total(N)", "moyenne(N)", "debut(F; F)", "-N",
)  # fmt: skip


def contract_by_lot(folder: Path, seed: int) -> Assembled:
    """A contract whose table has the inputs, then formulas over them and over one another."""
    lot = Lot(seed, INPUTS)
    lines: list[dict[str, Any]] = [
        {"nom": "heures", "libelle": "Heures", "unite": "h", "total": "somme"},
        {"nom": "produits", "libelle": "Produits", "unite": "€", "total": "moyenne"},
        {"nom": "charges", "libelle": "Charges", "unite": "€", "total": "somme_des_donnes"},
        {"nom": "ecart", "libelle": "Écart"},
        {"nom": "ouvert", "libelle": "Ouvert", "unite": "oui/non"},
    ]
    for at in range(COUNT):
        line = {"nom": f"f{at}", "libelle": f"F{at}", "formule": lot.formula(3)}
        lines.append({**line, "total": ("formule", "somme", "")[at % 3]})
        if at % 10 == 0:
            lot.names.append(f"f{at}")
    turned = {"sens": "colonnes"} if seed % 2 else {}
    table = {"series": {"pour": "exercices", "total": "Total"}, "rubriques": lines, **turned}
    return contract(folder, {"au_hasard": table}, exercices=[dict(row) for row in GIVEN])

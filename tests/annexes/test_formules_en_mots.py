"""A formula in the reader's words."""

from __future__ import annotations

from typing import Any

import pytest

from engine.annexes.intitules import wording
from engine.formulas.parsing import parse_formula
from engine.libraries.questions import Question, compose
from engine.libraries.tableaux import Tableau
from engine.tables.grilles import Grilles
from models.fiches.groupe import read_as

LINES: list[dict[str, Any]] = [
    {"nom": "forfait", "libelle": "Forfait global (1)"},
    {"nom": "tm", "libelle": "Participation usagers - TM (2)"},
    {"nom": "pch", "libelle": "PCH"},
    {"nom": "total", "libelle": "TOTAL produits (1)+(2)=(3)", "court": "produits (3)", "formule": "forfait + tm"},
]


def words(formula: str) -> str:
    """The words for a formula of a table of years."""
    table = read_as(Tableau, {"titre": "Recettes", "source": "essai", "series": {"pour": "annees"}, "rubriques": LINES})
    year = {"type": "lignes", "libelle": "années", "colonnes": {"annee": {"type": "entier", "libelle": "année"}}}
    contrat = read_as(compose("essai", {"annees": read_as(Question, year)}), {"modele": "essai"})
    grille = Grilles({"recettes": table}, contrat, lambda _: True)["recettes"]
    said = wording(grille).sentence(parse_formula(formula))
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("forfait + pch", "forfait global (1) + PCH"),
        ("forfait + tm", "forfait global (1) + « participation usagers - TM (2) »"),
        ("total / 12", "produits (3) / 12"),
        ("(forfait - pch) * 1,005", "(forfait global (1) − PCH) × 1,005"),
        ("forfait - (pch - total)", "forfait global (1) − (PCH − produits (3))"),
        ("precedent(total)", "produits (3) de l’année précédente"),
        ("total(pch)", "total de « PCH »"),
        ("cumul(pch)", "cumul de « PCH » depuis la première année"),
        ("moyenne(forfait)", "moyenne de « forfait global (1) »"),
        ("moyenne(forfait; pch)", "moyenne de forfait global (1) et PCH"),
        ("arrondi(total / 12; 2)", "produits (3) / 12, arrondi au centième"),
        ("2 * arrondi(total; 0)", "2 × (produits (3), arrondi à l’unité)"),
        ("max(forfait - pch; 0)", "forfait global (1) − PCH, sans descendre sous 0"),
        ("min(forfait; pch; total)", "le plus petit de forfait global (1), PCH et produits (3)"),
        ("abs(pch - total)", "valeur absolue de (PCH − produits (3))"),
        ("sinon(pch; 0)", "PCH ou, à défaut, 0"),
        (
            "debut(forfait; precedent(total))",
            "au début, forfait global (1) ; ensuite, produits (3) de l’année précédente",
        ),
        ("si(pch >= 1; pch; 0)", "si PCH ≥ 1, PCH ; sinon, 0"),
        ("et(pch <= 24; pch <> 0)", "PCH ≤ 24 et PCH ≠ 0"),
        ("ou(pch < 1; total = 0)", "PCH < 1 ou produits (3) = 0"),
        ("-pch", "− PCH"),
        ("autre.prix * 2", "prix × 2"),
    ],
)
def test_a_formula_reads_like_a_sentence(formula: str, said: str) -> None:
    assert words(formula) == said


def test_another_table_is_named_where_its_name_is_known() -> None:
    table = read_as(Tableau, {"titre": "Recettes", "source": "essai", "rubriques": LINES})
    contrat = read_as(compose("essai", {}), {"modele": "essai"})
    grille = Grilles({"recettes": table}, contrat, lambda _: True)["recettes"]
    said = wording(grille, lambda name: f"{name.rubrique} de l'annexe 9").sentence(parse_formula("budget.prix + pch"))
    assert said == "prix de l’annexe\u00a09 + pch de l’annexe\u00a09"

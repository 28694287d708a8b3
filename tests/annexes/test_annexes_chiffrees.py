"""The computed annexes as a document, and the charts that clauses print too."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from engine.annexes.document import Annexes, annexes
from engine.document import Block, Chart, Heading, Table
from engine.writing.layout.plain import write_text
from tests.tableaux import contract, form

YEARS = [
    {"annee": "2024", "produits": "30000", "charges": "30000"},
    {"annee": "2025", "produits": "31000", "charges": "31500,50"},
]
ACCOUNTS: dict[str, Any] = {
    "titre": "Comptes",
    "annexe": "budget",
    "series": {"pour": "exercices", "vierge": ["2024"]},
    "rubriques": [
        {"nom": "produits", "libelle": "Produits (1)", "unite": "€"},
        {"nom": "charges", "libelle": "Charges (2)", "unite": "€"},
        {"nom": "resultat", "libelle": "Résultat", "unite": "€", "formule": "produits - charges"},
    ],
    "controles": [
        {
            "nom": "equilibre",
            "libelle": "Le budget est équilibré",
            "formule": "resultat = 0",
            "message": "{serie} : il manque {resultat}.",
            "gravite": "avertissement",
            "source": "essai, article 4",
        }
    ],
    "graphiques": [{"titre": "Produits et charges", "rubriques": ["produits", "charges"]}],
}


def blocks(found: Annexes) -> list[Block]:
    return [block for section in found.document.sections for block in section.blocks]


def text(found: Annexes) -> str:
    return write_text(found.document).replace("\u00a0", " ").replace("\u202f", " ")


def test_an_annexe_has_its_number_its_computations_and_the_state_of_its_checks(tmp_path: Path) -> None:
    said = text(annexes(contract(tmp_path, {"comptes": ACCOUNTS}, exercices=YEARS)))
    assert said.startswith("Annexes chiffrées\n\nAssociation Exemple\n")
    assert "Annexe 2 — Budget\n\nComptes\n\nSource : modèle essai, comptes\n" in said
    assert "Résultat | 0,00 € | −500,50 €" in said
    assert "- Résultat = produits (1) − charges (2)" in said
    assert "Le budget est équilibré | Résultat = 0. Source : modèle essai, article 4 | " in said
    assert "OK : 2024 / À revoir : 2025 : il manque −500,50 €." in said


def test_a_computation_says_its_source_and_calls_other_tables_by_their_titles(tmp_path: Path) -> None:
    share = {
        "nom": "part",
        "libelle": "Part",
        "source": "essai, article 2",
        "doute": "l'exercice est l'année",
    }
    other = {
        "titre": "Rapprochement des produits et des charges de chaque exercice",
        "annexe": "budget",
        "series": {"pour": "exercices"},
        "rubriques": [{**share, "formule": "comptes.resultat / comptes.produits"}],
    }
    said = text(annexes(contract(tmp_path / "a", {"comptes": ACCOUNTS, "autre": other}, exercices=YEARS)))
    # deux tableaux dans l'annexe 2 : son numéro ne suffit plus
    assert "- Part = résultat (Comptes) / produits (1) (Comptes). Source : modèle essai, article 2\n" in said
    alone = {**other, "annexe": "activite"}
    said = text(annexes(contract(tmp_path / "b", {"comptes": ACCOUNTS, "autre": alone}, exercices=YEARS)))
    assert "- Part = résultat (Annexe 2) / produits (1) (Annexe 2). Source :" in said


def test_its_charts_are_those_of_the_table(tmp_path: Path) -> None:
    found = annexes(contract(tmp_path, {"comptes": ACCOUNTS}, exercices=[*YEARS, {"annee": "2026"}]))
    (chart,) = (block for block in blocks(found) if isinstance(block, Chart))
    assert (chart.title, chart.kind, chart.unit) == ("Produits et charges", "bars", "€")
    assert chart.categories == ("2024", "2025", "2026")
    assert chart.series[1].values == (Decimal(30000), Decimal("31500.50"), None)


def test_a_legend_begins_with_a_capital(tmp_path: Path) -> None:
    lines = [
        {**line, "court": "charges payées"} if line["nom"] == "charges" else line for line in ACCOUNTS["rubriques"]
    ]
    found = annexes(contract(tmp_path, {"comptes": {**ACCOUNTS, "rubriques": lines}}, exercices=YEARS))
    (chart,) = (block for block in blocks(found) if isinstance(block, Chart))
    assert [one.name for one in chart.series] == ["Produits (1)", "Charges payées"]


def test_a_clause_prints_the_charts_of_a_table_too(tmp_path: Path) -> None:
    clauses = {"budget": 'Voici les comptes.\n\n{{ graphique("comptes") }}\n\nFin.'}
    given = contract(tmp_path / "a", {"comptes": ACCOUNTS}, clauses, exercices=YEARS).document
    assert [block.title for one in given.sections for block in one.blocks if isinstance(block, Chart)] == [
        "Produits et charges"
    ]
    without = contract(tmp_path / "b", {"comptes": ACCOUNTS}, clauses).document
    assert not [block for one in without.sections for block in one.blocks if isinstance(block, Chart)]


def test_only_the_facts_of_the_tables_are_missing(tmp_path: Path) -> None:
    clauses = {"activite": "Le taux est de {{ taux }}."}
    assembled = contract(
        tmp_path, {"comptes": ACCOUNTS}, clauses, exercices=[*YEARS, {"annee": "2026", "charges": "1"}]
    )
    assert ("taux",) in assembled.missing
    assert list(annexes(assembled).missing) == [("exercices", 2, "produits")]


def test_an_optional_table_without_figures_is_left_out_and_said(tmp_path: Path) -> None:
    optional = {"titre": "Taux", "facultatif": "oui", "rubriques": [{"nom": "taux", "libelle": "Taux"}]}
    tables = {"comptes": ACCOUNTS, "option": optional}
    found = annexes(contract(tmp_path / "a", tables, exercices=YEARS))
    assert (found.titles, found.left_out) == (("Annexe 2 — Comptes",), ("Taux",))
    assert annexes(contract(tmp_path / "b", tables, exercices=YEARS, taux="12")).left_out == ()


def test_a_wide_table_is_in_landscape_and_a_wider_one_is_turned(tmp_path: Path) -> None:
    many = [{"annee": str(year), "produits": "1", "charges": "1"} for year in range(2020, 2026)]
    (section,) = annexes(contract(tmp_path / "a", {"comptes": ACCOUNTS}, exercices=many)).document.sections
    assert section.landscape
    longer = [{"annee": str(year), "produits": "1", "charges": "1"} for year in range(2010, 2026)]
    (section,) = annexes(contract(tmp_path / "b", {"comptes": ACCOUNTS}, exercices=longer)).document.sections
    tables = [block for block in section.blocks if isinstance(block, Table)]
    assert [len(table.widths) for table in tables] == [4, 3]  # a year is a row; then the checks
    assert not section.landscape


def test_headings_have_anchors_of_their_own(tmp_path: Path) -> None:
    found = annexes(contract(tmp_path, {"un": ACCOUNTS, "deux": ACCOUNTS}, exercices=YEARS))
    headings = [block for block in blocks(found) if isinstance(block, Heading)]
    assert [block.level for block in headings] == [1, 2, 2]
    assert len({block.anchor for block in headings}) == 3


def test_a_form_has_empty_cells_and_no_verdict(tmp_path: Path) -> None:
    said = text(annexes(form(tmp_path, {"comptes": ACCOUNTS})))
    assert "Produits (1) |\n" in said
    assert "À revoir" not in said
    assert "à compléter" not in said

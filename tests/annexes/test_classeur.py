"""The workbook of a contract as a tree: its sheets and their names, what is typed in it and what is not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.annexes.classeur import workbook
from engine.workbook import Limits, Sheet, SheetCell, Workbook
from tests.tableaux import contract, form

YEARS = [
    {"annee": "2024", "produits": "30000", "charges": "30000"},
    {"annee": "2025", "produits": "31000", "charges": "31500,50"},
]
ACCOUNTS: dict[str, Any] = {
    "annexe": "budget",
    "series": {"pour": "exercices", "total": "Total", "vierge": ["2024", "2025"]},
    "rubriques": [
        {"titre": "Produits"},
        {"nom": "produits", "libelle": "Produits (1)", "unite": "€", "total": "somme"},
        {"titre": "Charges"},
        {"nom": "charges", "libelle": "Charges (2)", "unite": "€", "total": "somme"},
        {"nom": "resultat", "libelle": "Résultat", "unite": "€", "formule": "produits - charges", "total": "formule"},
    ],
    "controles": [
        {
            "nom": "equilibre",
            "libelle": "Le budget est équilibré",
            "formule": "resultat = 0",
            "message": "{serie} : il manque {resultat}.",
            "gravite": "avertissement",
            "sauf_total": "oui",
        }
    ],
}


def sheet(book: Workbook, name: str) -> Sheet:
    return next(one for one in book.sheets if one.name == name)


def role(of: Sheet, name: str) -> list[SheetCell]:
    return [cell for cell in of.cells if cell.role == name]


def test_sheets_have_the_numbers_of_the_annexes_that_print_the_tables(tmp_path: Path) -> None:
    figure = {"rubriques": [{"nom": "taux", "libelle": "Taux"}]}
    tables = {
        "un": {**figure, "annexe": "budget"},
        "deux": {**figure, "annexe": "budget"},
        "trois": figure,
        "quatre": {**figure, "titre": "Tableau de suivi des objectifs et de [leurs] indicateurs / année"},
        "cinq": {**figure, "titre": "Tableau de suivi des objectifs et des actions"},
    }
    clauses = {"activite": 'Voici les chiffres.\n\n{{ tableau("trois") }}'}
    names = [one.name for one in workbook(contract(tmp_path, tables, clauses)).sheets]
    assert names[:4] == ["Sommaire", "Annexe 1", "Annexe 2", "Annexe 2 (2)"]
    assert names[4:] == ["Tableau de suivi des objectifs…", "Tableau de suivi des… (2)"]
    assert all(len(name) <= 31 for name in names)


def test_an_input_knows_its_fact_and_what_may_be_typed(tmp_path: Path) -> None:
    book = workbook(contract(tmp_path, {"comptes": ACCOUNTS}, exercices=YEARS))
    inputs = {cell.at: cell for cell in role(sheet(book, "Annexe 2"), "input")}
    assert sorted(inputs) == ["C10", "C8", "D10", "D8"]
    assert inputs["D10"].path == ("exercices", 1, "charges")
    assert inputs["D10"].value == Decimal("31500.50")
    assert inputs["D10"].limits == Limits(minimum=Decimal(0))


def test_names_of_rubriques_and_of_series_are_found(tmp_path: Path) -> None:
    upright = sheet(workbook(contract(tmp_path / "a", {"comptes": ACCOUNTS}, exercices=YEARS)), "Annexe 2")
    turned = {**ACCOUNTS, "sens": "colonnes"}
    across = sheet(workbook(contract(tmp_path / "b", {"comptes": turned}, exercices=YEARS)), "Annexe 2")
    for found, of_lines, of_series in ((upright, "label", "header"), (across, "header", "label")):
        lines = [cell for cell in role(found, of_lines) if cell.rubrique]
        series = [cell for cell in role(found, of_series) if cell.serie is not None]
        assert [cell.value for cell in lines] == ["Produits (1)", "Charges (2)", "Résultat"]
        assert [cell.value for cell in series] == ["2024", "2025", "Total"]
        assert [cell.path for cell in series] == [("exercices", 0, "annee"), ("exercices", 1, "annee"), ()]
    assert [cell.value for cell in role(upright, "heading")] == ["Produits", "Charges"]


def test_a_fact_is_typed_in_one_cell_alone(tmp_path: Path) -> None:
    again = {"annexe": "activite", "series": {"pour": "exercices"}, "rubriques": [{"nom": "charges", "libelle": "C"}]}
    book = workbook(contract(tmp_path, {"comptes": ACCOUNTS, "rappel": again}, exercices=YEARS))
    paths = [cell.path for one in book.sheets for cell in one.cells if cell.role == "input"]
    assert len(paths) == len(set(paths))
    repeated = next(cell for cell in sheet(book, "Annexe 2").cells if (cell.rubrique, cell.serie) == ("charges", 1))
    assert (repeated.role, repeated.path) == ("computed", ())
    assert repeated.formula == "IF('Annexe 1'!D7=\"\",\"\",'Annexe 1'!D7)"
    assert repeated.value == Decimal("31500.50")


def test_a_check_says_ok_or_what_to_mend(tmp_path: Path) -> None:
    found = sheet(workbook(contract(tmp_path, {"comptes": ACCOUNTS}, exercices=YEARS)), "Annexe 2")
    assert [(cell.at, cell.value) for cell in role(found, "check")] == [("C12", "OK"), ("D12", "À revoir")]
    assert role(found, "check")[1].formula == 'IF(COUNTBLANK(D11)>0,"",IF(ROUND(D11,6)=0,"OK","À revoir"))'
    (message,) = role(found, "message")
    assert message.value == "2025 : il manque −500,50\u00a0€."
    assert (
        'IF(D12="À revoir","2025"&" : il manque "&IF(ISNUMBER(D11),FIXED(D11,2)&"\u00a0€",D11)&". ","")'
        in message.formula
    )


def test_a_message_longer_than_a_formula_says_what_to_do(tmp_path: Path) -> None:
    control = {
        **ACCOUNTS["controles"][0],
        "message": "{serie} : " + "il manque {resultat} ; " * 100,
        "aide": "Corrigez.",
    }
    table = {**ACCOUNTS, "controles": [control]}
    found = sheet(workbook(contract(tmp_path, {"comptes": table}, exercices=YEARS)), "Annexe 2")
    assert role(found, "message")[0].formula == 'IF((C12="À revoir")+(D12="À revoir")>0,"Corrigez.","")'


def test_the_summary_links_every_sheet_and_tells_its_state(tmp_path: Path) -> None:
    draft = [*YEARS, {"annee": "2026"}]
    first = workbook(contract(tmp_path, {"comptes": ACCOUNTS}, exercices=draft)).sheets[0]
    assert [cell.link for cell in role(first, "link")] == ["Annexe 2"]
    assert [cell.value for cell in role(first, "check")] == ["À revoir", "À revoir"]
    left = next(cell for cell in first.cells if cell.column == 4 and cell.formula)
    assert (left.value, left.formula) == (Decimal(2), "COUNTBLANK('Annexe 2'!C8:E8)+COUNTBLANK('Annexe 2'!C10:E10)")


def test_parameters_stand_above_the_table_with_their_source(tmp_path: Path) -> None:
    table = {
        "annexe": "budget",
        "parametres": [
            {"nom": "taux", "libelle": "Taux", "unite": "%"},
            {"nom": "plafond", "libelle": "Plafond", "unite": "€/h", "valeur": "24", "source": "essai, article 2"},
        ],
        "rubriques": [{"nom": "du", "libelle": "Dû", "unite": "€", "formule": "plafond * taux / 100"}],
    }
    found = sheet(workbook(contract(tmp_path, {"du": table}, taux="12")), "Annexe 2")
    by_name = {cell.at: cell for cell in found.cells}
    assert (by_name["C6"].role, by_name["C6"].path, by_name["C6"].value) == ("input", ("taux",), Decimal(12))
    assert by_name["C6"].limits == Limits(minimum=Decimal(0), maximum=Decimal(100))
    assert (by_name["C7"].role, by_name["C7"].value) == ("computed", Decimal(24))
    assert by_name["D7"].value == "Fixé par le modèle. Source\u00a0: modèle essai, article\u00a02"
    assert by_name["C10"].formula == 'IF(COUNTBLANK(C6)>0,"",C7*C6/100)'


def test_a_table_asked_for_comes_with_those_that_it_needs(tmp_path: Path) -> None:
    figure = {"rubriques": [{"nom": "taux", "libelle": "Taux"}]}
    needs = {"rubriques": [{"nom": "double", "libelle": "Double", "formule": "base.taux * 2"}]}
    assembled = contract(tmp_path, {"base": figure, "autre": figure, "besoin": needs})
    assert [one.table for one in workbook(assembled, ["besoin"]).sheets] == ["", "base", "besoin"]


def test_a_form_is_empty_and_lets_its_years_be_typed(tmp_path: Path) -> None:
    found = sheet(workbook(form(tmp_path, {"comptes": ACCOUNTS})), "Annexe 2")
    assert {cell.value for cell in role(found, "input")} == {None}
    years = [cell for cell in role(found, "header") if cell.limits]
    assert [(cell.value, cell.path) for cell in years] == [
        ("2024", ("exercices", 0, "annee")),
        ("2025", ("exercices", 1, "annee")),
    ]
    assert [cell.value for cell in role(found, "check")] == ["", ""]


@pytest.mark.parametrize("kind", ["barres", "courbes"])
def test_a_chart_is_drawn_from_the_cells(tmp_path: Path, kind: str) -> None:
    table = {**ACCOUNTS, "graphiques": [{"titre": "Résultat", "rubriques": ["resultat"], "genre": kind}]}
    found = sheet(workbook(contract(tmp_path, {"comptes": table}, exercices=YEARS)), "Annexe 2")
    (chart,) = found.charts
    assert (chart.categories.row, chart.categories.column, chart.categories.last_column) == (6, 3, 4)
    assert not chart.from_zero  # a result is negative
    ((name, cells),) = chart.series
    assert name == "Résultat"
    hidden = [cell.at for cell in role(found, "data")]
    assert (cells.row, hidden) == ((11, []) if kind == "barres" else (16, ["H16", "I16"]))

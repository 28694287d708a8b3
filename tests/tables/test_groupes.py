"""Groups of rows, sums restricted to one of them, rubriques of each year, variants of a rubrique."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from engine.annexes.intitules import wording
from engine.assembly.sound_tables import named_twice
from engine.assembly.tableaux import written
from engine.formulas.cells import Absence, Figure
from engine.formulas.parsing import parse_formula
from engine.libraries.tableaux import Rubrique, Tableau
from engine.tables.grilles import Grille
from models.fiches.groupe import read_as
from tests.tables.conftest import MakeGrilles

CONTRACT = {"effet": "2024-01-01", "duree": "2 ans"}
TWO_ACCOUNTS = [
    {"annee": "2024", "commentaire": "A", "produits": "100"},
    {"annee": "2024", "commentaire": "B", "produits": "30"},
    {"annee": "2025", "commentaire": "A", "produits": "110"},
]


def row(grille: Grille, rubrique: str) -> list[Figure | str]:
    return [grille.case(rubrique, at).value for at in range(len(grille.series))]


def grouped(*rubriques: dict[str, Any], **series: Any) -> dict[str, Any]:
    facts = [{"nom": "produits", "unite": "€"}, {"nom": "heures"}]
    return {"series": {"pour": "exercices", "groupe": "commentaire", **series}, "rubriques": [*facts, *rubriques]}


def test_each_group_has_its_own_years_and_its_own_year_before(grilles: MakeGrilles) -> None:
    change = {"nom": "variation", "formule": "produits - precedent(produits)"}
    first = {"nom": "depart", "formule": "debut(produits; precedent(depart))"}
    found = grilles({"t": grouped(change, first, annees="oui")}, exercices=TWO_ACCOUNTS, **CONTRACT)["t"]
    assert [serie.label for serie in found.series] == ["A, 2024", "A, 2025", "B, 2024", "B, 2025"]
    assert row(found, "variation") == [Absence.SANS_BASE, 10, Absence.SANS_BASE, Absence.A_RENSEIGNER]
    assert row(found, "depart") == [100, 100, 30, 30]
    assert found.case("produits", 3).path == ("exercices", 3, "produits")  # a row to fill in


def test_a_list_without_groups_is_a_group(grilles: MakeGrilles) -> None:
    given = [{"annee": "2025", "produits": "2"}, {"annee": "2024", "produits": "1"}]
    found = grilles({"t": grouped(annees="oui")}, exercices=given, **CONTRACT)["t"]
    assert [serie.label for serie in found.series] == ["2024", "2025"]


@pytest.mark.parametrize(
    ("formula", "figures"),
    [
        ("total(produits; commentaire)", [210, 210, 30]),
        ("total(produits; annee)", [130, 110, 130]),
        ("total(produits; annee; commentaire)", [100, 110, 30]),
        ("cumul(produits; commentaire)", [100, 210, 30]),
        ("total(produits)", [240, 240, 240]),
    ],
)
def test_a_sum_may_be_restricted_to_the_like(grilles: MakeGrilles, formula: str, figures: list[int]) -> None:
    found = grilles({"t": grouped({"nom": "x", "formule": formula})}, exercices=TWO_ACCOUNTS)["t"]
    assert [serie.label for serie in found.series] == ["A, 2024", "A, 2025", "B, 2024"]
    assert row(found, "x") == figures


def test_a_sum_of_nothing_alike_is_zero(grilles: MakeGrilles) -> None:
    other = {
        "series": {"pour": "exercices", "doubles": "oui"},
        "rubriques": [
            {"nom": "heures"},
            {"nom": "x", "formule": "total(t.produits; heures)"},
            {"nom": "tout", "formule": "total(t.produits)"},
        ],
    }
    given = [{"annee": "2024", "heures": "1", "produits": "5"}, {"annee": "2025", "heures": "2", "produits": "7"}]
    kept = {**grouped(), "series": {"pour": "exercices", "si": {"ouvert": ["oui"]}}}
    found = grilles({"t": kept, "u": other}, exercices=[given[0], {**given[1], "ouvert": "non"}])["u"]
    assert row(found, "x") == [5, 0]
    assert row(found, "tout") == [5, 5]


def test_a_criterion_that_the_contract_has_not_tells_nothing_apart(grilles: MakeGrilles) -> None:
    account = {"nom": "compte", "unite": "texte", "fait": "commentaire", "si": {"plusieurs": ["oui"]}}
    of_account = {"nom": "x", "formule": "total(produits; compte)"}
    table = {
        "series": {"pour": "exercices", "doubles": "oui"},
        "rubriques": [account, {"nom": "produits"}, of_account],
    }
    assert row(grilles({"t": table}, {"plusieurs": "oui"}, exercices=TWO_ACCOUNTS)["t"], "x") == [210, 30, 210]
    assert row(grilles({"t": table}, {"plusieurs": "non"}, exercices=TWO_ACCOUNTS)["t"], "x") == [240, 240, 240]


def test_a_sum_waits_for_what_tells_its_rows_apart(grilles: MakeGrilles) -> None:
    years = {"series": {"annees": "oui"}, "rubriques": [{"nom": "x", "formule": "total(t.produits; annee)"}]}
    rows = {"series": {"pour": "exercices", "doubles": "oui", "cle": "commentaire"},
            "rubriques": [{"nom": "annee", "unite": "année"}, {"nom": "produits"}]}  # fmt: skip
    given = [{"commentaire": "A", "produits": "1", "annee": "2025"}, {"commentaire": "B", "produits": "2"}]
    assert row(grilles({"t": rows, "u": years}, exercices=given[:1], **CONTRACT)["u"], "x") == [0, 1]
    assert row(grilles({"t": rows, "u": years}, exercices=given, **CONTRACT)["u"], "x") == [Absence.A_RENSEIGNER] * 2


def test_rows_of_no_group_are_alike_and_are_not_those_of_a_group(grilles: MakeGrilles) -> None:
    given = [{"annee": "2024", "produits": "1"}, {"annee": "2025", "produits": "2", "commentaire": "A"}]
    found = grilles({"t": grouped({"nom": "x", "formule": "total(produits; commentaire)"})}, exercices=given)["t"]
    assert row(found, "x") == [1, 2]


def test_a_criterion_that_no_table_has_is_a_mistake_of_the_library(grilles: MakeGrilles) -> None:
    found = grilles({"t": grouped({"nom": "x", "formule": "total(produits; inconnu)"})}, exercices=TWO_ACCOUNTS)["t"]
    with pytest.raises(LookupError, match="un critère nomme « inconnu »"):
        found.case("x", 0)


def test_the_year_of_a_series_is_a_figure(grilles: MakeGrilles) -> None:
    table = {"series": {"pour": "exercices"}, "rubriques": [{"nom": "x", "formule": "si(annee <= 2024; 0; 1)"}]}
    assert row(grilles({"t": table}, exercices=[{"annee": "2024"}, {"annee": "2025"}])["t"], "x") == [0, 1]
    none = {"series": {"unique": "Montant"}, "rubriques": [{"nom": "x", "formule": "annee + 1"}]}
    assert row(grilles({"t": none})["t"], "x") == [Absence.A_RENSEIGNER]


def test_a_rubrique_may_stand_once_for_each_year_with_the_figures_of_that_year(grilles: MakeGrilles) -> None:
    line = {"nom": "part", "libelle": "Part de {annee}", "annees": "oui", "formule": "comptes.produits * taux / 100"}
    parts = {"series": {"unique": "Part"}, "parametres": [{"nom": "taux"}], "rubriques": [line]}
    tables = {"comptes": {"series": {"pour": "exercices"}, "rubriques": [{"nom": "produits"}]}, "parts": parts}
    given = [{"annee": "2024", "produits": "100"}, {"annee": "2025", "produits": "200"}]
    found = grilles(tables, exercices=given, taux="10", **CONTRACT)["parts"]
    assert [line.libelle for line in found.rubriques] == ["Part de 2024", "Part de 2025"]
    assert [found.case(line.nom, 0).value for line in found.rubriques] == [10, 20]
    assert grilles(tables, exercices=given, taux="10")["parts"].rubriques == ()  # the years are not known


def test_the_sum_of_a_year_is_that_of_its_group(grilles: MakeGrilles) -> None:
    line = {"nom": "part", "libelle": "{annee}", "annees": "oui", "formule": "total(comptes.produits; commentaire)"}
    rows = {"series": {"pour": "exercices", "doubles": "oui"},
            "rubriques": [{"nom": "commentaire", "unite": "texte"}, line]}  # fmt: skip
    found = grilles({"comptes": grouped(annees="oui"), "t": rows}, exercices=TWO_ACCOUNTS, **CONTRACT)["t"]
    assert row(found, "part_2024") == [100, 30, 100]
    assert row(found, "part_2025") == [110, Absence.A_RENSEIGNER, 110]  # 2025 is not given for B


def test_of_the_variants_of_a_rubrique_the_contract_has_one(grilles: MakeGrilles) -> None:
    lines = [
        {"nom": "x", "formule": "produits", "si": {"mode": ["a"]}},
        {"nom": "x", "formule": "produits * 2"},
        {"nom": "y", "formule": "x + 1"},
    ]
    table = {"series": {"pour": "exercices"}, "rubriques": [{"nom": "produits"}, *lines]}
    given = [{"annee": "2024", "produits": "5"}]
    assert row(grilles({"t": table}, {"mode": "a"}, exercices=given)["t"], "y") == [6]
    assert row(grilles({"t": table}, {"mode": "b"}, exercices=given)["t"], "y") == [Decimal(11)]


@pytest.mark.parametrize("second", [{}, {"si": {"mode": ["b"]}}])
def test_a_rubrique_of_the_same_name_never_follows_one_without_condition(second: dict[str, Any]) -> None:
    lines = [{"nom": "x"}, {"nom": "x", **second}]
    (told,) = named_twice(read_as(Tableau, {"titre": "t", "source": "essai", "rubriques": lines}))
    assert told.message == "deux rubriques portent le nom « x »."


def test_a_parameter_may_have_a_condition(grilles: MakeGrilles) -> None:
    table = {"series": {"unique": "Montant"}, "parametres": [{"nom": "taux", "si": {"mode": ["a"]}}],
             "rubriques": [{"nom": "x", "formule": "sinon(taux; 1)"}]}  # fmt: skip
    assert row(grilles({"t": table}, {"mode": "a"}, taux="5")["t"], "x") == [5]
    assert row(grilles({"t": table}, {"mode": "b"}, taux="5")["t"], "x") == [1]


def test_a_control_may_be_about_the_totals_alone(grilles: MakeGrilles) -> None:
    table = {
        "series": {"pour": "exercices", "total": "Total"},
        "rubriques": [{"nom": "produits", "total": "somme"}],
        "controles": [{"nom": "c", "libelle": "c", "formule": "produits < 10", "message": "c", "total_seul": "oui"}],
    }
    given = [{"annee": "2024", "produits": "6"}, {"annee": "2025", "produits": "6"}]
    found = grilles({"t": table}, exercices=given)["t"]
    assert found.held(found.tableau.controles[0]) == [2]


def test_a_year_is_written_as_a_year() -> None:
    assert written(Decimal(2026), read_as(Rubrique, {"nom": "annee", "unite": "année"}), computed=False) == "2026"


def test_a_control_of_what_the_contract_has_not_is_not_there(grilles: MakeGrilles) -> None:
    asked = {
        "besoin": "charges > 0",
        "sinon": "sinon(charges; 0) = 0",
        "autre": "total(u.x) > 0",
        "toujours": "produits > 0",
    }
    controls = [{"nom": nom, "libelle": nom, "formule": formula, "message": nom} for nom, formula in asked.items()]
    said = {"nom": "dit", "libelle": "dit", "formule": "produits > 0", "message": "{serie} : {charges}"}
    lines = [{"nom": "produits"}, {"nom": "charges", "si": {"mode": ["a"]}}]
    table = {"series": {"pour": "exercices"}, "rubriques": lines, "controles": [*controls, said]}
    other = {"si": {"mode": ["a"]}, "rubriques": [{"nom": "x", "valeur": "1"}]}
    kept = {
        mode: [one.nom for one in grilles({"t": table, "u": other}, {"mode": mode})["t"].controles] for mode in "ab"
    }
    assert kept == {"a": [*asked, "dit"], "b": ["sinon", "toujours"]}


def test_a_sum_says_what_it_keeps_to(grilles: MakeGrilles) -> None:
    formula = parse_formula("total(produits; commentaire; annee)")
    of_groups = grilles({"t": grouped()}, exercices=TWO_ACCOUNTS)["t"]
    assert wording(of_groups).sentence(formula).endswith("(même commentaire et même année)")
    of_one = grilles({"t": grouped()}, exercices=[{"annee": "2024", "produits": "1"}])["t"]
    assert wording(of_one).sentence(formula).endswith("(même année)")

"""The figures of Ille-et-Vilaine's annexes 1, 5, 9 and 10, worked out by hand from the model's own rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks.controles_des_tableaux import table_findings
from engine.errors import dotted
from engine.tables.grilles import Grilles
from tests.ille_et_vilaine import EMPTY, NO_BASE, figures, row, said, tables

quick = settings(deadline=None, max_examples=40)


# --- Annexes 1 and 5: the activity -----------------------------------------------------------------------------------


def test_the_hours_of_each_year_are_added_up_and_a_year_without_all_of_them_is_not() -> None:
    whole = {"heures_apa": "30 500,5", "heures_pch": "6 300", "heures_aide_menagere": "1 400", "heures_autres": "5 200"}
    found = tables(activite={"annees": [{"annee": "2024", **whole}, {"annee": "2025", "heures_apa": "31 000"}]})
    # 30 500,5 + 6 300 + 1 400 + 5 200 = 43 400,5
    assert row(found, "activite_annuelle", "heures") == figures("43 400,5", "", "", "", "")
    headings = [serie.label for serie in found["activite_annuelle"].series]
    assert headings[:2] == ["Valeur d’entrée 2024", "Prévisionnelles 2025"]


def activity(**more: Any) -> Grilles:
    gir = {f"gir{n}": {"heures": f"{n}00", "beneficiaires": str(n)} for n in range(1, 5)}
    lines = ("pch", "aide_sociale", "autres_financements", "autres_activites")
    others = {line: {"heures": "50", "beneficiaires": "2"} for line in lines}
    moments = {"dimanches": {"heures": "150", "beneficiaires": "4"}, "nuits": {"heures": "30", "beneficiaires": "1"},
               "semaine": {"heures": "870", "beneficiaires": "11"}}  # fmt: skip
    return tables(diagnostic={"activite": {**gir, **others, **moments, **more}})


def test_the_activity_of_the_year_of_reference() -> None:
    found = activity()
    # 100 + 200 + 300 + 400 = 1 000 heures ; 1 + 2 + 3 + 4 = 10 personnes
    assert row(found, "activite", "apa") == figures("1 000", "10")
    # 1 000 + 4 × 50 = 1 200 heures ; 10 + 4 × 2 = 18 personnes
    assert row(found, "activite", "total") == figures("1 200", "18")
    # 150 + 30 + 870 = 1 050 heures, celles de l'APA et de la PCH (1 000 + 50) ; 4 + 1 + 11 = 16 personnes
    assert row(found, "activite_apa_pch", "total") == figures("1 050", "16")
    assert [one.code for one in table_findings(found)] == ["activite-seuil-d-activite"]  # fewer than 30 000 hours


@pytest.mark.parametrize(("hours", "wrong"), [("28 899,5", 1), ("28 900", 0), ("40 000", 0)])
def test_the_departement_contracts_from_thirty_thousand_hours(hours: str, wrong: int) -> None:
    # 1 000 heures d'APA et 100 d'aide sociale : il en faut 28 900 de PCH
    found = activity(aide_sociale={"heures": "100", "beneficiaires": "2"}, pch={"heures": hours, "beneficiaires": "2"})
    assert len(said(found, "activite-seuil-d-activite")) == wrong


def test_a_person_on_several_lines_is_counted_once_where_the_total_is_given() -> None:
    found = activity(total_beneficiaires="15", total_beneficiaires_apa_pch="12")
    assert row(found, "activite", "total") == figures("1 200", "15")
    assert row(found, "activite_apa_pch", "total") == figures("1 050", "12")


@pytest.mark.parametrize(("total", "wrong"), [("17", 0), ("18", 0), ("19", 1)])
def test_a_total_of_persons_does_not_go_beyond_its_lines(total: str, wrong: int) -> None:
    assert len(said(activity(total_beneficiaires=total), "activite-total-des-beneficiaires")) == wrong


@pytest.mark.parametrize(("hours", "wrong"), [("869,5", 1), ("870", 0), ("870,5", 1)])
def test_the_hours_of_the_second_table_are_those_of_the_first(hours: str, wrong: int) -> None:
    found = said(activity(semaine={"heures": hours, "beneficiaires": "11"}), "activite-apa-pch-heures-apa-pch")
    assert len(found) == wrong
    assert all(dotted(one.path) == "diagnostic.activite.semaine.heures" for one in found)


# --- Annexe 9: financing ---------------------------------------------------------------------------------------------


def financed(*measures: str, expenses: tuple[str, ...] = ("100 000", "100 000", "100 001"), **facts: Any) -> Grilles:
    years = [{"annee": str(2020 + n), "depenses": amount} for n, amount in enumerate(expenses)]
    rows = [
        {"annee": str(2024 + n), "mesures_integrees": amount, "autres_mesures": "500", "dotation": "1 000,10"}
        for n, amount in enumerate(measures)
    ]
    retained = {"retenu": "oui"}
    return tables(**{"dotation_complementaire": retained, "financement": {"exercices": years, "annees": rows}, **facts})


def test_the_forfait_is_the_mean_of_three_years_then_the_total_of_the_year_before() -> None:
    found = financed("2 000", "0", "0", "0", "0")
    # (100 000 + 100 000 + 100 001) / 3 = 100 000,333…, soit 100 000,33
    # 2024 : 0,5 % de 100 000,33 = 500,00165, soit 500,00 ; 100 000,33 + 500,00 + 2 000 = 102 500,33
    # 2025 : 0,5 % de 102 500,33 = 512,50165, soit 512,50 ; 103 012,83
    # 2026 : 0,5 % de 103 012,83 = 515,06415, soit 515,06 ; 103 527,89
    # 2027 : 0,5 % de 103 527,89 = 517,63945, soit 517,64 ; 104 045,53
    # 2028 : 0,5 % de 104 045,53 = 520,22765, soit 520,23 ; 104 565,76
    forfaits = figures("100 000,33", "102 500,33", "103 012,83", "103 527,89", "104 045,53")
    assert row(found, "financement", "forfait_annuel")[:5] == forfaits
    evolutions = figures("500,00", "512,50", "515,06", "517,64", "520,23")
    assert row(found, "financement", "evolution")[:5] == evolutions
    totals = figures("102 500,33", "103 012,83", "103 527,89", "104 045,53", "104 565,76")
    assert row(found, "financement", "total_1")[:5] == totals


def test_the_totals_of_the_financing() -> None:
    found = financed("2 000", "0", "0", "0", "0")
    # 500 + 1 000,10 = 1 500,10 par an, cinq fois : 7 500,50
    assert row(found, "financement", "total_2") == figures(*["1 500,10"] * 5, "7 500,50")
    # 102 500,33 + 103 012,83 + 103 527,89 + 104 045,53 + 104 565,76 = 517 652,34 ; + 7 500,50 = 525 152,84
    assert row(found, "financement", "total_1")[5] == Decimal("517652.34")
    assert row(found, "financement", "financement_global")[5] == Decimal("525152.84")


def test_a_gestionnaire_that_was_not_retained_has_the_other_measures_alone() -> None:
    found = financed("0", "0", "0", "0", "0", dotation_complementaire={"retenu": "non"})
    assert found["financement"].named("dotation") is None
    assert row(found, "financement", "total_2") == figures(*["500"] * 5, "2 500")


def test_a_dotation_to_come_leaves_the_total_open() -> None:
    found = tables(
        dotation_complementaire={"retenu": "oui"},
        financement={"annees": [{"annee": "2024", "autres_mesures": "500"}]},
    )
    assert row(found, "financement", "total_2")[0] is EMPTY


def test_without_one_of_the_three_years_there_is_no_forfait() -> None:
    years = [{"annee": "2020", "depenses": "1"}, {"annee": "2021"}]
    found = tables(financement={"exercices": years})
    assert row(found, "financement", "forfait_annuel")[:2] == [EMPTY, EMPTY]


AMOUNTS = st.decimals(0, 10**8, places=2).map(str)


@quick
@given(st.lists(AMOUNTS, min_size=3, max_size=3), st.lists(AMOUNTS, min_size=5, max_size=5))
def test_the_parts_of_the_financing_sum_to_its_total_to_the_cent(expenses: list[str], measures: list[str]) -> None:
    found = financed(*measures, expenses=tuple(expenses))
    lines = ("forfait_annuel", "evolution", "mesures_integrees", "total_1", "autres_mesures", "dotation", "total_2")
    cells = {line: row(found, "financement", line) for line in (*lines, "financement_global")}
    for at in range(6):
        one = {line: values[at] for line, values in cells.items()}
        assert one["forfait_annuel"] + one["evolution"] + one["mesures_integrees"] == one["total_1"]  # type: ignore[operator]
        assert one["autres_mesures"] + one["dotation"] == one["total_2"]  # type: ignore[operator]
        assert one["total_1"] + one["total_2"] == one["financement_global"]  # type: ignore[operator]
    for values in cells.values():
        assert sum(values[:5]) == values[5]  # type: ignore[arg-type]
        assert all(value == round(value, 2) for value in values)  # type: ignore[arg-type]


# --- Annexe 10: products and charges ---------------------------------------------------------------------------------

BUDGET = {
    "annee": "2024", "tarif_moyen": "26", "forfait_global": "1 000", "participation_tm": "200",
    "participation_fc": "30", "recettes_payantes": "70", "recettes_en_attenuation": "50", "charges_groupe_1": "150",
    "charges_groupe_2": "1 100", "charges_groupe_3": "120", "resultats_incorpores": "-20", "activite": "54",
}  # fmt: skip


def test_the_products_and_the_charges_of_a_year() -> None:
    found = tables(recettes_et_depenses=[BUDGET])
    table = "recettes_et_depenses"
    assert row(found, table, "tarification")[0] == 1300  # 1 000 + 200 + 30 + 70
    assert row(found, table, "produits")[0] == 1350  # 1 300 + 50
    assert row(found, table, "charges")[0] == 1350  # 150 + 1 100 + 120 − 20
    assert row(found, table, "verification")[0] == 0
    assert row(found, table, "produits_par_heure")[0] == 25  # 1 350 / 54
    assert row(found, table, "ecart")[0] == 1  # 26 − 25


@pytest.mark.parametrize(("charges", "wrong"), [("149,99", 1), ("150", 0), ("150,01", 1)])
def test_the_charges_are_the_products(charges: str, wrong: int) -> None:
    found = tables(recettes_et_depenses=[{**BUDGET, "charges_groupe_1": charges}])
    assert len(said(found, "recettes-et-depenses-charges-produits")) == wrong


def test_the_price_of_an_hour_is_rounded_to_the_cent() -> None:
    found = tables(recettes_et_depenses=[{**BUDGET, "activite": "53,95"}])
    # 1 350 / 53,95 = 25,0231…, soit 25,02 ; 26 − 25,02 = 0,98
    assert row(found, "recettes_et_depenses", "produits_par_heure")[0] == Decimal("25.02")
    assert row(found, "recettes_et_depenses", "ecart")[0] == Decimal("0.98")


def test_a_year_without_activity_has_no_price() -> None:
    found = tables(recettes_et_depenses=[{**BUDGET, "activite": "0"}])
    assert row(found, "recettes_et_depenses", "produits_par_heure")[0] is NO_BASE
    assert row(found, "recettes_et_depenses", "ecart")[0] is NO_BASE


@pytest.mark.parametrize(("forfait", "wrong"), [("102 500,32", 1), ("102 500,33", 0), ("102 500,34", 1)])
def test_the_forfait_of_annexe_10_is_that_of_annexe_9(forfait: str, wrong: int) -> None:
    found = financed("2 000", recettes_et_depenses=[{"annee": "2024", "forfait_global": forfait}])
    broken = said(found, "recettes-et-depenses-forfait-global")
    assert len(broken) == wrong
    assert all(dotted(one.path) == "recettes_et_depenses[1].forfait_global" for one in broken)

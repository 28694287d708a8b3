"""The computed tables: what each cell holds for a description."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.formulas.cells import Absence, Figure
from engine.libraries.tableaux import Rubrique
from engine.tables.grilles import Grille, Grilles
from models.fiches.groupe import read_as
from tests.tables.conftest import MakeGrilles

YEARS = {"pour": "exercices", "total": "TOTAL"}
CONTRACT = {"effet": "2024-01-01", "duree": "3 ans"}


def row(grille: Grille, rubrique: str) -> list[Figure | str]:
    return [grille.case(rubrique, at).value for at in range(len(grille.series))]


def accounts(*rubriques: dict[str, Any], **series: Any) -> dict[str, Any]:
    facts = [
        {"nom": "heures", "unite": "h"},
        {"nom": "produits", "unite": "€", "total": "somme"},
        {"nom": "charges", "unite": "€"},
    ]
    return {"comptes": {"series": {**YEARS, **series}, "rubriques": [*facts, *rubriques]}}


def three_years() -> list[dict[str, str]]:
    return [
        {"annee": "2024", "heures": "1000", "produits": "100,10", "charges": "90"},
        {"annee": "2025", "heures": "1100", "produits": "200,20", "charges": "250"},
        {"annee": "2026", "heures": "0", "produits": "300,30", "charges": "300,30"},
    ]


def test_a_rubrique_is_a_fact_or_a_formula_over_the_others(grilles: MakeGrilles) -> None:
    found = grilles(accounts({"nom": "resultat", "formule": "produits - charges"}), exercices=three_years())["comptes"]
    assert row(found, "produits")[:3] == [Decimal("100.10"), Decimal("200.20"), Decimal("300.30")]
    # 100,10 − 90 = 10,10 ; 200,20 − 250 = −49,80 ; 300,30 − 300,30 = 0
    assert row(found, "resultat")[:3] == [Decimal("10.10"), Decimal("-49.80"), Decimal(0)]


def test_the_total_is_that_of_the_series(grilles: MakeGrilles) -> None:
    mean = {"nom": "moyenne_charges", "formule": "charges", "total": "moyenne"}
    rate = {"nom": "marge", "formule": "produits / charges * 100", "total": "formule"}
    charges = {"nom": "c", "fait": "charges", "total": "somme"}
    found = grilles(accounts(mean, rate, charges), exercices=three_years())["comptes"]
    assert row(found, "produits")[3] == Decimal("600.60")
    assert Decimal("213.4333") < row(found, "moyenne_charges")[3] < Decimal("213.4334")  # type: ignore[operator]
    assert row(found, "charges")[3] is Absence.A_RENSEIGNER  # a rubrique without a total has none
    assert row(found, "marge")[3] is Absence.A_RENSEIGNER
    assert row(found, "c")[3] == Decimal("640.30")


def test_a_total_may_leave_out_the_cells_that_are_not_given(grilles: MakeGrilles) -> None:
    given = [{"annee": "2024", "produits": "100", "heures": "5"}, {"annee": "2025", "produits": "200"}]
    lines = [{"nom": "donnees", "fait": "heures", "total": "somme_des_donnes"},
             {"nom": "toutes", "fait": "heures", "total": "somme"}]  # fmt: skip
    found = grilles(accounts(*lines), exercices=given)["comptes"]
    assert row(found, "donnees") == [Decimal(5), Absence.A_RENSEIGNER, Decimal(5)]
    assert row(found, "toutes")[2] is Absence.A_RENSEIGNER


def test_a_total_may_be_a_weighted_mean(grilles: MakeGrilles) -> None:
    lines = [
        {"nom": "taux", "fait": "charges", "total": "formule", "formule_du_total": "poids / produits"},
        {"nom": "poids", "formule": "taux * produits", "total": "somme"},
    ]
    given = [{"annee": "2024", "produits": "100", "charges": "3"}, {"annee": "2025", "produits": "300", "charges": "5"}]
    # (3 × 100 + 5 × 300) / 400 = 1 800 / 400 = 4,5
    assert row(grilles(accounts(*lines), exercices=given)["comptes"], "taux") == [3, 5, Decimal("4.5")]


def test_a_total_by_formula_needs_one() -> None:
    with pytest.raises(ValueError, match="qui n'est pas donnée"):
        read_as(Rubrique, {"nom": "taux", "total": "formule"})


def test_a_table_may_keep_the_rows_of_one_answer(grilles: MakeGrilles) -> None:
    given = [{"annee": "2024", "ouvert": "oui"}, {"annee": "2025", "ouvert": "non"}, {"annee": "2026"}]
    found = grilles(accounts(si={"ouvert": ["oui"]}), exercices=given)["comptes"]
    assert [serie.label for serie in found.series] == ["2024", "2026", "TOTAL"]  # 2026 has not answered yet
    assert found.case("heures", 1).path == ("exercices", 2, "heures")
    none = grilles(accounts(si={"ouvert": ["oui"]}), exercices=[given[1]])["comptes"]
    assert none.case("heures", 0).path == ("exercices", 1, "heures")  # a row to fill in


def test_a_division_by_zero_has_no_base(grilles: MakeGrilles) -> None:
    price = {"nom": "prix", "formule": "arrondi(charges / heures; 2)"}
    gap = {"nom": "ecart", "formule": "prix - 1"}
    found = grilles(accounts(price, gap), exercices=three_years())["comptes"]
    assert row(found, "prix")[:3] == [Decimal("0.09"), Decimal("0.23"), Absence.SANS_BASE]
    assert row(found, "ecart")[2] is Absence.SANS_BASE


def test_what_is_not_given_leaves_what_needs_it_to_be_filled_in(grilles: MakeGrilles) -> None:
    given = [{"annee": "2024", "produits": "100"}, {"annee": "2025", "produits": "200", "charges": "50"}]
    needs = [
        {"nom": "resultat", "formule": "produits - charges", "total": "somme"},
        {"nom": "sans", "formule": "produits - sinon(charges; 0)"},
    ]
    found = grilles(accounts(*needs), exercices=given)["comptes"]
    assert row(found, "resultat") == [Absence.A_RENSEIGNER, Decimal(150), Absence.A_RENSEIGNER]
    assert row(found, "sans")[:2] == [Decimal(100), Decimal(150)]


def test_a_total_that_has_no_figure_may_be_replaced(grilles: MakeGrilles) -> None:
    given = [{"annee": "2024", "produits": "100"}, {"annee": "2025", "produits": "200", "charges": "50"}]
    lines = [{"nom": "a", "formule": "sinon(total(charges); 1)"}, {"nom": "b", "formule": "sinon(total(produits); 1)"}]
    found = grilles(accounts(*lines), exercices=given)["comptes"]
    assert row(found, "a")[:2] == [Decimal(1), Decimal(1)]  # the charges of 2024 are not given
    assert row(found, "b")[:2] == [Decimal(300), Decimal(300)]


def test_a_variation_is_in_reference_to_the_year_before_and_to_no_other(grilles: MakeGrilles) -> None:
    change = {"nom": "variation", "formule": "(heures - precedent(heures)) / precedent(heures) * 100"}
    given = [
        {"annee": "2022", "heures": "800"},
        {"annee": "2024", "heures": "1000"},
        {"annee": "2025", "heures": "1100"},
    ]
    found = grilles(accounts(change), exercices=given)["comptes"]
    assert row(found, "variation")[:3] == [Absence.SANS_BASE, Absence.SANS_BASE, Decimal(10)]


def test_a_sum_may_run_and_a_first_year_may_differ(grilles: MakeGrilles) -> None:
    lines = [
        {"nom": "cumule", "formule": "cumul(produits)"},
        {"nom": "forfait", "formule": "debut(produits; arrondi(precedent(forfait) * (1 + 0,5 %); 2))"},
        {"nom": "part", "formule": "produits / total(produits) * 100"},
    ]
    found = grilles(accounts(*lines), exercices=three_years())["comptes"]
    assert row(found, "cumule")[:3] == [Decimal("100.10"), Decimal("300.30"), Decimal("600.60")]
    # 100,10 × 1,005 = 100,6005, soit 100,60 ; 100,60 × 1,005 = 101,103, soit 101,10
    assert row(found, "forfait")[:3] == [Decimal("100.10"), Decimal("100.60"), Decimal("101.10")]
    parts = [value for value in row(found, "part") if isinstance(value, Decimal)]
    assert round(sum(parts), 9) == 100


def test_the_years_of_the_contract_that_a_list_lacks_are_there_to_fill_in(grilles: MakeGrilles) -> None:
    given = [{"annee": "2025", "heures": "5"}, {"annee": "2022", "heures": "4"}]
    found = grilles(accounts(annees="oui", avant="CA {cle}"), exercices=given, **CONTRACT)["comptes"]
    assert [serie.label for serie in found.series] == ["CA 2022", "2024", "2025", "2026", "TOTAL"]
    assert found.case("heures", 1).path == ("exercices", 2, "heures")
    assert found.case("heures", 2).value == Decimal(5)


def test_without_dates_the_years_of_a_form_are_there(grilles: MakeGrilles) -> None:
    table = {"t": {"series": {"annees": "oui"}, "rubriques": [{"nom": "base", "valeur": "10"}]}}
    assert [serie.label for serie in grilles(table)["t"].series][:2] == ["année N", "année N+1"]


def test_an_empty_list_has_one_row_to_fill_in(grilles: MakeGrilles) -> None:
    found = grilles(accounts())["comptes"]
    assert [serie.label for serie in found.series] == [None, "TOTAL"]
    assert found.series[0].named_by == ("exercices", 0, "annee")


def test_columns_are_named_and_their_facts_are_under_the_rubrique(grilles: MakeGrilles) -> None:
    columns = {"heures": {"libelle": "Heures", "unite": "h"}, "personnes": "Personnes"}
    lines = [{"nom": "gir1", "fait": "activite.gir1"}, {"nom": "double", "formule": "gir1 * 2"}]
    table = {"series": {"colonnes": columns}, "rubriques": lines}
    found = grilles({"a": table}, activite={"gir1": {"heures": "12,5", "personnes": "3"}})["a"]
    assert row(found, "double") == [Decimal(25), Decimal(6)]


def test_a_fact_may_stand_elsewhere_in_some_of_the_columns(grilles: MakeGrilles) -> None:
    lines = [{"nom": "gir1", "fait": "activite.gir1"}, {"nom": "autre", "faits": {"personnes": "taux"}},
             {"nom": "total", "formule": "sinon(autre; gir1)"}]  # fmt: skip
    table = {"series": {"colonnes": {"heures": "Heures", "personnes": "Personnes"}}, "rubriques": lines}
    found = grilles({"a": table}, activite={"gir1": {"heures": "12,5", "personnes": "3"}}, taux="2")["a"]
    assert row(found, "total") == [Decimal("12.5"), Decimal(2)]


def test_a_parameter_serves_every_series_and_a_table_serves_another(grilles: MakeGrilles) -> None:
    parameters = [{"nom": "taux", "unite": "%"}, {"nom": "seuil", "valeur": "150"}]
    raised = {"nom": "majore", "formule": "comptes.produits * (1 + taux / 100)"}
    beyond = {"nom": "depasse", "formule": "si(comptes.produits > seuil; comptes.produits - seuil; 0)"}
    prices = {"series": {"pour": "exercices"}, "parametres": parameters, "rubriques": [raised, beyond]}
    found = grilles({**accounts(), "prix": prices}, exercices=three_years(), taux="10")["prix"]
    assert row(found, "majore")[:2] == [Decimal("110.11"), Decimal("220.22")]
    assert row(found, "depasse") == [Decimal(0), Decimal("50.20"), Decimal("150.30")]


def test_a_year_that_another_table_has_not_gives_nothing_to_compare_with(grilles: MakeGrilles) -> None:
    tables = {**accounts(annees="oui", avant="CA {cle}"), "annees": {"series": {"annees": "oui"}, "rubriques": []}}
    tables["annees"]["rubriques"] = [{"nom": "base", "valeur": "10"}]
    tables["comptes"]["rubriques"].append({"nom": "part", "formule": "produits / annees.base"})
    given = [{"annee": "2022", "produits": "100"}, {"annee": "2024", "produits": "100"}]
    found = grilles(tables, exercices=given, **CONTRACT)["comptes"]
    assert row(found, "part")[:3] == [Absence.SANS_BASE, Decimal(10), Absence.A_RENSEIGNER]


def test_a_rubrique_that_the_contract_has_not_counts_for_nothing_where_the_formula_says_so(
    grilles: MakeGrilles,
) -> None:
    extra = {"nom": "dotation", "fait": "produits", "si": {"retenu": ["oui"]}}
    total = {"nom": "ensemble", "formule": "charges + sinon(dotation; 0)"}
    without = grilles(accounts(extra, total), {"retenu": "non"}, exercices=three_years())["comptes"]
    assert row(without, "ensemble")[0] == Decimal(90)
    assert row(grilles(accounts(extra, total), {"retenu": "oui"}, exercices=three_years())["comptes"], "ensemble")[
        0
    ] == Decimal("190.10")


def test_a_text_is_kept_and_is_no_figure(grilles: MakeGrilles) -> None:
    words = [{"nom": "commentaire", "unite": "texte"}, {"nom": "faux", "formule": "commentaire + 1"}]
    found = grilles(accounts(*words), exercices=[{"annee": "2024", "commentaire": "=1+1"}])["comptes"]
    assert row(found, "commentaire")[0] == "=1+1"
    assert row(found, "faux")[0] is Absence.SANS_BASE


def test_a_blank_holds_no_figure(grilles: MakeGrilles) -> None:
    found = grilles(accounts({"nom": "r", "formule": "produits - charges"}, vierge=["2024", "2025"]), blank=True)[
        "comptes"
    ]
    assert [serie.label for serie in found.series] == ["2024", "2025", "TOTAL"]
    assert row(found, "produits") == [Absence.A_RENSEIGNER] * 3


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("inconnue + 1", "« inconnue », qui n'existe pas"),
        ("ailleurs.x", "« ailleurs.x », qui n'existe pas"),
        ("a", "a besoin de lui-même"),
    ],
)
def test_a_mistake_of_the_library_is_told(grilles: MakeGrilles, formula: str, said: str) -> None:
    found = grilles({"t": {"rubriques": [{"nom": "a", "formule": formula}]}})["t"]
    with pytest.raises(LookupError, match=said):
        found.case("a", 0)


AMOUNTS = st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=6)
# The fixture makes tables and keeps nothing from one example to the next.
quick = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def of_amounts(grilles: MakeGrilles, amounts: list[Decimal], *lines: dict[str, Any]) -> Grilles:
    given = [{"annee": str(2020 + n), "produits": str(amount), "charges": "1"} for n, amount in enumerate(amounts)]
    return grilles(accounts(*lines), exercices=given)


@quick
@given(AMOUNTS)
def test_the_total_is_the_sum_to_the_cent_and_so_is_the_last_running_sum(
    grilles: MakeGrilles, amounts: list[Decimal]
) -> None:
    found = of_amounts(grilles, amounts, {"nom": "cumule", "formule": "cumul(produits)"})["comptes"]
    assert row(found, "produits")[-1] == sum(amounts) == row(found, "cumule")[-2]


@quick
@given(AMOUNTS, st.decimals(0, 10**7, places=2))
def test_shares_by_cumulated_rounding_sum_to_the_whole_to_the_cent(
    grilles: MakeGrilles, amounts: list[Decimal], whole: Decimal
) -> None:
    until = "arrondi(tout * cumul(produits) / total(produits); 2)"
    before = "arrondi(tout * (cumul(produits) - produits) / total(produits); 2)"
    line = {"nom": "part", "total": "somme", "formule": f"{until} - {before}"}
    tables = accounts(line)
    tables["comptes"]["parametres"] = [{"nom": "tout", "valeur": str(whole)}]
    given = [{"annee": str(2020 + n), "produits": str(amount)} for n, amount in enumerate(amounts)]
    total = row(grilles(tables, exercices=given)["comptes"], "part")[-1]
    assert total == whole if sum(amounts) else total is Absence.SANS_BASE


def test_a_third_three_times_is_one(grilles: MakeGrilles) -> None:
    # 100 / 3 * 3 is 99,99… in decimals; a spreadsheet says 100, and so does who checks a total of shares.
    lines = [{"nom": "tiers", "formule": "produits / 3"}, {"nom": "entier", "formule": "tiers * 3 = produits"},
             {"nom": "depasse", "formule": "produits > tiers * 3"}]  # fmt: skip
    found = grilles(accounts(*lines), exercices=[{"annee": "2024", "produits": "100"}])["comptes"]
    assert row(found, "entier")[0] == Decimal(1)
    assert row(found, "depasse")[0] == Decimal(0)

"""Ille-et-Vilaine's annexe 8 and the bracket of its article 6 (7.1), worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import settings

from engine.assembly.controles import message
from engine.tables.grilles import Grilles
from tests.ille_et_vilaine import EMPTY, MODEL, NO_BASE, figures, row, said, tables

quick = settings(deadline=None, max_examples=40)


# --- Annexe 8: pilotage ----------------------------------------------------------------------------------------------

EXERCICE = {
    "volume_apa": "1 000", "volume_apa_hors_plan": "50", "volume_pch": "200", "volume_am": "30",
    "depenses_groupe_1": "100", "depenses_groupe_2": "800", "depenses_groupe_3": "150,50",
    "capitaux_permanents": "410", "actif_stable": "170", "actif_circulant": "285", "dettes_exploitation": "190",
    "produits_exploitation": "1 250", "charges_exploitation": "1 225",
    "heures_realisees": "1 300", "etp_intervention": "0,8", "etp_encadrement": "0,2",
}  # fmt: skip


def exercises(*given_rows: dict[str, str], **facts: Any) -> Grilles:
    return tables(pilotage={"exercices": [{**EXERCICE, **one} for one in given_rows]}, **facts)


def test_the_totals_of_the_pilotage() -> None:
    found = exercises({"annee": "2024"})
    assert row(found, "pilotage", "heures")[0] == 1280  # 1 000 + 50 + 200 + 30
    assert row(found, "pilotage", "depenses")[0] == Decimal("1050.50")  # 100 + 800 + 150,50
    assert row(found, "pilotage", "fonds_de_roulement")[0] == 240  # 410 − 170
    assert row(found, "pilotage", "besoin_en_fonds_de_roulement")[0] == 95  # 285 − 190
    assert row(found, "pilotage", "tresorerie")[0] == 145  # 240 − 95
    assert row(found, "pilotage", "marge_brute")[0] == 25  # 1 250 − 1 225
    assert row(found, "pilotage", "taux_de_marge")[0] == 2  # 25 / 1 250 × 100
    # 1 300 / (0,8 × 1 820) = 1 300 / 1 456 = 0,892 857…
    assert round(row(found, "pilotage", "heures_presentielles")[0], 6) == Decimal("0.892857")  # type: ignore[arg-type]
    assert row(found, "pilotage", "encadrement")[0] == 6500  # 1 300 / 0,2


def test_a_variation_refers_to_the_year_before() -> None:
    found = exercises(
        {"annee": "2022"},
        {"annee": "2024"},
        {
            "annee": "2025",
            "volume_apa": "1 025",
            "depenses_groupe_1": "104",
            "depenses_groupe_2": "780",
            "depenses_groupe_3": "301",
        },
    )
    # 2022 n'a pas de 2021 et 2024 n'a pas de 2023 ; 25 / 1 000 = 2,5 % ; −20 / 800 = −2,5 % ; 2026 à 2028 sont à venir
    assert row(found, "pilotage", "variation_apa") == figures("—", "—", "2,5", "", "", "")
    assert row(found, "pilotage", "variation_groupe_2") == figures("—", "—", "-2,5", "", "", "")
    # 4 / 100 = 4 % ; 150,50 / 150,50 = 100 %
    assert row(found, "pilotage", "variation_groupe_1")[1:3] == figures("—", "4")
    assert row(found, "pilotage", "variation_groupe_3")[1:3] == figures("—", "100")


def test_the_result_incorporated_counts_in_the_variation_of_the_expenses() -> None:
    found = exercises(
        {"annee": "2024", "depenses_groupe_3": "100", "resultat_incorpore": "0"},  # 100 + 800 + 100 = 1 000
        {"annee": "2025", "depenses_groupe_3": "100", "resultat_incorpore": "30"},  # un déficit : 1 030
        {"annee": "2026", "depenses_groupe_3": "100", "resultat_incorpore": "-73"},  # un excédent : 927
    )
    # 30 / 1 000 = 3 % ; (927 − 1 030) / 1 030 = −10 %
    assert row(found, "pilotage", "variation_depenses")[:3] == figures("—", "3", "-10")


@pytest.mark.parametrize(
    ("zero", "rubrique"),
    [("produits_exploitation", "taux_de_marge"), ("etp_intervention", "heures_presentielles"),
     ("etp_encadrement", "encadrement")],
)  # fmt: skip
def test_without_a_base_there_is_no_rate(zero: str, rubrique: str) -> None:
    assert row(exercises({"annee": "2024", zero: "0"}), "pilotage", rubrique)[0] is NO_BASE


def test_a_variation_from_zero_has_no_base() -> None:
    found = exercises({"annee": "2024", "volume_apa": "0"}, {"annee": "2025"})
    assert row(found, "pilotage", "variation_apa")[1] is NO_BASE


def test_what_is_not_given_leaves_the_rates_empty() -> None:
    found = tables(pilotage={"exercices": [{"annee": "2024", "capitaux_permanents": "10"}]})
    for rubrique in ("heures", "depenses", "fonds_de_roulement", "tresorerie", "taux_de_marge", "encadrement"):
        assert row(found, "pilotage", rubrique)[0] is EMPTY


@pytest.mark.parametrize(("hours", "wrong"), [("1 279,99", 1), ("1 280", 0), ("1 280,01", 0)])
def test_the_hours_of_annexe_8_do_not_exceed_the_activity_of_annexe_10(hours: str, wrong: int) -> None:
    found = exercises({"annee": "2024"}, recettes_et_depenses=[{"annee": "2024", "activite": hours}])
    assert len(said(found, "pilotage-activite")) == wrong


@pytest.mark.parametrize(("hours", "wrong"), [("1 279", 1), ("1 280", 0), ("1 281", 0)])
def test_the_hours_done_are_those_of_every_activity(hours: str, wrong: int) -> None:
    assert len(said(exercises({"annee": "2024", "heures_realisees": hours}), "pilotage-heures-realisees")) == wrong


def test_the_hours_of_a_year_that_annexe_10_has_not_are_compared_with_nothing() -> None:
    found = exercises({"annee": "2022"}, recettes_et_depenses=[{"annee": "2024", "activite": "1"}])
    assert said(found, "pilotage-activite") == []
    control = MODEL.tableaux["pilotage"].controles[0]
    assert found.holds(found["pilotage"], control, 0) is NO_BASE


# --- Article 6 (7.1): 10 % of the expenses, 7 % of the hours ---------------------------------------------------------


def followed(expenses: str, hours: str) -> Grilles:
    """2024 : 100 000 € pour 5 000 heures ; then what 2025 becomes."""
    return exercises(
        {"annee": "2024", "depenses_apa": "100 000", "volume_apa": "5 000"},
        {"annee": "2025", "depenses_apa": expenses, "volume_apa": hours},
    )


@pytest.mark.parametrize(
    ("expenses", "inside", "to_discuss"),
    [
        ("89 999,99", 0, "-0,01"),  # la borne basse est 90 000
        ("90 000", 1, "0"),
        ("100 000", 1, "0"),
        ("110 000", 1, "0"),  # la borne haute est 110 000
        ("110 000,01", 0, "0,01"),
        ("130 000", 0, "20 000"),  # 130 000 − 110 000
    ],
)
def test_what_is_beyond_ten_percent_is_to_be_discussed(expenses: str, inside: int, to_discuss: str) -> None:
    found = followed(expenses, "5 000")
    assert row(found, "variations_apa", "dedans")[1] == inside
    assert row(found, "variations_apa", "a_etudier")[1] == figures(to_discuss)[0]
    assert len(said(found, "variations-apa-fourchette")) == 1 - inside


def test_the_bounds_are_rounded_to_the_cent() -> None:
    found = exercises({"annee": "2024", "depenses_apa": "100,05"}, {"annee": "2025", "depenses_apa": "100"})
    # 90 % de 100,05 = 90,045, soit 90,05 ; 110 % de 100,05 = 110,055, soit 110,06
    assert row(found, "variations_apa", "borne_basse")[1] == Decimal("90.05")
    assert row(found, "variations_apa", "borne_haute")[1] == Decimal("110.06")


@pytest.mark.parametrize(
    ("hours", "correlated"),
    [("4 649,5", 1), ("4 650", 1), ("4 650,5", 0), ("5 000", 0), ("5 349,5", 0), ("5 350", 1), ("5 350,5", 1)],
)
def test_the_hours_vary_by_seven_percent_at_least(hours: str, correlated: int) -> None:
    """7 % of 5 000 hours are 350 hours, more or less."""
    assert row(followed("100 000", hours), "variations_apa", "correlee")[1] == correlated


def test_the_variations_are_shown_with_their_rates() -> None:
    found = followed("92 500", "4 800")
    assert row(found, "variations_apa", "variation")[:3] == figures("—", "-7 500", "")
    assert row(found, "variations_apa", "taux")[:3] == figures("—", "-7,5", "")  # −7 500 / 100 000
    assert row(found, "variations_apa", "taux_des_heures")[:3] == figures("—", "-4", "")  # −200 / 5 000


def test_a_year_before_without_expenses_or_hours_gives_no_rate() -> None:
    found = exercises({"annee": "2024", "depenses_apa": "0", "volume_apa": "0"}, {"annee": "2025", "depenses_apa": "5"})
    assert row(found, "variations_apa", "taux")[1] is NO_BASE
    assert row(found, "variations_apa", "taux_des_heures")[1] is NO_BASE
    assert row(found, "variations_apa", "a_etudier")[1] == 5  # 10 % de rien n'est rien


def test_the_message_says_the_bounds_and_the_amount_to_discuss() -> None:
    found = followed("130 000", "5 000")
    words = message(found["variations_apa"], MODEL.tableaux["variations_apa"].controles[0], 1)
    assert "90 000,00\u00a0€ à 110 000,00\u00a0€" in words.replace("\u202f", " ")
    assert "20 000,00\u00a0€ sont à étudier" in words.replace("\u202f", " ")

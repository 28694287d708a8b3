"""The CHRS dotation, worked out by hand from the model: base, modes of evolution, limit of the plafonds, shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.assembly.assemble import grilles_of, traits_of
from engine.checks.controles_des_tableaux import table_findings
from engine.formulas.cells import Absence, Figure
from engine.law.applicable import law_of
from engine.library.modele import load_model
from engine.tables.grilles import Grilles
from tests.bibliotheques import OURS

MODEL = load_model("chrs")
EVOLUTION, SHARES = "evolution_de_la_dotation", "repartition_de_la_dotation"
TO_FILL_IN, NO_BASE = Absence.A_RENSEIGNER, Absence.SANS_BASE
BASES = ("600 000", "300 000", "100 000")  # 1 000 000 €
PLACES = ("40", "20", "10")  # 70 places

Row = Mapping[str, str]


def tables(moyens: Mapping[str, Any], *etablissements: Row, **facts: Any) -> Grilles:
    """The tables of a contract of five years from 2025, whose base is that of 2025."""
    data = {"modele": "chrs", "departement": "67", "effet": "2025-01-01", "duree": "3 ans"}
    rows = [{"nom": f"CHRS {n}", "subventionne": "non", **one} for n, one in enumerate(etablissements, start=1)]
    moyens = {"annee_base": "2025", "dotation": "dotation_globalisee", "tarifs_plafonds": "non", **moyens}
    contrat = MODEL.description.model_validate({**data, "etablissements": rows, "moyens": moyens, **facts})
    return grilles_of(MODEL, contrat, traits_of(MODEL, contrat, law_of(contrat, date(2026, 1, 1), OURS)))


def three(moyens: Mapping[str, Any], *rows: Row) -> Grilles:
    """Three establishments, and the facts of 2025, 2026 and 2027."""
    places = [{"base_budgetaire": base, "capacite": count} for base, count in zip(BASES, PLACES, strict=True)]
    years = [{"annee": str(2025 + n), **row} for n, row in enumerate(rows)]
    return tables({"evolution": years, **moyens}, *places)


def row(found: Grilles, rubrique: str, table: str = EVOLUTION) -> list[Figure | str]:
    grille = found[table]
    return [grille.case(rubrique, at).value for at in range(len(grille.series))]


def money(*amounts: str) -> list[Decimal]:
    return [Decimal(amount.replace(" ", "").replace(",", ".")) for amount in amounts]


def codes(found: Grilles) -> list[str]:
    return [finding.code for finding in table_findings(found)]


# --- The base ---------------------------------------------------------------------------------------------------------


def test_the_base_is_that_of_the_authorised_establishments() -> None:
    subsidised = {"base_budgetaire": "50 000", "subventionne": "oui"}
    found = tables({}, {"base_budgetaire": "10,10", "capacite": "4"}, subsidised, {"base_budgetaire": "20,20"})
    assert row(found, "base", "base_budgetaire") == money("10,10", "20,20", "30,30")
    assert row(found, "capacite", "base_budgetaire") == [4, TO_FILL_IN, TO_FILL_IN]


# --- The four modes of R. 314-40 --------------------------------------------------------------------------------------


def test_the_rate_of_each_year_applies_to_the_dotation_of_the_year_before() -> None:
    found = three({"mode_evolution": "taux_actualisation"}, {"taux": "0"}, {"taux": "1,5"}, {"taux": "2"})
    # 1 000 000 × 1,5 % = 15 000 ; 1 015 000 × 2 % = 20 300
    assert row(found, "revalorisation") == money("0", "15 000", "20 300")
    assert row(found, "montant") == money("1 000 000", "1 015 000", "1 035 300")
    assert row(found, "evolution") == money("0", "1,5", "2")


def test_a_revaluation_is_rounded_to_the_cent() -> None:
    rate = {"mode_evolution": "taux_actualisation", "evolution": [{"annee": "2025", "taux": "1,15"}]}
    # 1 000,33 × 1,15 % = 11,503795, soit 11,50
    assert row(tables(rate, {"base_budgetaire": "1 000,33"}), "montant")[0] == Decimal("1011.83")


def test_a_rate_that_is_not_known_leaves_its_year_and_those_after_to_fill_in() -> None:
    found = three({"mode_evolution": "taux_actualisation"}, {"taux": "0"}, {}, {"taux": "2"})
    assert row(found, "montant") == [1000000, TO_FILL_IN, TO_FILL_IN]


@pytest.mark.parametrize(
    ("base_year", "amounts"),
    [  # 1 000 000 × 1 % = 10 000 ; 1 010 000 × 1 % = 10 100 ; 1 020 100 × 1 % = 10 201
        ("2025", ("1 000 000", "1 010 000", "1 020 100")),
        ("2024", ("1 010 000", "1 020 100", "1 030 301")),
    ],
)
def test_a_fixed_rate_applies_from_the_year_after_the_base(base_year: str, amounts: Sequence[str]) -> None:
    fixed = {"mode_evolution": "formule_fixe", "formule_fixe": {"taux": "1", "indexation": "non"}}
    assert row(three({**fixed, "annee_base": base_year}, {}, {}, {}), "montant") == money(*amounts)


def indexed(*rows: Row, **formula: str) -> Grilles:
    asked = {"indexation": "oui", "indice_base": "100", **formula}
    return three({"mode_evolution": "formule_fixe", "formule_fixe": asked}, *rows)


def test_a_formula_may_follow_an_index_for_a_part_of_the_dotation() -> None:
    found = indexed({"indice": "100"}, {"indice": "102"}, {"indice": "105,06"}, taux="0,3 %", part_indexee="70")
    # 102 / 100 : + 2 % ; 0,3 + 70 % × 2 = 1,7 % : 17 000. 105,06 / 102 : + 3 % ; 0,3 + 70 % × 3 = 2,4 % : 24 408
    assert row(found, "montant") == money("1 000 000", "1 017 000", "1 041 408")


def test_the_whole_dotation_follows_the_index_where_it_is_said() -> None:
    found = indexed({"indice": "100"}, {"indice": "102"}, part_indexee="100")
    assert row(found, "montant") == [1000000, 1020000, TO_FILL_IN]  # the index of 2027 is not known
    assert row(indexed({"indice": "100"}, {"indice": "102"}), "montant") == [TO_FILL_IN] * 3


def test_an_index_that_was_zero_has_no_variation() -> None:
    assert row(indexed({"indice": "100"}, indice_base="0"), "variation")[0] is NO_BASE


def test_an_amendment_adds_its_amount() -> None:
    found = three(
        {"mode_evolution": "avenants_annuels"}, {"avenant": "0"}, {"avenant": "12 345,67"}, {"avenant": "-2 000"}
    )
    assert row(found, "montant") == money("1 000 000", "1 012 345,67", "1 010 345,67")


def test_an_equation_is_the_places_by_the_tarif() -> None:
    found = three({"mode_evolution": "equation_tarifaire"}, {"tarif": "14 500"}, {"tarif": "14 600", "places": "72"})
    # 70 places × 14 500 = 1 015 000 ; 72 × 14 600 = 1 051 200, soit 36 200 de plus
    assert row(found, "montant") == [1015000, 1051200, TO_FILL_IN]
    assert row(found, "revalorisation")[:2] == money("15 000", "36 200")


def test_the_costs_that_investments_add_are_part_of_the_dotation() -> None:
    rows = {"taux": "0", "surcouts": "9 600"}, {"taux": "1"}
    # 1 000 000 + 9 600 ; 1 009 600 × 1 % = 10 096
    assert row(three({"mode_evolution": "taux_actualisation"}, *rows), "montant")[:2] == money("1 009 600", "1 019 696")


# --- « dans la limite des tarifs plafonds qui leur sont applicables » -------------------------------------------------


@pytest.mark.parametrize(
    ("rate", "plafond", "amount"),
    [
        ("2", "14 400", "1 008 000"),  # 70 × 14 400 = 1 008 000 : 20 000 ramenés à 8 000
        ("2", "14 600", "1 020 000"),  # 70 × 14 600 = 1 022 000 : la limite n'est pas atteinte
        ("2", "14 000", "1 000 000"),  # 980 000, déjà dépassés : aucune revalorisation
        ("-1", "14 000", "990 000"),  # une baisse n'est pas une revalorisation
    ],
)
def test_a_revaluation_stops_at_the_plafond(rate: str, plafond: str, amount: str) -> None:
    limited = {"mode_evolution": "taux_actualisation", "tarifs_plafonds": "oui"}
    assert row(three(limited, {"taux": rate, "tarif_plafond": plafond}), "montant")[0] == money(amount)[0]


def test_an_equation_is_at_most_the_plafond() -> None:
    limited = {"mode_evolution": "equation_tarifaire", "tarifs_plafonds": "oui"}
    found = three(
        limited, {"tarif": "14 500", "tarif_plafond": "14 400"}, {"tarif": "14 300", "tarif_plafond": "14 400"}
    )
    assert row(found, "montant") == [1008000, 1001000, TO_FILL_IN]  # 70 × 14 400 ; 70 × 14 300
    assert f"{EVOLUTION.replace('_', '-')}-limite-du-plafond" in codes(found)


def test_a_plafond_that_is_to_apply_has_to_be_known() -> None:
    limited = {"mode_evolution": "taux_actualisation", "tarifs_plafonds": "oui"}
    assert row(three(limited, {"taux": "2"}), "montant")[0] is TO_FILL_IN


def test_a_plafond_after_2022_is_questioned() -> None:
    limited = {"mode_evolution": "taux_actualisation", "tarifs_plafonds": "oui"}
    assert "evolution-de-la-dotation-plafonds-apres-2022" in codes(
        three(limited, {"taux": "0", "tarif_plafond": "20 000"})
    )
    before = {"mode_evolution": "taux_actualisation", "tarifs_plafonds": "oui",
              "evolution": [{"annee": "2022", "taux": "0", "tarif_plafond": "1"}]}  # fmt: skip
    assert codes(tables(before, {"base_budgetaire": "1", "capacite": "1"}, effet="2022-01-01")) == []


# --- Shares -----------------------------------------------------------------------------------------------------------


def test_shares_are_those_of_the_bases_to_the_last_cent() -> None:
    rate = {"mode_evolution": "taux_actualisation", "evolution": [{"annee": "2025", "taux": "0"}]}
    found = tables(rate, *[{"base_budgetaire": amount} for amount in ("100", "100", "100,01")])
    # 300,01 € : 100 / 300,01 = 33,33 % ; 200 / 300,01 = 66,66 %, moins 33,33 ; 100 moins 66,66
    assert row(found, "quote_part", SHARES) == money("33,33", "33,33", "33,34", "100")
    assert row(found, "part_2025", SHARES) == money("100", "100", "100,01", "300,01")


def test_three_equal_shares_of_a_sum_that_three_does_not_divide() -> None:
    rate = {"mode_evolution": "avenants_annuels", "evolution": [{"annee": "2025", "avenant": "0,10"}]}
    found = tables(rate, *[{"base_budgetaire": "33,30"}] * 3)
    # 100,00 € : 33,33 ; 66,67 moins 33,33 ; 100 moins 66,67
    assert row(found, "part_2025", SHARES) == money("33,33", "33,34", "33,33", "100")


def test_the_establishment_of_another_authority_has_no_share() -> None:
    other = {"base_budgetaire": "500", "autorite": "Département de l'Ain"}
    found = tables({}, {"base_budgetaire": "100"}, other)
    assert row(found, "base", SHARES) == money("100", "100")
    assert row(found, "base", "base_budgetaire") == money("100", "500", "600")


def of_two_programmes(**more: Any) -> Grilles:
    named = ("BOP 177", "BOP 303", "BOP 177")
    places = [{"base_budgetaire": base, "dotation_limitative": name} for base, name in zip(BASES, named, strict=True)]
    rates = [("BOP 177", "2025", "0"), ("BOP 177", "2026", "1"), ("BOP 303", "2025", "0"), ("BOP 303", "2026", "2")]
    years = [{"dotation": name, "annee": year, "taux": rate} for name, year, rate in rates]
    several = {"dotation": "dotations_globalisees", "mode_evolution": "taux_actualisation", "evolution": years}
    return tables({**several, **more}, *places)


def test_each_limited_dotation_has_its_own_evolution_and_its_own_shares() -> None:
    found = of_two_programmes()
    # BOP 177 : 700 000 × 1,01 = 707 000, dont 6/7 et 1/7 ; BOP 303 : 300 000 × 1,02 = 306 000
    assert row(found, "montant")[:2] + row(found, "montant")[3:5] == money("700 000", "707 000", "300 000", "306 000")
    assert row(found, "part_2026", SHARES) == money("606 000", "306 000", "101 000", "1 013 000")
    assert row(found, "quote_part", SHARES) == [*money("85,71", "100", "14,29"), TO_FILL_IN]
    assert codes(found) == []


def test_a_dotation_that_finances_nobody_is_wrong() -> None:
    years = [{"annee": "2025", "taux": "0"}]
    found = codes(of_two_programmes(evolution=years))
    assert found.count("evolution-de-la-dotation-sans-base") == 1
    assert found.count("repartition-de-la-dotation-dotation-sans-evolution") == 3


def test_a_revaluation_in_the_year_of_the_base_is_questioned() -> None:
    found = three({"mode_evolution": "taux_actualisation"}, {"taux": "1"}, {"taux": "1"})
    assert codes(found) == ["evolution-de-la-dotation-annee-de-la-base"]


def test_a_base_of_zero_has_no_evolution_and_no_share() -> None:
    rate = {"mode_evolution": "taux_actualisation", "evolution": [{"annee": "2025", "taux": "0"}]}
    found = tables(rate, {"base_budgetaire": "0"})
    assert row(found, "evolution")[0] is NO_BASE
    assert row(found, "quote_part", SHARES)[0] is NO_BASE
    assert "evolution-de-la-dotation-sans-base" in codes(found)


CENTS = st.decimals(0, 10**7, places=2)


@settings(deadline=None, max_examples=40)
@given(st.lists(CENTS, min_size=1, max_size=6).filter(any), st.decimals(-5, 5, places=2).filter(lambda r: abs(r) >= 1))
def test_shares_sum_to_the_dotation_to_the_cent_and_follow_the_bases(bases: list[Decimal], rate: Decimal) -> None:
    years = [{"annee": "2025", "taux": "0"}, {"annee": "2026", "taux": str(rate)}]
    asked = {"mode_evolution": "taux_actualisation", "evolution": years}
    found = tables(asked, *[{"base_budgetaire": str(base)} for base in bases])
    whole = row(found, "montant")[1]
    assert isinstance(whole, Decimal)
    *shares, total = row(found, "part_2026", SHARES)
    assert total == whole
    assert row(found, "quote_part", SHARES)[-1] == 100
    for share, base in zip(shares, bases, strict=True):
        assert isinstance(share, Decimal)
        assert abs(share - whole * base / sum(bases)) <= Decimal("0.01")


@settings(deadline=None, max_examples=30)
@given(CENTS, st.lists(st.integers(-5, 5), min_size=2, max_size=2))
def test_a_higher_rate_never_gives_less(base: Decimal, rates: list[int]) -> None:
    amounts = []
    for rate in sorted(rates):
        asked = {"mode_evolution": "taux_actualisation", "evolution": [{"annee": "2025", "taux": str(rate)}]}
        amounts.append(row(tables(asked, {"base_budgetaire": str(base)}), "montant")[0])
    assert amounts[0] <= amounts[1]  # type: ignore[operator]

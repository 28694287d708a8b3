"""The figures of the EHPAD model, worked out by hand: capacities, forfaits and tariffs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.checks.controles_des_tableaux import table_findings
from engine.errors import Finding, Severity
from engine.formulas.cells import Absence
from engine.tables.grilles import Grilles
from tests import figures
from tests.figures import codes, row, shown

EMPTY, NO_BASE = Absence.A_RENSEIGNER, Absence.SANS_BASE
CONTRACT = {"departement": "44", "effet": "2022-01-01", "duree": "5 ans", "signature": {"date": "2021-12-16"}}

PORT = {"nom": "Port", "nature": "ehpad", "habilitation_aide_sociale": "oui", "petite_unite_de_vie": "non",
        "capacite": "86", "capacite_installee": "80", "capacite_habilitee": "43"}  # fmt: skip
MARAIS = {"nom": "Marais", "nature": "ehpad", "habilitation_aide_sociale": "non", "petite_unite_de_vie": "non",
          "capacite": "64", "capacite_installee": "64"}  # fmt: skip
SSIAD = {"nom": "SSIAD", "nature": "autre", "habilitation_aide_sociale": "non", "capacite": "45"}
PERMANENT, DAY_CARE = {"places_permanent": "82"}, {"places_jour": "4"}


def tables(**facts: Any) -> Grilles:
    return figures.tables("ehpad", **CONTRACT | facts)


def findings(found: Grilles) -> list[Finding]:
    return list(table_findings(found))


# Capacities


def test_the_capacities_of_the_ehpad_alone_add_up_by_kind_of_place() -> None:
    found = tables(etablissements=[{**PORT, **PERMANENT, "places_temporaire": "4"}, SSIAD,
                                   {**MARAIS, "places_permanent": "60", **DAY_CARE}])  # fmt: skip
    # 86 + 64 = 150 ; 82 + 60 = 142 ; what nobody gives adds nothing: 4 + rien = 4
    assert row(found, "capacites", "autorisee") == [86, 64, 150]
    assert row(found, "capacites", "autorisee_permanent") == [82, 60, 142]
    assert row(found, "capacites", "autorisee_temporaire") == [4, EMPTY, 4]
    assert codes(found) == []


def test_the_share_that_is_habilitee_and_installed() -> None:
    found = tables(etablissements=[PORT, MARAIS])
    # 43 / 86 = 50 % ; 43 / 150 = 28,666… % ; 80 / 86 = 93,0232… % ; 144 / 150 = 96 %
    assert shown(found, "capacites", "part_habilitee", 0) == "50,00 %"
    assert row(found, "capacites", "part_habilitee")[1] is EMPTY
    assert shown(found, "capacites", "part_habilitee", 2) == "28,67 %"
    assert [shown(found, "capacites", "part_installee", at) for at in range(3)] == ["93,02 %", "100,00 %", "96,00 %"]


def test_a_capacity_of_zero_has_no_share() -> None:
    found = tables(etablissements=[{**PORT, "capacite": "0", "capacite_habilitee": "0", "capacite_installee": "0"}])
    assert row(found, "capacites", "part_habilitee") == [NO_BASE, NO_BASE]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"capacite_habilitee": "87"}, "capacites-capacite-habilitee"),
        ({"capacite_installee": "87"}, "capacites-capacite-installee"),
        ({"habilitation_aide_sociale": "non"}, "capacites-sans-habilitation"),
        (PERMANENT, "capacites-types-autorises"),
        ({"installees_jour": "81"}, "capacites-types-installes"),
        ({"habilitees_nuit": "42"}, "capacites-types-habilites"),
        ({"habilitees_permanent": "43", "places_permanent": "42", "places_jour": "44"},
         "capacites-habilitees-permanent"),
        ({"habilitees_temporaire": "43", "places_permanent": "86", "places_temporaire": "0"},
         "capacites-habilitees-temporaire"),
    ],
)  # fmt: skip
def test_a_capacity_that_contradicts_another_is_told_once(wrong: dict[str, str], code: str) -> None:
    found = tables(etablissements=[{**PORT, **wrong}])
    assert codes(found) == [code]
    assert findings(found)[0].path[:2] == ("etablissements", 0)


def test_a_capacity_at_the_limit_is_right() -> None:
    limit = {"capacite_habilitee": "86", "capacite_installee": "86", "places_permanent": "80", "places_jour": "6",
             "habilitees_permanent": "80", "habilitees_jour": "6"}  # fmt: skip
    assert codes(tables(etablissements=[{**PORT, **limit}])) == []


def test_an_installed_capacity_beyond_the_authorised_one_is_a_warning() -> None:
    (found,) = findings(tables(etablissements=[{**PORT, "capacite_installee": "87"}]))
    assert found.severity is Severity.WARNING


def contract(**facts: Any) -> str:
    return figures.printed("ehpad", **CONTRACT | facts)


def test_the_capacities_are_printed_by_kind_of_place_where_they_are_given() -> None:
    assert "par type d'accueil" not in contract(etablissements=[PORT, MARAIS])
    kinds = {"places_permanent": "80", "places_jour": "6", "capacite_habilitee": "40", "habilitees_permanent": "40"}
    written = contract(etablissements=[{**PORT, **kinds}, MARAIS])
    heads = "EHPAD | Capacité autorisée | dont hébergement permanent | dont accueil de jour | Capacité installée\n"
    assert heads in written
    assert "Ensemble | 150 | 80 | 6 | 144\n" in written
    assert "Port | 86 | oui | 40 | 40 | 46,51 %" in written  # 40 / 86 = 46,511… %
    alone = contract(etablissements=[{**PORT, **kinds}])
    assert "Ensemble" not in alone


# Forfaits and tariffs


def two_ehpad(first: dict[str, str], second: dict[str, str], **more: Any) -> Grilles:
    return tables(etablissements=[{**PORT, **PERMANENT, **first}, {**MARAIS, **second}, SSIAD], **more)


def test_the_gmp_and_the_pmp_of_all_are_weighted_by_the_places() -> None:
    found = two_ehpad({"gmp": "736", "pmp": "224"}, {"gmp": "702", "pmp": "208"})
    # places : 82 (hébergement permanent) et 64 (capacité autorisée, à défaut)
    # GMP : (736 × 82 + 702 × 64) / 146 = (60 352 + 44 928) / 146 = 105 280 / 146 = 721,0958…
    assert row(found, "soins_et_dependance", "points_gir") == [60352, 44928, 105280]
    assert shown(found, "soins_et_dependance", "gmp", 2) == "721,1"
    # PMP : (224 × 82 + 208 × 64) / 146 = (18 368 + 13 312) / 146 = 31 680 / 146 = 216,9863…
    assert shown(found, "soins_et_dependance", "pmp", 2) == "216,99"


def test_there_is_no_mean_while_one_is_not_known_but_a_petite_unite_de_vie_has_none() -> None:
    assert row(two_ehpad({"gmp": "736"}, {}), "soins_et_dependance", "gmp") == [736, EMPTY, EMPTY]
    small = {"petite_unite_de_vie": "oui"}
    assert row(two_ehpad({"gmp": "736"}, small), "soins_et_dependance", "gmp") == [736, 736]


def test_the_tariffs_give_the_product_of_the_hebergement() -> None:
    found = two_ehpad(
        {"tarif_hebergement": "61,85", "journees_hebergement": "29 350,5", "forfait_soins": "1 380 650",
         "forfait_dependance": "434 500"},
        {"tarif_hebergement": "68,40", "journees_hebergement": "20 900", "forfait_soins": "781 600,50",
         "forfait_dependance": "315 260"},
    )  # fmt: skip
    # 61,85 × 29 350,5 = 1 815 328,425, soit 1 815 328,43 au centime ; 68,40 × 20 900 = 1 429 560,00
    assert row(found, "forfaits_et_tarifs", "produit_hebergement") == [
        Decimal("1815328.43"), Decimal("1429560.00"), Decimal("3244888.43")]  # fmt: skip
    # tarif moyen : 3 244 888,43 / 50 250,5 = 64,5742…
    assert shown(found, "forfaits_et_tarifs", "tarif_hebergement", 2) == "64,57 €"
    # 1 380 650 + 434 500 + 1 815 328,43 = 3 630 478,43 ; 781 600,50 + 315 260 + 1 429 560 = 2 526 420,50
    assert row(found, "forfaits_et_tarifs", "financement") == [
        Decimal("3630478.43"), Decimal("2526420.50"), Decimal("6156898.93")]  # fmt: skip
    # soins par place : 1 380 650 / 82 = 16 837,195… ; 2 162 250,50 / (82 + 64) = 14 809,934…
    assert shown(found, "forfaits_et_tarifs", "soins_par_place", 0) == "16 837,20 €"
    assert shown(found, "forfaits_et_tarifs", "soins_par_place", 2) == "14 809,93 €"


def test_no_journee_gives_no_mean_tariff() -> None:
    none = {"tarif_hebergement": "60", "journees_hebergement": "0"}
    assert row(two_ehpad(none, none), "forfaits_et_tarifs", "tarif_hebergement")[2] is NO_BASE


def test_the_forfait_unique_takes_the_place_of_the_two_forfaits_where_it_applies() -> None:
    brittany = {"departement": "22", "signature": {"date": "2026-01-15"}, "effet": "2026-02-01"}
    given_facts = {"forfait_unique": "1 000 000", "tarif_hebergement": "60", "journees_hebergement": "100"}
    one = two_ehpad(given_facts, given_facts, **brittany)
    names = [line.nom for line in one["forfaits_et_tarifs"].rubriques]
    # 1 000 000 + 60 × 100 = 1 006 000
    assert row(one, "forfaits_et_tarifs", "financement_unique") == [1006000, 1006000, 2012000]
    assert not {"forfait_soins", "forfait_dependance", "tarif_gir_5_6", "financement"} & set(names)
    two = [line.nom for line in two_ehpad({}, {})["forfaits_et_tarifs"].rubriques]
    assert not {"forfait_unique", "unique_par_place", "financement_unique"} & set(two)


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(0, 1000)), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_weighted_mean_is_between_the_least_and_the_most(homes: list[tuple[int, int]]) -> None:
    each = [{**PORT, "nom": f"EHPAD {n}", "capacite": str(places), "gmp": str(gmp)}
            for n, (places, gmp) in enumerate(homes)]  # fmt: skip
    mean = row(tables(etablissements=each), "soins_et_dependance", "gmp")[-1]
    assert isinstance(mean, Decimal)
    assert min(gmp for _, gmp in homes) <= mean.quantize(Decimal("1e-20")) <= max(gmp for _, gmp in homes)


def test_a_first_year_that_meets_the_experiment_counts_the_three_forfaits() -> None:
    """A contract of April 2025: soins and dépendance until June, the forfait unique from July."""
    facts = {"forfait_soins": "600 000", "forfait_dependance": "100 000", "forfait_unique": "700 000"}
    facts |= {"tarif_hebergement": "60", "journees_hebergement": "100"}
    mayenne = {"departement": "53", "signature": {"date": "2025-03-15"}, "effet": "2025-04-01"}
    # 600 000 + 100 000 + 700 000 + 60 × 100 = 1 406 000
    found = row(two_ehpad(facts, facts, **mayenne), "forfaits_et_tarifs", "financement_des_trois_forfaits")
    assert found == [1406000, 1406000, 2812000]


def test_each_ehpad_of_a_regional_contract_has_the_forfaits_of_its_departement() -> None:
    """In Mayenne, which takes part, and in Loire-Atlantique, which does not."""
    region = {"departement": "53", "autres_departements": [{"departement": "44"}]}
    dates = {"signature": {"date": "2026-01-15"}, "effet": "2026-02-01"}
    both = {"tarif_hebergement": "60", "journees_hebergement": "100"}
    mayenne = {**both, "forfait_unique": "1 000 000"}
    loire = {**both, "forfait_soins": "600 000", "forfait_dependance": "100 000"}
    found = row(two_ehpad(mayenne, loire, **region, **dates), "forfaits_et_tarifs", "financement_selon_le_territoire")
    # 1 000 000 + 60 × 100, and 600 000 + 100 000 + 60 × 100
    assert found == [1006000, 706000, 1712000]

"""The figures of Seine-et-Marne, by hand, from annexe 2 and articles 6, 9.1, 9.3.1 and 9.3.3 of the model."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.formulas.cells import Absence
from tests.seine_et_marne import CHEAPER_BY_A_CENT, DEARER_BY_A_CENT, FACTS, computed, figure

# The grille of annexe 2.


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [
        ("groupe_1", "2000"),  # 1 000 + 500 + 700 - 200
        ("groupe_2", "16000"),  # 16 000 + 300 - 300
        ("groupe_3", "2000"),
        ("depenses", "20000"),  # D = 1+2+3
        ("part_1", "10"),
        ("part_2", "80"),
        ("part_3", "10"),
        ("recettes", "2600"),
        ("compensation", "17400"),  # C = D-R
        ("part_recettes", "13"),
        ("part_compensation", "87"),
        ("osp", "500"),  # 200 + 300
        ("osp_par_heure", "0.5"),
        ("compensation_totale", "17900"),  # Ct = C + OSP
        ("prix_de_revient", "19.80"),  # (20 000 - 2 600 + 2 400) / 1 000
        ("taux_improductif", "20"),  # 1 - 1 000 / 1 250
        ("taux_administratif", "2000"),  # 1 000 / 0,5
        ("cout_de_revient_total", "17.90"),  # 17 900 / 1 000
        ("differentiel_max", "2"),  # 20 - 18
        ("differentiel", "1.80"),  # 19,80 - 18
    ],
)
def test_the_grille(name: str, by_hand: str) -> None:
    assert figure(computed(), f"grille.{name}") == Decimal(by_hand)


@pytest.mark.parametrize(
    ("changed", "name", "by_hand"),
    [
        # 19 807,50 / 1 000 = 19,8075, to the cent; a half cent goes up: 19 805 / 1 000 = 19,805.
        ({"grille.groupe_1.achats": "1007.50"}, "prix_de_revient", "19.81"),
        ({"grille.groupe_1.achats": "1005"}, "prix_de_revient", "19.81"),
        ({"grille.groupe_1.achats": "1004"}, "prix_de_revient", "19.80"),
        # 1 - 1 000 / 1 201 = 16,7360…  %
        ({"grille.heures_payees": "1201"}, "taux_improductif", "16.74"),
        ({"grille.heures_payees": "1000"}, "taux_improductif", "0"),
        # 20 000 + 200 of achats: 20 / h, which is the plafond; 21 / h is one more than the maximum of 2,00.
        ({"grille.groupe_1.achats": "1200"}, "differentiel", "2.00"),
        ({"grille.groupe_1.achats": "2200"}, "differentiel", "2.00"),
        # A price below the tarif de référence leaves nothing to pay.
        ({"moyens.tarif_reference_apa": "19.80"}, "differentiel", "0"),
        ({"moyens.tarif_reference_apa": "19.90"}, "differentiel", "0"),
    ],
)
def test_the_limits_of_the_grille(changed: dict[str, object], name: str, by_hand: str) -> None:
    assert figure(computed(changed), f"grille.{name}") == Decimal(by_hand)


NOTHING_SPENT = {
    f"grille.{group}.{name}": "0" for group in ("groupe_1", "groupe_2", "groupe_3") for name in FACTS["grille"][group]
}


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"grille.heures_realisees": "0"}, ["prix_de_revient", "osp_par_heure", "cout_de_revient_total"]),
        ({"grille.heures_realisees": "0"}, ["differentiel"]),
        ({"grille.heures_realisees": "0", "grille.heures_payees": "0"}, ["taux_improductif"]),
        ({"grille.etp_administratifs": "0"}, ["taux_administratif"]),
        (NOTHING_SPENT, ["part_1", "part_2", "part_3", "part_recettes", "part_compensation"]),
    ],
)  # fmt: skip
def test_without_a_base_there_is_a_dash(changed: dict[str, object], names: list[str]) -> None:
    grilles = computed(changed)
    assert {figure(grilles, f"grille.{name}") for name in names} == {Absence.SANS_BASE}


def test_what_a_missing_fact_leaves_unknown() -> None:
    grilles = computed({"grille.heures_payees": None})
    assert figure(grilles, "grille.taux_improductif") is Absence.A_RENSEIGNER
    assert figure(grilles, "grille.prix_de_revient") == Decimal("19.80")


# The dotation and its payment.


@pytest.mark.parametrize(
    ("changed", "name", "by_hand"),
    [
        ({}, "dotation_de_base", "17400"),  # 1 000 x 19,80 - 2 400
        (
            {"moyens.tarif_plafond": "19"},
            "dotation_de_base",
            "16600",
        ),  # 1 000 x 19 - 2 400: never more than the plafond
        ({}, "paiement_differentiel", "1260"),  # 1,80 x 700
        ({}, "dotation", "1760"),  # 500 + 1 260
        ({}, "avance", "1408"),  # 80 %
        ({}, "reste", "352"),
        # 500,03 + 1 260 = 1 760,03: 80 % are 1 408,024, paid to the cent, and the rest is what remains.
        ({"grille.groupe_1.osp_deplacements": "200.03"}, "avance", "1408.02"),
        ({"grille.groupe_1.osp_deplacements": "200.03"}, "reste", "352.01"),
        ({"grille.heures_apa": "0"}, "avance", "400"),  # 80 % of the 500 of OSP
    ],
)
def test_the_dotation(changed: dict[str, object], name: str, by_hand: str) -> None:
    assert figure(computed(changed), f"versements.{name}") == Decimal(by_hand)


# The definitive compensation of a year. The seuils are those of the grille: 19,80 €/h, 20 %, 2 000 heures par ETP.


@pytest.mark.parametrize(
    ("name", "by_hand"),
    [
        ("bilan.depenses", "18000"),  # 1 750 + 13 750 + 2 500
        ("bilan.cout_de_revient", "19.80"),  # (18 000 - 2 180 + 2 000) / 900: the price is respected, at its limit
        ("bilan.taux_improductif", "25"),  # 1 - 900 / 1 200
        ("bilan.taux_administratif", "1800"),  # 900 / 0,5
        ("juste_compensation.montant_decaisse", "15820"),  # 18 000 - 2 180
        ("juste_compensation.depassement_cout", "0"),
        ("juste_compensation.refaction_cout", "0"),
        ("juste_compensation.depassement_improductif", "25"),  # (25 - 20) / 20
        ("juste_compensation.refaction_improductif", "2500"),  # 25 % x 10 000
        ("juste_compensation.depassement_administratif", "10"),  # (2 000 - 1 800) / 2 000
        ("juste_compensation.refaction_administratif", "120"),  # 10 % x 1 200
        ("juste_compensation.refactions", "2620"),
        ("juste_compensation.compensation_osp", "400"),  # 150 + 250
        ("juste_compensation.compensation_definitive", "13600"),  # 15 820 - 2 620 + 400
        ("juste_compensation.penalites", "0"),
        ("juste_compensation.versements", "13408"),  # 12 000 + 1 408
        ("juste_compensation.solde", "192"),  # 13 600 - 13 408
        ("juste_compensation.differentiel", "1.80"),
    ],
)
def test_the_juste_compensation(name: str, by_hand: str) -> None:
    assert figure(computed(), name) == Decimal(by_hand)


@pytest.mark.parametrize(
    ("changed", "refactions"),
    [
        # 18 009 - 2 180 + 2 000 = 17 829; / 900 = 19,81: 0,01 x 890 h, and nothing on the rates.
        (DEARER_BY_A_CENT, ("8.90", "0", "0")),
        (DEARER_BY_A_CENT | {"bilan.heures_facturees": "890.55"}, ("8.91", "0", "0")),  # 8,9055, to the cent
        (CHEAPER_BY_A_CENT, ("0", "2500", "120")),  # what is spared on the price makes up for no rate
        # 19,804 and 19,80 are the same price to the cent.
        ({"bilan.groupe_2.remunerations": "14004"}, ("0", "2500", "120")),
        # Rates at their seuil: 900 / 1 125 and 900 / 0,45.
        ({"bilan.heures_payees": "1125"}, ("0", "0", "120")),
        ({"bilan.etp_administratifs": "0.45"}, ("0", "2500", "0")),
        ({"bilan.heures_payees": "1125", "bilan.etp_administratifs": "0.45"}, ("0", "0", "0")),
        # 1 - 900 / 1 130 = 20,3539… %, 20,35 as printed: 0,35 / 20 x 10 000.
        ({"bilan.heures_payees": "1130"}, ("0", "175", "120")),
        # The Département may waive what the rates cost, and not what the price does.
        ({"bilan.renonciation": "oui"}, ("0", "0", "0")),
        ({"bilan.renonciation": "non"}, ("0", "2500", "120")),
        (DEARER_BY_A_CENT | {"bilan.renonciation": "oui"}, ("8.90", "0", "0")),
    ],
)
def test_the_refactions(changed: dict[str, object], refactions: tuple[str, str, str]) -> None:
    grilles = computed(changed)
    found = [
        figure(grilles, f"juste_compensation.refaction_{name}") for name in ("cout", "improductif", "administratif")
    ]
    assert found == [Decimal(one) for one in refactions]
    assert figure(grilles, "juste_compensation.refactions") == sum(found)


def test_a_seuil_of_zero_has_no_percentage_of_excess() -> None:
    """1 - 1 000 / 1 000 = 0 %: what exceeds it has no base, unless the price is exceeded and the rates do not count."""
    no_seuil = {"grille.heures_payees": "1000"}
    assert figure(computed(no_seuil), "juste_compensation.compensation_definitive") is Absence.SANS_BASE
    # 15 829 - 8,90 + 400
    dearer = computed(no_seuil | DEARER_BY_A_CENT)
    assert figure(dearer, "juste_compensation.compensation_definitive") == Decimal("16220.10")
    respected = computed(no_seuil | {"bilan.heures_payees": "900"})
    assert figure(respected, "juste_compensation.refactions") == Decimal(120)


@pytest.mark.parametrize(
    ("defauts", "osp", "by_hand"),
    [
        ("0", "3300", "0"),
        ("1", "3300", "1000"),
        ("3", "3300", "3000"),
        ("4", "3300", "3500"),  # 200 + 3 300 of OSP: the plafond
        ("3", "2800", "3000"),  # 200 + 2 800: the plafond exactly
        ("1", "300", "500"),
        ("9", "0", "200"),
    ],
)
def test_penalties_are_capped_by_the_osp_of_the_grille(defauts: str, osp: str, by_hand: str) -> None:
    """1 000 € for each défaut, and no more than the « montant total prévisionnel des OSP » (article 6)."""
    grilles = computed({"bilan.defauts_osp": defauts, "grille.groupe_2.osp_majorations": osp})
    assert figure(grilles, "juste_compensation.penalites") == Decimal(by_hand)


def test_penalties_are_taken_off_the_solde_and_not_off_the_compensation() -> None:
    grilles = computed({"bilan.defauts_osp": "2"})
    assert figure(grilles, "juste_compensation.compensation_definitive") == Decimal(13600)
    assert figure(grilles, "juste_compensation.solde") == Decimal(-308)  # 192 - 500, the plafond

"""The dotation complémentaire of Ille-et-Vilaine, worked out by hand: ceilings of annexe 6, amounts of annexe 7."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import dotted
from engine.tables.grilles import Grilles
from tests.ille_et_vilaine import EMPTY, figures, row, said, tables

quick = settings(deadline=None, max_examples=40)
AMOUNTS = st.decimals(0, 10**8, places=2).map(str)


def objective(priority: str, *actions: dict[str, str]) -> dict[str, Any]:
    named = [{"intitule": f"Action {n}", **one} for n, one in enumerate(actions, start=1)]
    return {
        "intitule": priority,
        "dotation_complementaire": "oui",
        "priorite": priority,
        "operationnels": [{"intitule": priority, "actions": named}],
    }


def granted(*objectives: dict[str, Any], allocation: str | None = None) -> Grilles:
    return tables(objectifs=list(objectives), dotation_complementaire={"retenu": "oui", "allocation_cnsa": allocation})


@pytest.mark.parametrize(
    ("priority", "number", "base", "count", "ceiling"),
    [
        ("profils_specifiques", 1, "heures", "1 001", "1 501,50"),  # 1 001 × 1,50
        ("profils_specifiques", 1, "heures", "0,67", "1,01"),  # 0,67 × 1,50 = 1,005
        ("amplitude_horaire", 2, "heures", "1 001", "2 002"),  # 1 001 × 2
        ("amplitude_horaire", 2, "heures", "10,0025", "20,01"),  # 10,0025 × 2 = 20,005
        ("couverture_du_territoire", 3, "kilometres", "10 001", "400,04"),  # 10 001 × 0,04
        ("couverture_du_territoire", 3, "kilometres", "10 000,125", "400,01"),  # 10 000,125 × 0,04 = 400,005
    ],
)
def test_an_action_has_its_ceiling(priority: str, number: int, base: str, count: str, ceiling: str) -> None:
    limit, cent = figures(ceiling)[0], Decimal("0.01")
    assert isinstance(limit, Decimal)
    table = f"fiche_objectif_{number}"
    for amount, gap, wrong in ((limit - cent, cent, 0), (limit, 0, 0), (limit + cent, -cent, 1)):
        found = granted(objective(priority, {"montant": str(amount), base: count}))
        assert row(found, table, "plafond") == [limit, limit]
        assert row(found, table, "ecart")[0] == gap
        broken = said(found, f"fiche-objectif-{number}-plafond")
        assert [dotted(one.path) for one in broken] == ["objectifs[1].operationnels[1].actions[1].montant"] * wrong
        assert all(f"fiche objectif n° {number}, action « Action 1 »" in one.message for one in broken)


def test_an_amount_is_told_by_the_kilometre() -> None:
    found = granted(objective("couverture_du_territoire", {"montant": "37 200", "kilometres": "930 000"}))
    assert row(found, "fiche_objectif_3", "valeur_unitaire") == figures("0,04", "0,04")  # 37 200 / 930 000


def test_a_ceiling_is_that_of_each_action_and_not_of_their_sum() -> None:
    """2 000 € for 1 000 hours and 2 200 € for 1 200 hours are within 4 400 €; but 2 200 € for 1 000 hours are not."""
    found = granted(
        objective("amplitude_horaire", {"montant": "2 200", "heures": "1 000"}, {"montant": "2 000", "heures": "1 200"})
    )
    assert row(found, "fiche_objectif_2", "montant") == figures("2 200", "2 000", "4 200")
    assert row(found, "fiche_objectif_2", "plafond") == figures("2 000", "2 400", "4 400")
    assert row(found, "fiche_objectif_2", "ecart") == figures("-200", "400", "200")
    assert row(found, "fiche_objectif_2", "valeur_unitaire")[0] == Decimal("2.2")
    assert len(said(found, "fiche-objectif-2-plafond")) == 1


def test_an_action_without_hours_has_no_ceiling_yet_and_one_of_no_hour_has_none_to_give() -> None:
    found = granted(objective("profils_specifiques", {"montant": "100"}, {"montant": "0,01", "heures": "0"}))
    assert row(found, "fiche_objectif_1", "plafond")[:2] == figures("", "0")
    assert row(found, "fiche_objectif_1", "valeur_unitaire")[:2] == figures("", "—")
    (broken,) = said(found, "fiche-objectif-1-plafond")
    assert "Action 2" in broken.message


def test_each_sheet_has_the_actions_of_its_own_objective() -> None:
    found = granted(
        objective("profils_specifiques", {"montant": "1"}),
        {"intitule": "Autre", "operationnels": [{"actions": [{"intitule": "Autre action", "montant": "9"}]}]},
        objective("qualite_de_vie_au_travail", {"montant": "2"}, {"montant": "3"}),
    )
    counts = {number: found[f"fiche_objectif_{number}"].count for number in (1, 2, 3, 5)}
    assert counts == {1: 1, 2: 0, 3: 0, 5: 2}


@pytest.mark.parametrize(
    ("allocation", "wrong"),
    [("999,98", 1), ("1 000", 0), ("1 000,02", 0)],  # 50 % : 499,99 ; 500 ; 500,01, pour 300 + 200 = 500
)
def test_objective_5_takes_half_of_the_allocation_at_the_most(allocation: str, wrong: int) -> None:
    quality = objective("qualite_de_vie_au_travail", {"montant": "300"}, {"montant": "200"})
    broken = said(granted(quality, allocation=allocation), "fiche-objectif-5-plafond")
    assert [dotted(one.path) for one in broken] == ["objectifs[1].operationnels[1].actions[2].montant"] * wrong


def test_the_sheet_of_objective_5_is_exceeded_once() -> None:
    amounts = [{"montant": "300"}, {"montant": "300"}, {"montant": "300"}]
    found = granted(objective("qualite_de_vie_au_travail", *amounts), allocation="1 000")
    assert row(found, "fiche_objectif_5", "cumul")[:3] == figures("300", "600", "900")
    assert row(found, "fiche_objectif_5", "ecart")[:3] == figures("200", "-100", "-400")  # 500 moins le cumul
    assert row(found, "fiche_objectif_5", "part") == figures("30", "30", "30", "90")
    (broken,) = said(found, "fiche-objectif-5-plafond")  # 600 dépassent 500 ; 900 aussi, mais c'est déjà dit
    assert "action « Action 2 »" in broken.message


def test_half_of_the_allocation_is_rounded_to_the_cent() -> None:
    found = granted(objective("qualite_de_vie_au_travail", {"montant": "1"}), allocation="0,05")
    assert found["fiche_objectif_5"].case("plafond", None).value == Decimal("0.03")  # la moitié de 0,05 est 0,025


def test_nothing_is_said_of_objective_5_while_the_allocation_is_unknown() -> None:
    found = granted(objective("qualite_de_vie_au_travail", {"montant": "300"}))
    assert said(found, "fiche-objectif-5-plafond") == []
    assert row(found, "fiche_objectif_5", "part")[0] is EMPTY


def test_the_amounts_of_annexe_7_by_action_by_objective_and_in_all() -> None:
    found = granted(
        objective("amplitude_horaire", {"montant": "100", "depense": "90,50"}, {"montant": "50", "depense": "60"}),
        objective("profils_specifiques", {"montant": "30", "depense": "30"}),
    )
    assert row(found, "montants_des_actions", "ecart") == figures("9,50", "-10", "0", "-0,50")
    # 100 + 50 ; 90,50 + 60 ; 150 − 150,50
    assert row(found, "montants_des_objectifs", "montant") == figures("150", "30", "180")
    assert row(found, "montants_des_objectifs", "depense") == figures("150,50", "30", "180,50")
    assert row(found, "montants_des_objectifs", "ecart") == figures("-0,50", "0", "-0,50")


def test_an_expense_to_come_leaves_its_objective_open() -> None:
    found = granted(
        objective("amplitude_horaire", {"montant": "100", "depense": "90"}, {"montant": "50"}),
        objective("profils_specifiques", {"montant": "30", "depense": "30"}),
    )
    assert row(found, "montants_des_objectifs", "depense") == figures("", "30", "")
    assert row(found, "montants_des_objectifs", "montant") == figures("150", "30", "180")


@quick
@given(st.lists(st.lists(AMOUNTS, max_size=3), min_size=1, max_size=4))
def test_the_objectives_sum_to_the_actions_to_the_cent(amounts: list[list[str]]) -> None:
    found = granted(*(objective("amplitude_horaire", *({"montant": one} for one in group)) for group in amounts))
    total = sum(Decimal(one) for group in amounts for one in group)
    if any(amounts):
        assert row(found, "montants_des_objectifs", "montant")[-1] == total
        assert row(found, "montants_des_actions", "montant")[-1] == total

"""The EHPAD contract by its dates, and what it says only where it was answered."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ehpad import contract


@pytest.mark.parametrize(
    ("signed", "agency", "evaluation"),
    [
        ("2017-12-18", "Agence nationale de l'évaluation", "évaluations externes"),
        ("2021-12-16", "la Haute Autorité de santé", "évaluations externes"),
        ("2024-12-16", "la Haute Autorité de santé", "évaluations de la qualité"),
    ],
)
def test_the_agency_and_the_evaluations_have_the_name_of_the_day(signed: str, agency: str, evaluation: str) -> None:
    written = contract(signature={"date": signed}, effet=signed)
    assert agency in written
    assert evaluation in written


UNIQUE = "forfait global unique relatif aux soins et à l'entretien de l'autonomie"


@pytest.mark.parametrize(
    ("departement", "signed", "effet", "said"),
    [
        ("22", "2025-06-15", "2025-07-01", "participe du 1er juillet 2025 au 31 décembre 2026, un " + UNIQUE),
        ("22", "2026-01-15", "2026-02-01", "participe jusqu'au 31 décembre 2026, un " + UNIQUE),
        ("22", "2025-03-15", "2025-04-01", "participe du 1er juillet 2025 au 31 décembre 2026, un " + UNIQUE),
        ("35", "2026-01-15", "2026-02-01", ""),
        ("53", "2026-11-28", "2027-01-01", ""),
    ],
)
def test_the_forfait_unique_is_for_its_territories_and_its_time(
    departement: str, signed: str, effet: str, said: str
) -> None:
    written = contract(departement=departement, signature={"date": signed}, effet=effet)
    assert (said in written) if said else (UNIQUE not in written)
    assert ("Au-delà de ce jour, les deux paragraphes suivants s'appliquent." in written) is bool(said)
    assert ("Vu la loi n° 2023-1250 du 26 décembre 2023" in written) is bool(said)


@pytest.mark.parametrize(
    ("first", "other", "said"),
    [
        ("53", "49", f"à laquelle les territoires participent jusqu'au 31 décembre 2026, un {UNIQUE}"),
        ("53", "44", f"à laquelle participe la Mayenne jusqu'au 31 décembre 2026, un {UNIQUE}"),
        ("44", "53", f"à laquelle participe la Mayenne jusqu'au 31 décembre 2026, un {UNIQUE}"),
        ("44", "72", ""),
    ],
)
def test_a_regional_contract_says_which_of_its_departements_take_part(first: str, other: str, said: str) -> None:
    known = {"departement": first, "autres_departements": [{"departement": other}]}
    written = contract(**known, signature={"date": "2026-01-15"}, effet="2026-02-01")
    assert (said in written) if said else (UNIQUE not in written)
    some = (
        "des EHPAD couverts par le contrat et situés dans ce territoire. Au-delà de ce jour, et pour les autres EHPAD"
    )
    assert (some in written) is ("la Mayenne" in said)


def test_no_evaluation_is_said_only_where_the_answer_is_no() -> None:
    unknown = contract(etablissements=[{"nom": "EHPAD Exemple", "nature": "ehpad"}])
    assert "EHPAD Exemple : rapport du [à compléter" in unknown
    none = contract(etablissements=[{"nom": "EHPAD Exemple", "nature": "ehpad", "evaluation_conduite": "non"}])
    assert "EHPAD Exemple : aucune évaluation n'a été conduite avant la conclusion du CPOM." in none


@pytest.mark.parametrize(
    ("forme", "july"), [("etablissement_public_de_sante", True), ("etablissement_public_social", False), ("sas", False)]
)
def test_the_last_day_of_a_public_hospital_is_not_that_of_others(forme: str, july: bool) -> None:
    gestionnaire = {"raison_sociale": "Résidence Exemple", "forme": forme}
    assert ("fixée au 31 juillet" in contract(gestionnaire=gestionnaire)) is july


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("Aucun projet de restructuration", {"projets": "aucun"}),
        ("Aucun projet de transformation d'activité", {"projets": "aucun"}),
        ("Aucun financement complémentaire du forfait global de soins",
         {"financements_complementaires": {"soins": "aucun"}}),
        ("Aucun financement complémentaire du forfait global relatif à la dépendance",
         {"financements_complementaires": {"dependance": "néant"}}),
    ],
)  # fmt: skip
def test_that_none_is_planned_is_told_only_where_it_was_answered(sentence: str, answer: dict[str, Any]) -> None:
    assert sentence not in contract()
    assert sentence in contract(**answer)

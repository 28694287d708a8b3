"""The amounts of each year, each with the text that fixes it."""

from decimal import Decimal

import pytest

from engine.errors import InputError
from engine.law.amounts import amount, load_amounts
from engine.law.register import load_register
from tests.bibliotheques import OURS


@pytest.mark.parametrize(
    ("key", "year", "expected"),
    [
        ("tarif-minimal", 2022, "22"),
        ("tarif-minimal", 2023, "23"),
        ("tarif-minimal", 2024, "23.50"),
        ("tarif-minimal", 2025, "24.58"),
        ("tarif-minimal", 2026, "25"),
        ("dotation-complementaire", 2023, "3.144"),
        ("dotation-complementaire", 2022, "3"),
        ("dotation-complementaire", 2024, "3.311"),
        # Hausse maximale des prix des services non habilités (L. 347-1).
        ("plafond-des-prix", 2015, "1.35"),
        ("plafond-des-prix", 2016, "1.35"),
        ("plafond-des-prix", 2019, "1.42"),
        ("plafond-des-prix", 2020, "3"),
        ("plafond-des-prix", 2021, "3.80"),
        ("plafond-des-prix", 2022, "3.05"),
        ("plafond-des-prix", 2023, "7.36"),
        ("plafond-des-prix", 2024, "5.95"),
        ("plafond-des-prix", 2025, "3.84"),
        ("plafond-des-prix", 2026, "2"),
    ],
)
def test_amount_of_a_year(key: str, year: int, expected: str) -> None:
    found = amount(OURS, key, year)
    assert found
    assert found.montant == Decimal(expected)
    assert found.source


@pytest.mark.parametrize(
    ("key", "year"),
    [
        ("dotation-complementaire", 2025),
        ("dotation-complementaire", 2026),
        ("tarif-minimal", 2021),
        ("tarif-minimal", 2027),
        ("plafond-des-prix", 2017),
        ("plafond-des-prix", 2018),
        ("plafond-des-prix", 2027),
    ],
)
def test_an_amount_that_was_not_found_is_not_invented(key: str, year: int) -> None:
    assert amount(OURS, key, year) is None


def test_every_amount_names_texts_of_the_register() -> None:
    named = {serie.texte for serie in load_amounts(OURS).values()}
    named |= {one.texte for serie in load_amounts(OURS).values() for one in serie.annees.values() if one.texte}
    assert named <= load_register(OURS).textes.keys()


def test_an_unknown_series_is_refused() -> None:
    with pytest.raises(InputError, match="n'est pas dans"):
        amount(OURS, "tarif-maximal", 2024)

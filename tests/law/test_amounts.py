"""The amounts of each year, each with the text that fixes it."""

from decimal import Decimal

import pytest

from engine.errors import InputError
from engine.law.amounts import amount, load_amounts
from engine.law.register import load_register


@pytest.mark.parametrize(
    ("key", "year", "expected"),
    [
        ("tarif-minimal", 2022, "22"),
        ("tarif-minimal", 2023, "23"),
        ("tarif-minimal", 2024, "23.50"),
        ("tarif-minimal", 2025, "24.58"),
        ("tarif-minimal", 2026, "25"),
        ("dotation-complementaire", 2023, "3.144"),
        ("dotation-complementaire", 2024, "3.311"),
    ],
)
def test_amount_of_a_year(key: str, year: int, expected: str) -> None:
    found = amount(key, year)
    assert found
    assert found.montant == Decimal(expected)
    assert found.source


def test_an_amount_that_was_not_found_is_not_invented() -> None:
    assert amount("dotation-complementaire", 2025) is None
    assert amount("tarif-minimal", 2021) is None


def test_every_amount_names_texts_of_the_register() -> None:
    named = {serie.texte for serie in load_amounts().values()}
    named |= {one.texte for serie in load_amounts().values() for one in serie.annees.values() if one.texte}
    assert named <= load_register().textes.keys()


def test_an_unknown_series_is_refused() -> None:
    with pytest.raises(InputError, match="n'est pas dans"):
        amount("tarif-maximal", 2024)

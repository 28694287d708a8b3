"""What a contract ends, beside what it says of the other CPOM of the gestionnaire."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from engine.errors import Finding

Controle = Callable[[str], list[Finding]]


@pytest.mark.parametrize(
    ("solution", "precedents", "told"),
    [
        ("aucun", "[au CPOM conclu le 14 juin 2021]", 1),
        ("aucun", "[à la convention d'aide sociale, au contrat pluriannuel d’objectifs et de moyens du 2 mai 2019]", 1),
        ("aucun", "[à la convention d'aide sociale conclue le 14 juin 2021]", 0),
        ("aucun", "aucun", 0),
        ("fusion", "[au CPOM conclu le 14 juin 2021]", 0),
    ],
)
def test_a_contract_does_not_end_a_cpom_that_it_denies(
    controler: Controle, solution: str, precedents: str, told: int
) -> None:
    said = f"modele: ehpad\nautres_cpom: {{solution: {solution}}}\ncontrats_precedents: {precedents}\n"
    found = [one for one in controler(said) if one.code == "contrat-precedent-nie"]
    assert len(found) == told
    assert all(one.reserve and one.path and one.path[0] == "contrats_precedents" for one in found)


def test_nothing_is_told_before_the_question_is_answered(controler: Controle) -> None:
    assert controler("modele: ehpad\ncontrats_precedents: [au CPOM conclu le 14 juin 2021]") == []

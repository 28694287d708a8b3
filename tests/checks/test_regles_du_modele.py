"""What a model fixes, a description may not change."""

from __future__ import annotations

from collections.abc import Callable

from engine.errors import Finding

Controle = Callable[[str], list[Finding]]

EHPAD = (
    '# regles: {duree_exacte: 5 ans, source: "arrêté du 3 mars 2017", '
    "prorogation: {preavis: 6 mois, reponse: 1 mois, imposes: oui}}\n"
)


def codes(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(one.code, one.source) for one in findings]


def test_a_cpom_of_ehpad_lasts_five_years_exactly(controler: Controle) -> None:
    assert codes(controler(EHPAD + "duree: 4 ans")) == [("duree-exacte", "arrêté du 3 mars 2017")]
    assert codes(controler(EHPAD + "duree: 5 ans")) == []


def test_the_periods_that_a_model_imposes_are_not_chosen(controler: Controle) -> None:
    assert codes(controler(EHPAD + "prorogation: {preavis: 12 mois}")) == [
        ("prorogation-interdite", "arrêté du 3 mars 2017")
    ]
    assert codes(controler(EHPAD + "prorogation: {preavis: 6 mois, reponse: 1 mois}")) == []


def test_a_contract_of_fixed_dates_has_no_prorogation(controler: Controle) -> None:
    fixed = "# regles: {duree_max: 10 ans}\n"
    assert codes(controler(fixed + "prorogation: {reponse: 1 mois}")) == [("prorogation-interdite", "règles du modèle")]
    assert codes(controler(fixed + "duree: 4 ans")) == []

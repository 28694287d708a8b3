"""Every rule is listed, tells its source, and has a description that breaks it; a valid description breaks none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from engine import checks
from engine.checks import CHECKS, OF_A_DOSSIER, Rule, calendrier_cnsa
from engine.dossier import open_dossier
from engine.errors import Finding, Severity
from engine.libraries.modele import load_model

Controle = Callable[[str], list[Finding]]

FICHIERS = Path(__file__).parents[1] / "fixtures" / "controles"
NOT_RULES = {"__init__", "context", "partie"}
OF_FACTS = [rule for rule in CHECKS if rule not in OF_A_DOSSIER]
FOUND = {
    "controles-des-tableaux": ["ligne-double", "ligne-double"],
    "droit-du-contrat": ["modele-posterieur"],
    "fichiers-nommes": ["fichier-ailleurs"],
}
"""What the rules find whose findings have codes of their own."""


def test_every_file_of_the_package_is_listed_once() -> None:
    modules = {path.stem for path in Path(str(checks.__file__)).parent.glob("*.py")} - NOT_RULES
    assert sorted(rule.CODE for rule in CHECKS) == sorted(module.replace("_", "-") for module in modules)


@pytest.mark.parametrize("rule", CHECKS, ids=lambda rule: rule.CODE)
def test_every_rule_tells_what_it_wants_its_source_and_its_severity(rule: Rule) -> None:
    module = sys.modules[f"engine.checks.{rule.CODE.replace('-', '_')}"]
    assert rule.SOURCE
    assert "Source: " in str(module.__doc__)
    assert "Severity: " in str(module.__doc__)


def test_every_rule_has_its_malformed_description_and_no_other_is_there() -> None:
    assert {path.stem for path in FICHIERS.glob("*.yaml")} == {rule.CODE for rule in CHECKS} | {"valide"}


@pytest.mark.parametrize("rule", OF_A_DOSSIER, ids=lambda rule: rule.CODE)
def test_a_malformed_dossier_is_told_with_where(rule: Rule) -> None:
    dossier = open_dossier(FICHIERS / f"{rule.CODE}.yaml", date(2024, 6, 1))
    wanted = FOUND.get(rule.CODE, [rule.CODE])
    trouves = [one for one in dossier.findings if one.code in wanted]
    assert [one.code for one in trouves] == wanted
    assert {one.severity for one in trouves} == {rule.SEVERITY}
    assert all(one.place and one.message.endswith(".") for one in trouves)


@pytest.mark.parametrize("rule", OF_FACTS, ids=lambda rule: rule.CODE)
def test_a_malformed_description_is_told_with_what_to_do_and_where(controler: Controle, rule: Rule) -> None:
    trouves = [one for one in controler((FICHIERS / f"{rule.CODE}.yaml").read_text("utf-8")) if one.code == rule.CODE]
    assert [one.severity for one in trouves] == [rule.SEVERITY]
    for one in trouves:
        assert one.path
        assert one.source
        assert one.message.endswith(".")
        assert one.hint.endswith(".")


def test_a_valid_description_breaks_no_rule(controler: Controle) -> None:
    assert controler((FICHIERS / "valide.yaml").read_text("utf-8")) == []


def test_a_description_that_says_nothing_breaks_no_rule(controler: Controle) -> None:
    assert controler("modele: saad") == []


def test_errors_of_one_description_come_all_at_once(controler: Controle) -> None:
    trouves = controler("{services: [{finess: 350000012}], duree: 7 ans, gestionnaire: {siren: 123456789}}")
    assert {one.code for one in trouves if one.severity is Severity.ERROR} == {
        "finess-cle",
        "siren-cle",
        "duree-max",
    }


def test_the_rules_look_at_questions_that_the_clauses_ask() -> None:
    """A question that changes its name would no longer be checked, and nobody would know."""
    assert ".".join(map(str, calendrier_cnsa.DOCUMENTS)) in load_model("saad").questions

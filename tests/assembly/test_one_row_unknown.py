"""One row of a list that has no answer yet is none of the others: neither a « non », nor of every year, nor nought."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.reading.yaml_strict import read_yaml
from tests.assembly.test_a_blank_says import _text as text_of
from tests.assembly.test_blank_is_not_none import assembled


def test_an_unknown_capacity_is_not_nought_in_the_total() -> None:
    whole = text_of("ehpad-complet")
    assert "Ensemble | 150 |  | 86 | 82 | 4 | 57,33 %" in whole
    for facts in (["capacite_habilitee"], ["habilitation_aide_sociale"], ["capacite_habilitee", "nature"]):
        blank = text_of("ehpad-complet", **{f"etablissements__0__{fact}": None for fact in facts})
        total = [line for line in blank.splitlines() if line.startswith("Ensemble | 150 |  |")]
        assert total
        assert all("| 86 | 82" not in line and "| 0 | 82" not in line for line in total)
        assert all(not line.endswith("%") for line in total)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("investissement__financements", ("920 000,00", "−460 000,00 €")),
        ("frais_de_siege__montants", ("−5,23 %",)),
    ],
)
def test_a_row_without_its_year_has_the_figures_of_none(rows: str, wrong: tuple[str, ...]) -> None:
    blank = text_of("chrs-complet", **{f"{rows}__0__annee": None})
    assert "[à compléter : année] |" in blank
    assert not [figure for figure in wrong if figure in blank]


@pytest.mark.parametrize(
    ("example", "fact", "asked"),
    [
        ("chrs-complet", "etablissements__3__subventionne", "activité ou établissement subventionné"),
        ("ehpad-complet", "etablissements__0__habilitation_aide_sociale", "habilitation à l’aide sociale"),
    ],
)
def test_the_answer_that_decides_is_called_by_its_question(example: str, fact: str, asked: str) -> None:
    assert f"selon la réponse à « {asked} »" in text_of(example, **{fact: None})


def test_a_service_whose_habilitation_is_unknown_is_named_in_both_articles() -> None:
    blank = text_of("saad-mixte", services__0__habilitation_aide_sociale=None)
    asked = "Service Exemple Bresse ([à compléter : habilitation à l’aide sociale])"
    assert f"aux services habilités à l’aide sociale : {asked} et Service Exemple Bugey." in blank
    assert f"aux services non habilités à l’aide sociale : {asked} et Service Exemple Pays de Gex." in blank
    assert "23,80 €/h (Service Exemple Bresse)" in blank


def test_an_answer_that_there_is_none_has_served() -> None:
    data = read_yaml(Path("data/exemples/ehpad-complet.yaml")).data
    data["siege"]["organisation"], data["gestionnaire"]["dotation_globalisee"] = "aucun", "néant"
    assert not [one for one in assembled(data).findings if one.code == "fait-non-imprime"]

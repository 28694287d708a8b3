"""What is given year by year is given for the years of the contract, unless its table also heads the years before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.checks import run_checks
from engine.errors import Finding, dotted
from engine.libraries.modele import load_model
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

CONTRACT = {"effet": "2024-01-01", "duree": "2 ans"}


def found(name: str, code: str = "annees-hors-contrat", **facts: Any) -> list[Finding]:
    """The findings on the years of a contract of 2024 and 2025."""
    model = load_model(name)
    contrat = read_as(model.description, {"modele": name, **CONTRACT, **facts})
    every = run_checks(contrat, model.regles, jour=date(2024, 1, 1), tableaux=model.tableaux, bibliotheque=OURS)
    return [one for one in every if one.code == code]


def test_each_row_of_a_table_by_year_is_looked_at() -> None:
    rows = [{"annee": year} for year in ("2023", "2024", "2025", "2026")]
    wrong = found("sad-ille-et-vilaine", recettes_et_depenses=rows)
    assert [dotted(one.path) for one in wrong] == ["recettes_et_depenses[1].annee", "recettes_et_depenses[4].annee"]
    assert "l'année 2023 n'est pas une année du contrat (2024 à 2025)" in wrong[0].message


@pytest.mark.parametrize(("year", "wrong"), [("2022", 0), ("2024", 0), ("2026", 1)])
def test_a_table_that_heads_the_years_before_takes_them_and_not_those_after(year: str, wrong: int) -> None:
    assert len(found("sad-ille-et-vilaine", pilotage={"exercices": [{"annee": year}]})) == wrong


def test_the_expenses_of_the_years_before_make_the_forfait() -> None:
    rows = [{"annee": str(year), "depenses": "1"} for year in (2020, 2021, 2022)]
    assert found("sad-ille-et-vilaine", financement={"exercices": rows}) == []


def test_a_fact_that_is_itself_a_year_is_looked_at() -> None:
    (wrong,) = found("saad-seine-et-marne", bilan={"annee": "2026"})
    assert wrong.path == ("bilan", "annee")


def test_nothing_is_said_while_the_dates_of_the_contract_are_unknown() -> None:
    assert found("sad-ille-et-vilaine", duree=None, recettes_et_depenses=[{"annee": "1999"}]) == []


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (["2024", "2025"], []),
        (["2024"], ["aucune ligne pour 2025, alors que le tableau imprime « Total sur la durée du contrat »"]),
        ([], []),
        (["2024", None], []),  # the year that is still to be given may be the other one
    ],
)
def test_a_total_of_the_whole_contract_wants_a_row_for_each_of_its_years(
    years: list[str | None], said: list[str]
) -> None:
    rows = [{"objet": "Soirs", "annee": year, "montant": "100"} for year in years]
    wrong = found("saad", "annees-sans-ligne", dotation_complementaire={"retenu": "oui", "montants": rows})
    assert [one.message for one in wrong] == [
        f"Dotation complémentaire par objectif ou action : {end}." for end in said
    ]


PROROGATION: dict[str, Any] = {"avenants": [{"numero": "1", "date": "2025-03-01", "prorogation": "1 an"}]}


def test_a_row_may_be_of_a_year_that_a_prorogation_adds() -> None:
    rows = [{"annee": str(year), "tarif": "25,10"} for year in (2024, 2025, 2026, 2027)]
    (wrong,) = found("saad", moyens={"evolution": rows}, **PROROGATION)
    assert wrong.message == "l'année 2027 n'est pas une année du contrat (2024 à 2026)."


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ((2024, 2025, 2026), []),
        ((2024, 2025), ["la prorogation ajoute 2026, sans ligne dans : Tarif horaire de chaque année du contrat."]),
        ((2024,), []),  # it already stops before the end of what was signed
        ((), []),
    ],
)
def test_a_prorogation_wants_a_row_for_each_year_that_it_adds(years: tuple[int, ...], said: list[str]) -> None:
    rows = [{"annee": str(year), "tarif": "25,10"} for year in years]
    wrong = found("saad", "prorogation-sans-ligne", moyens={"evolution": rows}, **PROROGATION)
    assert [one.message for one in wrong] == said
    assert found("saad", "prorogation-sans-ligne", moyens={"evolution": rows}) == []


def test_a_prorogation_within_the_last_year_adds_none() -> None:
    rows = [{"annee": str(year), "tarif": "25,10"} for year in (2024, 2025)]
    half: dict[str, Any] = {
        "avenants": [{"numero": "1", "date": "2025-03-01", "prorogation": "6 mois"}],
        "effet": "2023-07-01",
    }
    assert found("saad", "prorogation-sans-ligne", moyens={"evolution": rows}, **half) == []

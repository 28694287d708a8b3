"""The deadlines of a contract by the rules of each model, and the working day beside a day that is none."""

from __future__ import annotations

from datetime import date

import pytest

from engine.calendar.echeancier import echeancier
from engine.calendar.jours_ouvrables import next_working_day, non_working
from engine.libraries.plan import Regles
from models.contrat import Contrat
from models.fiches.groupe import read_as

SAAD = read_as(
    Regles,
    {"duree_max": "5 ans", "duree_totale_max": "6 ans", "prorogation": {"preavis": "12 mois", "reponse": "2 mois"}},
)
EHPAD = read_as(
    Regles,
    {
        "duree_exacte": "5 ans",
        "prorogation": {"preavis": "6 mois", "reponse": "1 mois", "duree": "1 an", "imposes": "oui"},
        "avenant": "1 an",
    },
)
FIXED = read_as(Regles, {"duree_max": "10 ans"})


def deadlines(regles: Regles, **facts: object) -> list[tuple[str, str]]:
    contrat = read_as(Contrat, {"modele": "essai", **facts})
    return [(one.day.isoformat(), one.words.split(",")[0].split(" (")[0]) for one in echeancier(contrat, regles)]


def test_a_saad_contract_may_be_prorogated_to_six_years() -> None:
    assert deadlines(SAAD, effet="2024-02-01", duree="5 ans") == [
        ("2024-02-01", "prise d'effet du contrat"),
        ("2028-01-31", "dernier jour pour notifier le souhait de proroger"),
        (
            "2028-03-31",
            "dernier jour pour répondre à une notification faite le 31\u00a0janvier 2028 ; le silence vaut accord",
        ),
        ("2029-01-31", "échéance du contrat"),
        ("2030-01-31", "fin de la plus longue prorogation"),
    ]


def test_the_pair_of_the_description_replaces_that_of_the_model() -> None:
    chosen = deadlines(SAAD, effet="2024-02-01", duree="5 ans", prorogation={"preavis": "6 mois", "reponse": "1 mois"})
    assert [day for day, _ in chosen] == ["2024-02-01", "2028-07-31", "2028-08-31", "2029-01-31", "2030-01-31"]


def test_an_ehpad_contract_may_be_prorogated_a_year_then_lengthened_once() -> None:
    """Arrêté du 3 mars 2017: five years, one of simple prorogation, one by an avenant that is not renewable."""
    assert [day for day, _ in deadlines(EHPAD, effet="2020-01-01", duree="5 ans")] == [
        "2020-01-01",
        "2024-06-30",
        "2024-07-30",
        "2024-12-31",
        "2025-12-31",
        "2026-12-31",
    ]


def test_a_contract_of_fixed_dates_ends_at_its_term() -> None:
    assert deadlines(FIXED, effet="2019-04-01", duree="45 mois") == [
        ("2019-04-01", "prise d'effet du contrat"),
        ("2022-12-31", "échéance du contrat"),
    ]


def test_without_its_dates_a_contract_has_no_calendar() -> None:
    assert deadlines(SAAD, duree="5 ans") == []


@pytest.mark.parametrize(
    ("day", "departement", "reason", "following"),
    [
        (date(2028, 1, 31), "35", "", date(2028, 1, 31)),  # a Monday
        (date(2028, 1, 30), "35", "dimanche", date(2028, 1, 31)),
        (date(2025, 5, 1), "35", "Fête du Travail", date(2025, 5, 2)),
        (date(2025, 4, 18), "35", "", date(2025, 4, 18)),  # Good Friday is worked in Rennes…
        (date(2025, 4, 18), "67", "Vendredi saint", date(2025, 4, 19)),  # … and not in Strasbourg
        (date(2025, 12, 26), "57", "Saint-Étienne", date(2025, 12, 27)),
        (date(2024, 12, 20), "974", "Abolition de l'esclavage", date(2024, 12, 21)),
        (date(2024, 12, 25), None, "Noël", date(2024, 12, 26)),
    ],
)
def test_days_that_are_not_worked(day: date, departement: str | None, reason: str, following: date) -> None:
    assert non_working(day, departement).replace("’", "'") == reason
    assert next_working_day(day, departement) == following

"""CHRS contracts say the law of their day: who signs for the State, before which court, under which housing plan.

Each test is a description, as a legal officer writes it, and the words that the contract must then hold.
"""

from __future__ import annotations

import pytest

from tests.chrs import (
    AUTORISE,
    AUTRE_AUTORITE,
    JANUARY_2025,
    JUNE_2022,
    MARCH_2020,
    SUBVENTIONNE,
    blank,
    text,
)

# --- Signatory, court and plan at three dates -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("description", "signatory"),
    [
        (
            MARCH_2020.replace("service_etat: {", "service_etat: {direction: DRDJSCS, "),
            "D'une part, Mme la préfète de la région Nouvelle-Aquitaine, représentée par M. le directeur régional et "
            "départemental de la jeunesse, des sports et de la cohésion sociale (DRDJSCS), dénommée « l'autorité de "
            "tarification » ;",
        ),
        (
            MARCH_2020,
            "D'une part, Mme la préfète de la région Nouvelle-Aquitaine, représentée par M. le [à compléter : "
            "direction qui représente le préfet (DRDJSCS ou DRJSCS)], dénommée « l'autorité de tarification » ;",
        ),
        (
            MARCH_2020.replace('"33"', '"973"'),
            "D'une part, Mme la préfète de Guyane, représentée par M. le directeur général des populations, dénommée "
            "« l'autorité de tarification » ;",
        ),
        (
            MARCH_2020.replace('"33"', '"2A"').replace("service_etat: {", "service_etat: {direction: DRJSCS, "),
            "D'une part, Mme la préfète de Corse, représentée par M. le directeur régional de la jeunesse, des sports "
            "et de la cohésion sociale (DRJSCS), dénommée « l'autorité de tarification » ;",
        ),
        (
            JUNE_2022,
            "D'une part, M. le préfet de la région Île-de-France, représenté par Mme la directrice régionale et "
            "interdépartementale de l'hébergement et du logement (DRIHL), dénommé « l'autorité de tarification » ;",
        ),
        (
            JANUARY_2025,
            "D'une part, Mme la préfète de la région Grand Est, représentée par M. le directeur régional de "
            "l'économie, de l'emploi, du travail et des solidarités (DREETS), dénommée « l'autorité de "
            "tarification » ;",
        ),
    ],
    ids=[
        "mars 2020, Gironde",
        "mars 2020, direction non dite",
        "mars 2020, Guyane",
        "mars 2020, Corse",
        "juin 2022, Seine-Saint-Denis",
        "janvier 2025, Bas-Rhin",
    ],
)
def test_the_prefect_signs_through_the_service_of_the_day_and_of_the_region(description: str, signatory: str) -> None:
    assert signatory in text(description)


@pytest.mark.parametrize(
    ("description", "court"),
    [
        (MARCH_2020, "devant le tribunal interrégional de la tarification sanitaire et sociale compétent"),
        (JUNE_2022, "devant le tribunal interrégional de la tarification sanitaire et sociale compétent"),
        (JANUARY_2025, "devant le tribunal administratif de Nancy, compétent"),
    ],
)
def test_the_court_is_that_of_the_day(description: str, court: str) -> None:
    assert f"{court} pour les questions relatives au financement des établissements et services" in text(description)


@pytest.mark.parametrize(
    ("description", "plan"),
    [
        (MARCH_2020, "le plan quinquennal pour le Logement d'abord et la lutte contre le sans-abrisme 2018-2022"),
        (JUNE_2022, "le plan quinquennal pour le Logement d'abord et la lutte contre le sans-abrisme 2018-2022"),
        (JANUARY_2025, "le deuxième plan quinquennal pour le Logement d'abord 2023-2027"),
    ],
)
def test_the_plan_is_that_of_the_day(description: str, plan: str) -> None:
    assert f"\nVu {plan} ;\n" in text(description)


def test_overseas_the_service_is_the_deets() -> None:
    written = text(JANUARY_2025.replace('"67"', '"974"'))
    assert "M. le directeur de l'économie, de l'emploi, du travail et des solidarités (DEETS)" in written


def test_the_form_names_the_services_and_the_court_of_2019() -> None:
    form = blank()
    assert "de la jeunesse, des sports et de la cohésion sociale (DRDJSCS) ou M. le directeur/Mme la directrice" in form
    assert "tribunal interrégional de la tarification sanitaire et sociale" in form
    assert "Vu l'arrêté du XX/XX/XXXX fixant le contenu du cahier des charges" in form


# --- Who co-signs -----------------------------------------------------------------------------------------------------


def test_authorised_establishments_alone_make_no_cosignatory() -> None:
    written = text(JANUARY_2025 + AUTORISE)
    assert "co-signataire" not in written
    assert "en concertation étroite avec l'autorité signataire du contrat" in written
    assert "Les subventions perçues" not in written


def test_a_subsidised_activity_makes_the_prefect_of_the_departement_a_cosignatory() -> None:
    written = text(JANUARY_2025 + SUBVENTIONNE)
    assert "M. le préfet du Haut-Rhin, co-signataire du contrat pour les dispositifs subventionnés ;" in written
    assert "\nLe préfet du Haut-Rhin\n\nLuc EXEMPLE\n" in written
    assert "d) Les subventions perçues" in written


def test_an_establishment_of_another_authority_makes_it_a_cosignatory() -> None:
    written = text(JANUARY_2025 + AUTRE_AUTORITE)
    assert (
        "M. Marc EXEMPLE, président de la Collectivité européenne d'Alsace, co-signataire du contrat pour les "
        "établissements et les services qui relèvent de sa compétence ;"
    ) in written
    assert "\nLe président de la Collectivité européenne d'Alsace\n\nMarc EXEMPLE\n" in written
    assert "en concertation étroite avec les autorités signataires du contrat" in written

"""The national SAAD model at its dates: what a contract of 2022 said, and what one of 2026 says."""

from __future__ import annotations

from datetime import date

import pytest

from engine.assembly.assemble import assemble
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

MODEL = load_model("saad")


def contract(signature: str, departement: str = "59", **facts: object) -> str:
    """The text of a contract whose one service is not habilité, signed on a day."""
    data = {
        "modele": "saad",
        "departement": departement,
        "signature": {"date": signature},
        "effet": signature,
        "duree": "5 ans",
        "services": [{"nom": "Service Exemple", "habilitation_aide_sociale": "non"}],
        "dotation_complementaire": {"retenu": "non"},
        **facts,
    }
    contrat = read_as(MODEL.description, data)
    day = date.fromisoformat(signature)
    assembled = assemble(MODEL, contrat, law_of(contrat, day, OURS), authority(OURS, departement, day))
    return write_text(assembled.document).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("signature", "said", "not_said"),
    [
        (
            "2022-10-03",
            [
                "Vu le décret n° 2016-502 du 22 avril 2016 relatif au cahier des charges national",
                "Vu l’arrêté du 30 décembre 2021 relatif au tarif minimal",
                "du service d’aide et d’accompagnement à domicile prestataire",
                "le tribunal interrégional de la tarification sanitaire et sociale",
            ],
            ["2023-608", "du service autonomie à domicile prestataire", "tribunal administratif de Lille"],
        ),
        (
            "2026-01-12",
            [
                "Vu le décret n° 2023-608 du 13 juillet 2023 relatif aux services autonomie à domicile",
                "Vu le décret n° 2024-2 du 2 janvier 2024 relatif au montant du tarif minimal",
                "du service autonomie à domicile prestataire",
                "le tribunal administratif de Lille, compétent pour les questions relatives à la tarification",
                "délégué à la protection des données",
            ],
            ["2016-502", "tribunal interrégional", "Vu l’arrêté du 30 décembre", "correspondant informatique"],
        ),
    ],
)
def test_a_contract_says_the_law_of_its_day(signature: str, said: list[str], not_said: list[str]) -> None:
    text = contract(signature)
    assert [words for words in said if words not in text] == []
    assert [words for words in not_said if words in text] == []


@pytest.mark.parametrize("signature", ["2018-06-01", "2021-11-15"])
def test_before_2022_no_minimal_tariff_is_spoken_of(signature: str) -> None:
    assert "montant minimal" not in contract(signature)
    assert "Il tient compte du montant minimal fixé par l’arrêté du 30 décembre 2021" in contract("2022-10-03")


@pytest.mark.parametrize(
    ("signature", "effet", "said"),
    [
        ("2022-12-15", "2023-01-01", "fixé par l’arrêté du 30 décembre 2021"),
        ("2023-11-19", "2024-01-01", "fixé par l’arrêté du 30 décembre 2022"),
        ("2024-01-02", "2024-01-02", "fixé par le décret n° 2024-2 du 2 janvier 2024"),
        ("2024-12-20", "2025-01-01", "fixé par le décret n° 2024-2 du 2 janvier 2024"),
        ("2025-01-15", "2025-02-01", "fixé en application de l’article D. 314-130-1"),
    ],
)
def test_the_minimal_tariff_is_that_of_the_day_on_which_the_contract_is_concluded(
    signature: str, effet: str, said: str
) -> None:
    assert f"Il tient compte du montant minimal {said}" in contract(signature, effet=effet)


def test_no_text_later_than_the_contract_fixes_its_minimal_tariff() -> None:
    """On 1 January 2024 that of 2023 had no effect any more, and the decree of 2 January did not exist."""
    assert "montant minimal" not in contract("2024-01-01")


@pytest.mark.parametrize(
    ("departement", "signature", "said"),
    [
        ("01", "2024-01-15", "Le Conseil départemental de l’Ain a délibéré"),
        ("2A", "2024-01-15", "L’Assemblée de Corse a délibéré"),
        ("75", "2024-01-15", "Le Conseil de Paris a délibéré"),
        ("75", "2018-06-01", "Le Conseil de Paris siégeant en formation de conseil départemental a délibéré"),
        ("976", "2025-07-01", "Le Conseil départemental de Mayotte a délibéré"),
    ],
)
def test_the_assembly_that_decides_has_its_own_name(departement: str, signature: str, said: str) -> None:
    assert said in contract(signature, departement)


def test_as_published_nothing_is_brought_up_to_date() -> None:
    text = contract("2026-01-12", droit="tel_que_publie")
    assert "décret n° 2016-502" in text
    assert "tribunal interrégional de la tarification sanitaire et sociale" in text
    assert "2023-608" not in text


def test_one_pair_of_periods_serves_both_articles_and_the_deadline_is_a_date() -> None:
    """The model says twelve months and two in article 6, six and one in article 10."""
    text = contract("2026-01-12")
    assert text.count("Au plus tard douze mois avant") == 2
    assert text.count("a deux mois pour signaler") == 2
    assert text.count("soit le 11 janvier 2030") >= 1
    chosen = contract("2026-01-12", prorogation={"preavis": "6 mois", "reponse": "1 mois"})
    assert chosen.count("Au plus tard six mois avant") == 2
    assert "douze mois" not in chosen


def test_without_the_dotation_nothing_of_it_is_left() -> None:
    text = contract("2026-01-12")
    assert "2-2" not in text
    assert "résultats de l’appel à candidatures" not in text
    assert "en contrepartie du versement de la dotation" not in text
    assert "fixés en contrepartie du bénéfice de la dotation" not in text


@pytest.mark.parametrize(
    ("departement", "name"),
    [
        ("01", "Le Département de l’Ain, représenté"),
        ("59", "Le Département du Nord, représenté"),
        ("35", "Le Département d’Ille-et-Vilaine, représenté"),
        ("40", "Le Département des Landes, représenté"),
        ("77", "Le Département de Seine-et-Marne, représenté"),
        ("69M", "La Métropole de Lyon, représentée"),
        ("75", "La Ville de Paris, représentée"),
        ("67", "La Collectivité européenne d’Alsace, représentée"),
        ("2A", "La Collectivité de Corse, représentée"),
        ("972", "La Collectivité territoriale de Martinique, représentée"),
    ],
)
def test_each_collectivite_signs_under_its_own_name_with_the_right_agreement(departement: str, name: str) -> None:
    assert name in contract("2026-01-12", departement)


def test_a_clause_of_the_model_that_the_law_makes_void_says_so_without_a_doubt() -> None:
    said = MODEL.clauses["resiliation"].corps
    assert "est sans effet" in said
    assert "serait réputée non écrite" not in said

"""The EHPAD contract: what a description says, and the words that the contract then holds or leaves out."""

from __future__ import annotations

import re

import pytest

from tests.ehpad import MARAIS, PORT, assembled, blank, contract, plain


def test_the_three_parties_are_named_with_who_represents_them() -> None:
    written = contract(
        collectivite={"president": {"civilite": "M.", "prenom": "Jean", "nom": "EXEMPLE"}},
        gestionnaire={"representant": {"qualite": "présidente"}},
    )
    assert "représenté par M. Jean EXEMPLE, Président du Conseil départemental" in written
    assert (
        "L'agence régionale de santé Pays de la Loire, représentée par Mme Anne EXEMPLE, directrice générale" in written
    )
    assert "L'organisme gestionnaire, Association Exemple, représenté par Mme Jeanne EXEMPLE, présidente" in written
    assert "IV ter A de l'article L. 313-12" in written
    assert "Et enfin" not in written


def test_other_public_authorities_sign_where_there_are_any() -> None:
    commune = {"nom": "La commune d'Exemple", "representation": "représentée par M. Luc EXEMPLE, maire",
               "titre": "Le maire d'Exemple", "signataire": "Luc EXEMPLE"}  # fmt: skip
    written = contract(autres_autorites=[commune])
    assert "La commune d'Exemple, représentée par M. Luc EXEMPLE, maire" in written
    assert "Et enfin" in written
    assert "Le maire d'Exemple\n\nLuc EXEMPLE" in written


def test_the_directeur_general_may_delegate_his_signature() -> None:
    written = contract(ars={"directeur": {"civilite": "M."}, "delegation": "Mme Zoé EXEMPLE, directrice adjointe"})
    assert "directeur général et, par délégation, par Mme Zoé EXEMPLE, directrice adjointe" in written
    assert "Pour le directeur général de l'agence régionale de santé Pays de la Loire et par délégation" in written


def test_the_metropole_de_lyon_signs_under_its_own_name() -> None:
    written = contract(departement="69M", collectivite={"president": {"civilite": "M.", "nom": "EXEMPLE"}})
    assert "La Métropole de Lyon, représentée par M." in written
    assert "L'agence régionale de santé Auvergne-Rhône-Alpes" in written
    assert "de programmation de l'agence régionale de santé Auvergne-Rhône-Alpes et de la Métropole de Lyon" in written
    assert "délibération du Conseil de la Métropole de Lyon" in written
    assert "L. 5217-2" not in written


def test_a_metropole_that_has_the_competence_signs_in_place_of_the_departement() -> None:
    president = {"civilite": "Mme", "prenom": "Ève", "nom": "EXEMPLE"}
    written = contract(metropole={"competente": "oui", "nom": "Exemple Métropole", "president": president})
    assert "Exemple Métropole, représentée par Mme Ève EXEMPLE, présidente" in written
    assert "code général des collectivités territoriales et notamment le IV de l'article L. 5217-2" in written
    assert "La Présidente d'Exemple Métropole\n\nÈve EXEMPLE" in written
    assert "Le Département" not in written
    assert "- pour Exemple Métropole :" in written


def test_a_public_establishment_signs_through_its_director() -> None:
    written = contract(
        gestionnaire={"raison_sociale": "Centre hospitalier Exemple", "statut": "etablissement_public",
                      "forme": "etablissement_public_de_sante", "deliberation": "2021-11-22"},
        visas={"deliberation_du_gestionnaire": "oui"},
    )  # fmt: skip
    assert "Centre hospitalier Exemple, représenté par Mme Jeanne EXEMPLE, directrice" in written
    assert (
        "Vu la délibération du conseil de surveillance de l'établissement public en date du 22 novembre 2021" in written
    )
    assert "sauf pour les établissements publics de santé où elle est fixée au 31 juillet" in written
    assert "31 juillet" not in contract()


def test_the_habilitation_is_told_for_each_establishment_with_its_capacity() -> None:
    written = contract()
    assert "vaut convention d'habilitation à recevoir des bénéficiaires de l'aide sociale départementale" in written
    assert "EHPAD Exemple du Port | 86 | 40\n" in written
    assert "EHPAD Exemple des Marais | 64 | non habilité\n" in written
    assert "Annexe 5 : L'habilitation à recevoir des bénéficiaires" in written
    assert "40 places habilitées sur 86" in written


def test_nothing_is_said_of_the_habilitation_where_no_establishment_has_it() -> None:
    written = contract(etablissements=[MARAIS])
    assert "habilitation" not in written
    assert "Annexe 5 : L'abrégé et la synthèse du dernier rapport d'évaluation externe" in written


def test_a_service_that_is_no_ehpad_has_no_pathos() -> None:
    ssiad = {"nom": "SSIAD Exemple", "nature": "autre", "habilitation_aide_sociale": "non"}
    written = contract(
        etablissements=[PORT, ssiad],
        autres_dotations=[{"etablissement": "SSIAD Exemple", "montant": "612450", "autres": "aucun"}],
    )
    assert "EHPAD Exemple du Port | 224 |" in written
    assert written.count("SSIAD Exemple |") == 1
    assert "SSIAD Exemple | 612 450,00 € | aucun" in written
    assert "autres établissements et services médico-sociaux du CPOM" not in contract()


def test_a_petite_unite_de_vie_says_how_it_is_financed() -> None:
    unit = {**MARAIS, "nom": "PUV Exemple", "petite_unite_de_vie": "oui", "tarification_puv": "forfait de l'année"}
    assert (
        "Les modalités de tarification de l'établissement PUV Exemple, petite unité de vie (PUV), sont précisées "
        "conformément aux dispositions de l'article D. 313-17 du code de l'action sociale et des familles : "
        "forfait de l'année."
    ) in contract(etablissements=[PORT, unit])
    assert "petite unité de vie" not in contract()


@pytest.mark.parametrize(
    ("solution", "said"),
    [
        ("aucun", "le gestionnaire n'est signataire d'aucun autre CPOM"),
        ("distincts", "Il est décidé de conserver les CPOM distincts."),
        ("fusion", "Il est décidé de fusionner les CPOM."),
    ],
)
def test_one_solution_for_the_other_cpom_is_printed(solution: str, said: str) -> None:
    written = contract(
        autres_cpom={"solution": solution, "liste": [{"intitule": "CPOM Exemple", "date": "2019-09-30"}]}
    )
    others = {"n'est signataire d'aucun", "conserver les CPOM distincts", "fusionner les CPOM"}
    assert said in written
    assert sum(words in written for words in others) == 1
    assert "Solution" not in written


def test_the_cpom_sanitaire_is_mentioned_and_its_elements_are_joined() -> None:
    attached = {"etablissement": "EHPAD Exemple du Port", "etablissement_de_sante": "au centre hospitalier Exemple",
                "date": "2019-06-27"}  # fmt: skip
    written = contract(contrats_publics={"nature": "cpom_sanitaire", "rattachements": [attached]})
    assert (
        "- EHPAD Exemple du Port, rattaché au centre hospitalier Exemple (CPOM sanitaire du 27 juin 2019)." in written
    )
    assert "Vu le code de la santé publique ;" in written
    assert "sont joints en annexe 7." in written
    assert "Annexe 7 : Les éléments de contrats ou conventions" in written
    assert "CPOM sanitaire" not in contract()


def test_the_frais_de_siege_have_their_article_and_their_annexe() -> None:
    written = contract(siege={"frais": "oui", "arrete": "2021-12-10"})
    assert "4.3. Les frais de siège" in written
    assert "en date du 10 décembre 2021, est joint en annexe 7 au présent contrat" in written
    assert "Annexe 7 : Le siège social" in written
    assert "siège" not in contract(siege={"organisation": "aucune"})


def test_the_dialogue_of_the_fourth_year_is_an_option() -> None:
    option = "peuvent ajouter un dialogue de gestion supplémentaire au cours de la quatrième année"
    assert option in contract(comite={"quatrieme_annee": "oui"})
    assert option not in contract()
    assert "au cours de la troisième année, pour un point à mi-parcours" in contract()
    assert "au cours de la cinquième année du contrat, pour un bilan final" in contract()


def test_the_conventions_tripartites_end_one_by_one_and_the_articles_follow() -> None:
    ending = [{"etablissement": "EHPAD Exemple du Port", "date": "2016-01-18"}]
    written = contract(conventions_tripartites={"existantes": "oui", "liste": ending})
    assert "Article 8 : La révision du terme de la convention tripartite pluriannuelle préexistante au CPOM" in written
    assert "- EHPAD Exemple du Port : convention tripartite du 18 janvier 2016." in written
    assert "Article 9 : La date d'entrée en vigueur" in written
    assert "tripartite" not in contract()
    assert "Article 8 : La date d'entrée en vigueur" in contract()


def test_a_plan_de_reequilibrage_is_printed_for_an_establishment_in_difficulty() -> None:
    plan = {
        "etablissement": "EHPAD Exemple des Marais",
        "mesures": "cuisine commune",
        "calendrier": "équilibre en 2024",
    }
    written = contract(plans_de_reequilibrage=[plan])
    assert "- EHPAD Exemple des Marais : cuisine commune ; équilibre en 2024." in written
    assert "- [à compléter : établissement en difficulté]" in contract()
    assert "graves difficultés financières" not in contract(plans_de_reequilibrage="aucun")


def test_the_prorogation_is_that_of_the_arrete_with_its_last_day() -> None:
    written = contract()
    assert "pour une durée de cinq ans. Il prend fin le 31 décembre 2026." in written
    assert "Au plus tard six mois avant l'échéance prévue au contrat, soit le 30 juin 2026," in written
    assert "Celles-ci ont un mois pour signaler leur accord ou leur désaccord" in written
    assert "à l'issue de la période d'un mois" in written
    assert "un avenant prolongeant d'un an" in written
    assert "Vu l'arrêté du 3 mars 2017" in written


def instructions() -> list[str]:
    """What the form tells its drafter: a blank prints it between brackets."""
    return re.findall(r"\[([A-Za-zÀ-ÿ][^\[\]]{12,})\]", plain(blank()))


@pytest.mark.parametrize(
    "start",
    ["Doivent être obligatoirement indiqués", "La capacité d'accueil concernée par cette habilitation", "Y indiquer",
     "Dans le cas où le gestionnaire est signataire", "Le nombre et la nature des objectifs doivent",
     "Cet article doit comprendre", "Cet article indique", "Indiquer ici notamment", "Cette annexe explique",
     "Les annexes suivantes sont obligatoires", "Sont obligatoirement annexés"],
)  # fmt: skip
def test_a_blank_prints_the_instructions_of_the_form(start: str) -> None:
    assert any(one.startswith(start) for one in instructions())


def test_no_instruction_of_the_form_is_left_in_the_body_of_a_contract() -> None:
    written = contract(
        siege={"frais": "oui"}, comite={"quatrieme_annee": "oui"}, contrats_publics={"nature": "cpom_sanitaire"}
    )
    sentences = [sentence for one in instructions() for sentence in re.split(r"(?<=[.:]) ", one)]
    assert len(sentences) > 30
    assert [one for one in sentences if one in written] == []
    for words in ("Doivent être", "doit comprendre", "Y indiquer", "Indiquer ici", "Il est proposé", "il est demandé"):
        assert words not in written


def test_a_contract_keeps_the_instructions_as_comments_for_who_still_writes_it() -> None:
    assert "Doivent être obligatoirement indiqués" in repr(assembled().document)

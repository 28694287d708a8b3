"""The CPOM-mandatement of Seine-et-Marne: European visas, obligations, compensation, references and annexes.

Each test is a description, as a legal officer writes it, and the words that the contract must then hold.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.assembly.assemble import Assembled, assemble
from engine.dossier import Dossier, open_dossier
from engine.law.applicable import Droit, law_of
from engine.law.collectivites import authority
from engine.libraries.modele import load_model
from engine.reading.description import validate
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text
from models.fiches.groupe import read_as
from tests.bibliotheques import OURS

TODAY = date(2026, 1, 15)
MODEL = load_model("saad-seine-et-marne")
COMPLETE = Path("data/exemples/saad-seine-et-marne-association.yaml")
DRAFT = Path("data/exemples/saad-seine-et-marne-premier-jet.yaml")

MARCH_2019 = """
modele: saad-seine-et-marne
departement: "77"
signature: {lieu: Melun, date: 2019-03-15}
effet: 2019-04-01
duree: 45 mois
"""

DECEMBER_2025 = """
modele: saad-seine-et-marne
departement: "77"
signature: {lieu: Melun, date: 2025-12-12}
effet: 2026-01-01
duree: 4 ans
"""

FEDERATION = "gestionnaire: {statut: association, federation: oui}\n"
ASSOCIATION = "gestionnaire: {statut: association, federation: non, raison_sociale: Exemple Domicile}\n"
SOCIETE = "gestionnaire: {statut: societe, forme: sarl, federation: non, representant: {civilite: Mme}}\n"
VOLONTAIRE = "qualite: {engagement_volontaire: oui}\n"
SANS_ENGAGEMENT = "qualite: {engagement_volontaire: non}\n"


def assembled(description: str) -> Assembled:
    contrat = validate(parse_yaml(description.encode(), "contrat.yaml"), MODEL.description)
    droit = law_of(contrat, TODAY, OURS)
    return assemble(MODEL, contrat, droit, authority(OURS, "77", droit.jour))


def plain(contract: Assembled) -> str:
    """The words of a contract, with ordinary spaces and apostrophes."""
    spaces = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})
    return write_text(contract.document).translate(spaces)


def text(description: str) -> str:
    return plain(assembled(description))


def blank() -> str:
    contrat = read_as(MODEL.description, {"modele": MODEL.nom})
    return plain(assemble(MODEL, contrat, Droit(TODAY, tel_que_publie=True, bibliotheque=OURS), None, blank=True))


def visas(contract: str) -> list[str]:
    return [line for line in contract.splitlines() if line.startswith("Vu ")]


def opened(tmp_path: Path, description: str) -> Dossier:
    file = tmp_path / "contrat.yaml"
    file.write_text(description, encoding="utf-8")
    return open_dossier(file, TODAY)


EUROPE = [
    "Vu le Traité sur le fonctionnement de l'Union européenne, et notamment : l'article 14,",
    "Vu la Charte des droits fondamentaux de l'Union européenne, notamment l'article 36",
    "Vu la décision de la Commission 2012/21/UE du 20 décembre 2011",
    "Vu l'encadrement de l'Union européenne applicable",
    "Vu la directive 2006/111/CE",
    "Vu la directive 2006/123/CE",
    "Vu l'arrêt « Altmark » de la Cour de justice des Communautés européennes C-280/00",
    "Vu l'arrêt « BUPA » du Tribunal de première instance des Communautés européennes T-289/03",
]
FRANCE = [
    "Vu l'article 72 de la Constitution",
    "Vu le code de l'action sociale et des familles (CASF) et notamment l'article L. 313-11",
    "Vu le code de commerce",
    "Vu la loi n° 2015-1776 du 28 décembre 2015",
    "Vu l'ordonnance n° 2005-1477 du 1er décembre 2005",
]
LOCAL = [
    "Vu la délibération du conseil d'administration",
    "Vu la délibération n°",
]


@pytest.mark.parametrize(
    ("description", "cahier_des_charges"),
    [(MARCH_2019, "Vu le décret n° 2016-502 du 22 avril 2016"), (DECEMBER_2025, "Vu le décret n° 2023-608")],
)
def test_europe_comes_first_then_france_then_the_parties(description: str, cahier_des_charges: str) -> None:
    """Treaties, acts of the Union, case law, Constitution, codes, loi, ordonnance, décret, local acts."""
    printed = visas(text(description + ASSOCIATION))
    expected = [*EUROPE, *FRANCE, cahier_des_charges, *LOCAL]
    assert [visa[: len(start)] for visa, start in zip(printed, expected, strict=True)] == expected


def test_what_europe_and_france_replaced_before_2019_is_not_visaed() -> None:
    printed = "\n".join(visas(text(MARCH_2019)))
    for obsolete in ("2005/C 297/04", "2005/81/CE", "arrêté du 6 janvier 2014"):
        assert obsolete not in printed
    assert "ainsi que l'article L. 313-11-1 ;" in printed  # what it relies on now


def test_every_obsolete_visa_is_reported() -> None:
    said = "\n".join(finding.message for finding in assembled(MARCH_2019).findings).replace("\u00a0", " ")
    assert "2005/C 297/04 du 28 novembre 2005 est remplacé depuis le 31 janvier 2012" in said
    assert "2005/81/CE du 28 novembre 2005 est remplac" in said
    assert "arrêté du 6 janvier 2014 n’est plus en vigueur depuis le 1er janvier 2016" in said


def test_the_model_as_published_keeps_its_visas_and_says_what_is_out_of_date() -> None:
    contract = assembled(MARCH_2019 + "droit: tel_que_publie\n")
    printed = "\n".join(visas(plain(contract)))
    for published in ("2005/C 297/04", "2005/81/CE", "arrêté du 6 janvier 2014", "décret n° 2016-502"):
        assert published in printed
    assert {"visa-remplace", "visa-non-en-vigueur"} <= {finding.code for finding in contract.findings}


def test_a_company_signs_without_the_deliberation_of_a_conseil_dadministration() -> None:
    company = text(MARCH_2019 + SOCIETE)
    assert "représentée par sa gérante" in company
    assert "conseil d'administration" not in company
    assert "agissant en exécution de la délibération de son conseil d'administration" in text(MARCH_2019 + ASSOCIATION)
    assembly = ASSOCIATION.replace("statut:", "organe_deliberant: de l'assemblée générale, statut:")
    assert "Vu la délibération de l'assemblée générale de la structure" in text(MARCH_2019 + assembly)


def test_penalties_are_those_of_the_obligations_de_service_public() -> None:
    """The source says « l'article 7 »: it is article 6 that sets them."""
    contract = text(MARCH_2019 + FEDERATION)
    assert "\n6 Les obligations de service public\n" in contract
    assert "conformément à l'article 6 du présent contrat, le Département pourra minorer" in contract


def test_a_federation_has_the_seventeen_articles_of_the_model() -> None:
    contract = text(MARCH_2019 + FEDERATION + VOLONTAIRE)
    for heading in (
        "1 Préambule : le choix d'un CPOM-mandatement",
        "8 Traitement des données des associations fédérées",
        "9.3.2.1 Règles de fixation",
        "13.3 Résiliation pour faute",
        "17 Signature des parties",
    ):
        assert f"\n{heading}\n" in contract
    assert "En dehors des cas prévus aux articles 13.3 et 13.4," in contract
    assert "fait l'objet d'un échange présenté au point 11.3 du présent CPOM" in contract
    assert "dialogue de gestion qui est détaillé au point 11.2." in contract
    assert "« engagements qualité à atteindre » prévus au point 7.3.1 ;" in contract
    assert "10. Le co-signataire s'engage, lorsqu'il est fédéré," in contract


def test_references_follow_the_articles_of_an_association_that_federates_nobody() -> None:
    contract = text(MARCH_2019 + ASSOCIATION + VOLONTAIRE)
    assert "associations fédérées" not in contract
    assert "lorsqu'il est fédéré" not in contract
    assert "\n8 La compensation financière\n" in contract
    assert "En dehors des cas prévus aux articles 12.3 et 12.4," in contract
    assert "fait l'objet d'un échange présenté au point 10.3 du présent CPOM" in contract


def test_without_a_voluntary_engagement_its_annexe_is_left_out() -> None:
    contract = text(MARCH_2019 + FEDERATION + SANS_ENGAGEMENT)
    assert "Actions spécifiques" not in contract
    assert "sur le modèle de fiche indicateurs à l'annexe 3 du présent contrat" in contract
    assert "\nAnnexe 3 : Tableau des indicateurs\n" in contract
    assert "les seuils des indicateurs de bonne gestion" in contract  # they bind every co-signataire


def test_the_contract_goes_from_one_day_to_another() -> None:
    contract = text(MARCH_2019)
    assert "allant du 1er avril 2019 au 31 décembre 2022." in contract
    assert "prorog" not in contract


@pytest.mark.parametrize(
    ("facts", "code"),
    [("duree: 61 mois\n", "duree-max"), ("duree: 45 mois\nprorogation: {preavis: 6 mois}\n", "prorogation-interdite")],
)
def test_no_longer_than_five_years_and_no_prorogation(tmp_path: Path, facts: str, code: str) -> None:
    dossier = opened(tmp_path, MARCH_2019.replace("duree: 45 mois\n", facts))
    assert [finding.code for finding in dossier.errors] == [code]


def test_each_contract_gives_its_tarifs() -> None:
    contract = text(MARCH_2019 + 'moyens: {tarif_reference_apa: "21,80", tarif_plafond: "23,90"}\n')
    assert "s'élève à 21,80 € pour les heures réalisées au titre de l'APA" in contract
    assert "plafonnée à 23,90 € par heure réalisée" in contract
    assert "tarif plafond fixé à 23,90 € ;" in contract
    assert "Différentiel (Max 2,10 €)" in contract


def test_the_form_keeps_the_dates_and_tarifs_of_the_model() -> None:
    form = blank()
    assert "allant du 1er avril 2019 au 31 décembre 2022." in form
    assert "s'élève à 21,60 € pour les heures réalisées au titre de l'APA" in form
    assert "plafonnée à 24 € par heure réalisée" in form
    assert "Différentiel (Max 2,40 €)" in form
    assert "[à définir avec le service d'aide à domicile]" in form


def test_services_have_their_name_of_the_day() -> None:
    assert "Source : Paie SAAD\n" in text(MARCH_2019)
    assert "Source : Paie SAD\n" in text(DECEMBER_2025)


def test_the_complete_example_lacks_nothing_and_its_grille_adds_up() -> None:
    dossier = open_dossier(COMPLETE, TODAY)
    contract = dossier.assembled()
    printed = plain(contract)
    assert not dossier.errors
    assert not contract.missing
    for line in (
        "Groupe 1 : Exploitation | 130 540,00 € | 8,7 %",  # 21 000 + 16 500 + 118 000 - 24 960
        "Groupe 2 : Personnel | 1 172 960,00 € | 78,2 %",  # 1 198 000 + 12 400 - 37 440
        "Groupe 3 : Structure | 196 500,00 € | 13,1 %",
        "Dépenses totales (D = 1+2+3) | 1 500 000,00 €",
        "Recettes (R) TM compris | 200 000,00 €",
        "Compensation Départementale (C = D-R) | 1 300 000,00 €",
        "OSP à financer | 62 400,00 €",
        "Compensation Départementale totale (Ct = C + OSP) | 1 362 400,00 €",
    ):
        assert line in printed


def test_indicators_have_a_target_for_each_year_of_the_contract_and_no_other() -> None:
    """The source's table has five years, its contract three years and nine months."""
    printed = plain(open_dossier(COMPLETE, TODAY).assembled())
    assert "Valeur 2017 | Valeur 2018 | Valeurs cibles" in printed
    assert "| 2019 | 2020 | 2021 | 2022\n" in printed
    assert "1.1 | Taux de qualification |" in printed
    assert "3.1 | Réduire les accidents du travail |" in printed


def test_the_draft_assembles_and_lists_what_is_missing() -> None:
    contract = open_dossier(DRAFT, TODAY).assembled()
    assert ("collectivite", "deliberation") in contract.missing
    assert ("moyens", "tarif_plafond") in contract.missing
    assert "Différentiel (Max tarif plafond - tarif de référence)" in plain(contract)  # and not the cap itself


def test_another_departement_is_told_that_this_model_is_not_its_own(tmp_path: Path) -> None:
    file = tmp_path / "contrat.yaml"
    file.write_text(MARCH_2019.replace('"77"', '"35"'), encoding="utf-8")
    assert "modele-d-un-autre-departement" in {finding.code for finding in open_dossier(file, TODAY).findings}


def test_the_departement_of_a_departement_model_need_not_be_said(tmp_path: Path) -> None:
    file = tmp_path / "contrat.yaml"
    file.write_text(MARCH_2019.replace('departement: "77"\n', ""), encoding="utf-8")
    assert open_dossier(file, TODAY).contrat.departement == "77"

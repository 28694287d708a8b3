"""An answer goes on with its sentence: what is certain is settled and told, the rest is told as it will print."""

from datetime import date
from pathlib import Path

import pytest

from engine.checks.reponse_en_phrase import CODE
from engine.dossier import dossier_of
from engine.errors import Finding
from engine.reading.lectures import CODE as LECTURE
from engine.reading.yaml_strict import parse_yaml
from engine.writing.layout.plain import write_text
from models.attentes import Attente
from models.phrases import Phrase


@pytest.mark.parametrize(
    ("dans", "attend", "typed", "settled"),
    [
        ("Fait à …", "nom", "à Lille", "Lille"),
        ("le territoire de …", "nom", "et Bruz.", "Bruz"),
        ("l'association …", "nom", "et Vous", "et Vous"),
        ("Fait à …", "nom", "À Lille", "Lille"),
        ("Fait à …", "nom", "A Lille", "Lille"),
        ("Fait à …", "nom", "Fait à Lille.", "Lille"),
        ("Fait à …", "nom", "Lille.", "Lille"),
        ("Fait à …", "nom", "Le Mans", "Le Mans"),
        ("Fait à …", "nom", "au Havre", "Le Havre"),
        ("Fait à …", "nom", "Au Puy-en-Velay.", "Le Puy-en-Velay"),
        ("Fait à …", "nom", "Fait au Havre", "Le Havre"),
        ("Fait à …", "nom", "Fait à Le Havre", "Le Havre"),
        ("Fait à …", "nom", "aux Lilas", "Les Lilas"),
        ("Fait à …", "nom", "à La Rochelle", "La Rochelle"),
        ("Fait à …", "nom", "au siège de l'association", "le siège de l'association"),
        ("l'arrêté régional n° …", "libre", "arrêté n° 2024-999", "2024-999"),
        ("l'arrêté régional n° …", "libre", "Arrêté préfectoral N° 2024-999", "2024-999"),
        ("l'arrêté régional n° …", "libre", "ARS-2024-999", "ARS-2024-999"),
        ("Mme Jeanne EXEMPLE, …", "titre", "la présidente", "présidente"),
        ("M. Jean EXEMPLE, …", "titre", "Le Président", "président"),
        ("Mme Jeanne EXEMPLE, …", "titre", "présidente de l'association", "présidente"),
        ("Mme Jeanne EXEMPLE, …", "titre", "Le directeur du CCAS", "directeur du CCAS"),
        ("Mme Jeanne EXEMPLE, …", "titre", "président du conseil d'administration",
         "président du conseil d'administration"),
        ("avant le …", "jour", "31/05", "31 mai"),
        ("avant le …", "jour", "le 01/06/2026", "1er juin 2026"),
        ("arrêté … du 4 mars 2019", "libre", "2019-12", "n° 2019-12"),
        ("l'association …", "nom", "Association Exemple", "Association Exemple"),
        ("avant le …", "jour", "le 31 mai", "31 mai"),
        ("avant le …", "jour", "avant le 31 mai", "31 mai"),
        ("avant le …", "jour", "1 mai.", "1er mai"),
        ("vise à …", "infinitif", "Favoriser l'autonomie.", "favoriser l'autonomie"),
        ("vise à …", "infinitif", "à améliorer l'offre", "améliorer l'offre"),
        ("vise à …", "infinitif", "Vise à améliorer l'offre ;", "améliorer l'offre"),
        ("vise à …", "infinitif", "Ne pas réduire l'offre", "ne pas réduire l'offre"),
        ("vise à …", "infinitif", "à chaque instant, répondre", "à chaque instant, répondre"),
        ("vise à …", "infinitif", "Promotion de l'autonomie", "Promotion de l'autonomie"),
        ("vise à …", "infinitif", "APA et PCH", "APA et PCH"),
        ("vise à …", "infinitif", "améliorer l'offre, etc.", "améliorer l'offre, etc."),
        ("Vu …", "article", "Vu le schéma départemental ;", "le schéma départemental"),
        ("Vu …", "article", "Le schéma départemental", "le schéma départemental"),
        ("Vu …", "article", "L'arrêté du 4 mars", "l'arrêté du 4 mars"),
        ("Vu …", "article", "L’arrêté du 4 mars", "l’arrêté du 4 mars"),
        ("l'arrêté n° …", "libre", "n° 2024-123", "2024-123"),
        ("l'arrêté n° …", "libre", "arrêté n° 2024-123", "2024-123"),
        ("arrêté … du 4 mars 2019", "libre", "Arrêté n° 2019-12", "n° 2019-12"),
        ("la délibération …", "de", "La délibération du conseil", "du conseil"),
        ("se réunir …", "frequence", "Chaque année.", "chaque année"),
        ("le plan (PDALHPD) …", "de", "l'Ain", "de l'Ain"),
        ("le plan (PDALHPD) …", "de", "Les Landes", "des Landes"),
        ("la délibération …", "de", "le conseil d'administration", "du conseil d'administration"),
        ("Il met fin …", "a", "Le CPOM du 4 mars", "au CPOM du 4 mars"),
        ("Il met fin …", "a", "la convention du 4 mars", "à la convention du 4 mars"),
        ("action « … »", "libre", "Dire « oui »", "Dire « oui »"),
        ("régularisation : …", "libre", "Au plus tard le 30 juin.", "Au plus tard le 30 juin"),
        ("d'un algorithme. …", "phrases", "la dotation suit l'indice", "La dotation suit l'indice."),
        ("d'un algorithme. …", "phrases", "Elle suit :\n- un indice.", "Elle suit :\n- un indice."),
    ],
)  # fmt: skip
def test_what_is_certain_is_settled(dans: str, attend: Attente, typed: str, settled: str) -> None:
    phrase = Phrase(dans, attend)
    assert phrase(typed) == settled
    assert phrase(settled) == settled


@pytest.mark.parametrize(
    ("attend", "fits", "does_not"),
    [
        ("infinitif", ["permettre à chacun", "s'inscrire", "n'oublier personne", "mieux accueillir",
                       "d'abord prévenir", "en priorité, soutenir", "toujours mieux accompagner"],
         ["la promotion", "premier recours", "promotion", "l'offre de soins", "chaque année"]),
        ("article", ["le schéma", "l'arrêté", "son règlement", "M. Jean EXEMPLE", "Mme la directrice", "2 membres",
                     "Monsieur le directeur", "chacune des parties"], ["schéma départemental", "Arrêté"]),
        ("de", ["du bureau", "de l'assemblée", "d'Exemple", "des associés"], ["conseil d'État", "le conseil"]),
        ("a", ["au CPOM", "à la convention", "aux conventions"], ["le CPOM", "CPOM"]),
        ("frequence", ["chaque année", "annuellement", "2 fois par an", "1 à 2 fois par an", "tous les ans",
                       "le 30 juin de chaque année", "entre une et deux fois par an"],
         ["annuelle", "réunion", "une réunion annuelle", "deux réunions par an"]),
        ("titre", ["présidente", "président du conseil d'administration", "directrice générale"],
         ["présidente de l'Association Exemple", "directrice du CCAS"]),
        ("jour", ["31 mai", "1er mai", "premier mai", "30/04", "30 juin de l'année suivante"],
         ["fin mai", "2024-05-31", "mai"]),
    ],
)  # fmt: skip
def test_what_goes_on_with_the_sentence(attend: Attente, fits: list[str], does_not: list[str]) -> None:
    phrase = Phrase("les mots …", attend)
    assert [one for one in fits if not phrase.convient(one)] == []
    assert [one for one in does_not if phrase.convient(one)] == []


def test_the_name_of_an_action_goes_on_with_a() -> None:
    phrase = Phrase("La politique vise à …", "infinitif")
    for fits in ("l'amélioration de l'offre", "la mise en place d'un relais", "la prévention", "l’accès de tous"):
        assert phrase.convient(fits), fits
    for does_not in ("la politique vise à favoriser", "l'association forme", "la réduction vise à", "le maintien"):
        assert not phrase.convient(does_not), does_not


def test_words_that_are_followed_by_others_are_no_sentence() -> None:
    phrase = Phrase("M. le préfet, …, co-signataire")
    assert phrase.convient("le Bourg, art. L. 314-1")
    assert not phrase.convient("Une phrase. Une autre.")
    assert not phrase.convient("deux\nlignes")
    assert Phrase("vise à …", "infinitif").convient("accompagner chacun. Le schéma le dit")


def test_a_reference_does_not_say_again_the_day_that_follows_it() -> None:
    phrase = Phrase("arrêté … du 4 mars 2019")
    assert [one for one in ("n° 2019-123", "ARS-2019-12", "conjoint n° 12") if not phrase.convient(one)] == []
    again = ("Arrêté", "du 4 mars 2019", "n° 12 du 4/03/2019", "en date du 1er mai")
    assert [one for one in again if phrase.convient(one)] == []


def test_a_sentence_shows_the_place_of_the_answer_once() -> None:
    for words in ("vise à", "… et …"):
        with pytest.raises(ValueError, match="une fois"):
            Phrase(words)


def contract(text: str) -> tuple[tuple[Finding, ...], str]:
    text = f"modele: saad\ndepartement: '35'\neffet: 2024-02-01\nduree: 5 ans\n{text}"
    dossier = dossier_of(parse_yaml(text.encode(), "contrat.yaml"), Path("contrat.yaml"), date(2024, 1, 1))
    return dossier.findings, write_text(dossier.assembled().document)


def test_the_contract_says_the_sentence_and_the_reader_is_told() -> None:
    found, text = contract(
        "politique: Favoriser le maintien à domicile.\n"
        "signature: {lieu: à Lille, date: 2024-01-15}\n"
        "suivi: {periodicite: Chaque année, reunion_avant: le 31 mai}\n"
    )

    assert "vise à favoriser le maintien à domicile.\n" in text
    assert "Fait à Lille" in text
    assert "se réunir chaque année, avant le 31\u00a0mai, afin" in text
    assert [one.message for one in found if one.code == LECTURE] == [
        "politique : « Favoriser le maintien à domicile. », lu : "
        "« La politique d'aide à domicile du département vise à favoriser le maintien à domicile ».",
        "signature.lieu : « à Lille », lu : « Fait à Lille ».",
        "suivi.periodicite : « Chaque année », lu : « Les parties conviennent de se réunir chaque année ».",
        "suivi.reunion_avant : « le 31 mai », lu : « avant le 31 mai ».",
    ]


def test_what_does_not_go_on_with_the_sentence_is_shown_as_it_will_print() -> None:
    found, _ = contract("visas_locaux: [schéma départemental]\nsuivi: {periodicite: annuelle}\n")
    told = {one.message: (str(one.place), one.hint) for one in found if one.code == CODE}

    assert told == {
        "visas_locaux[1] : le contrat dira « Vu schéma départemental ».": (
            "contrat.yaml:5:16",
            "Écrivez la suite de la phrase : avec son article, sans majuscule ni point final.",
        ),
        "suivi.periodicite : le contrat dira « Les parties conviennent de se réunir annuelle ».": (
            "contrat.yaml:6:22",
            "Écrivez la suite de la phrase : « chaque année », « tous les deux ans », « deux fois par an »… "
            "Exemple : « chaque année ».",
        ),
    }
    assert all(one.reserve for one in found if one.code == CODE)


def test_a_sentence_that_is_wrong_is_told_once() -> None:
    found, _ = contract("visas: {schema_departemental: Schéma départemental.}\n")

    assert [one.code for one in found if one.path == ("visas", "schema_departemental")] == [CODE]


def test_the_stop_of_an_abbreviation_is_that_of_the_sentence() -> None:
    _, text = contract("politique: favoriser l'accueil, le répit, etc.\n")

    assert "le répit, etc.\n" in text


def test_figures_stay_on_one_line_with_what_they_count_and_names_as_typed() -> None:
    _, text = contract(
        "politique: financer 12 000 heures, soit 35 000 €, au 15 janvier 2026 (arrêté n° 12, article 5, 3 ans, 80 %)\n"
        "gestionnaire: {raison_sociale: Résidence des 12 000 heures, statut: association}\n"
    )

    assert "12\u202f000\u00a0heures, soit 35\u202f000\u00a0€, au 15\u00a0janvier 2026 (arrêté n°\u00a012" in text
    assert "article\u00a05, 3\u00a0ans, 80\u00a0%)" in text
    assert "Résidence des 12 000 heures" in text


def test_an_answer_that_says_again_its_label_or_the_first_name_is_told() -> None:
    found, _ = contract(
        "suivi: {documents_avant: 30 avril, periodicite: 'Périodicité des réunions : chaque année'}\n"
        "gestionnaire: {representant: {civilite: Mme, prenom: Jeanne, nom: Jeanne EXEMPLE}}\n"
    )
    told = {".".join(map(str, one.path)): one.message for one in found if one.code == CODE}

    assert told == {
        "suivi.periodicite": "suivi.periodicite : « Périodicité des réunions : chaque année » répète "
        "« Périodicité des réunions : ».",
        "gestionnaire.representant.nom": "gestionnaire.representant.nom : « Jeanne EXEMPLE » répète « Jeanne ».",
    }


@pytest.mark.parametrize(
    ("dans", "shown"),
    [
        ("arrêté … du 4 mars 2019", "arrêté n° 12 du […]"),
        ("M. Jean EXEMPLE, …, co-signataire du contrat", "[…], n° 12, co-signataire du contrat"),
        ("en l'application d'un algorithme. …", "en l'application […]. n° 12"),
        ("M. le préfet …", "M. le préfet n° 12"),
    ],
)
def test_a_message_shows_no_example_as_if_the_contract_said_it(dans: str, shown: str) -> None:
    assert Phrase(dans).avec("n° 12") == shown

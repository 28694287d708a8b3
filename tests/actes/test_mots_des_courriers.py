"""What a letter says of the others: which party asked for a prorogation, whether the contract is signed."""

from __future__ import annotations

from datetime import date

import pytest

import cpom
from tests.actes.test_courriers import AVANT_LA_SIGNATURE, EXAMPLES, ouvert, texte


@pytest.mark.parametrize(
    ("notifiant", "words"),
    [
        ("gestionnaire", "l'Association Exemple Loire"),
        ("departement", "le Département de la Loire-Atlantique"),
        ("", "[à compléter : partie qui a demandé la prorogation]"),
    ],
)
def test_an_answer_to_several_parties_says_which_one_asked(notifiant: str, words: str) -> None:
    facts = {"courrier.notification": "2026-02-16", "courrier.accord": "oui"}
    facts |= {"courrier.notifiant": notifiant} if notifiant else {}
    said = texte(cpom.courrier(ouvert("ehpad"), "reponse", de="agence", faits=facts))
    said = said.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
    assert f"Par la notification reçue le 16 février 2026, {words} a fait connaître" in said
    assert "vous avez fait connaître" not in said
    assert "votre notification" not in said


@pytest.mark.parametrize("modele", [one for one in EXAMPLES if one != "saad-seine-et-marne"])
def test_an_answer_asks_of_no_fact_that_it_does_not_print(modele: str) -> None:
    dossier = ouvert(modele)
    for de in cpom.expediteurs(dossier):
        made = cpom.courrier(dossier, "reponse", de=de)
        said = texte(made)
        asked = [one.libelle for some in made.manquants.values() for one in some]
        assert asked
        assert [one for one in asked if one.replace("'", "’") not in said.replace("'", "’")] == []


def test_an_answer_between_two_parties_does_not_ask_which_one_asked() -> None:
    facts = {"courrier.notification": "2028-01-10", "courrier.accord": "oui"}
    for de in ("departement", "gestionnaire"):
        made = cpom.courrier(ouvert("saad"), "reponse", de=de, jour=date(2028, 2, 14), faits=facts)
        assert not made.manquants
        assert "Par la notification reçue le 10 janvier 2028, vous avez fait connaître" in texte(made)


@pytest.mark.parametrize("notifiant", ["agence", "prefet"])
def test_who_asked_is_another_party_than_who_answers(notifiant: str) -> None:
    facts = {"courrier.notification": "2026-02-16", "courrier.accord": "oui", "courrier.notifiant": notifiant}
    with pytest.raises(cpom.Refus) as refused:
        cpom.courrier(ouvert("ehpad"), "reponse", de="agence", faits=facts)
    assert [one.code for one in refused.value.constats] == ["courrier-notifiant"]
    assert "departement, gestionnaire" in refused.value.constats[0].conseil


def test_a_letter_sends_a_project_until_the_day_of_the_signature_and_then_the_contract() -> None:
    project = texte(cpom.courrier(ouvert("saad"), "transmission", jour=AVANT_LA_SIGNATURE))
    signed = texte(cpom.courrier(ouvert("saad"), "transmission", jour=date(2024, 1, 15)))
    assert "observations" in project
    assert project.count("projet") > 2
    assert "conclu le 15 janvier 2024, avec effet au 1er février 2024" in signed
    assert "projet" not in signed.lower()
    undated = ouvert("saad").avec({"signature.date": None})
    assert "projet de contrat" in texte(cpom.courrier(undated, "transmission"))


@pytest.mark.parametrize("genre", ["prorogation", "rappel", "reponse", "transmission"])
def test_a_letter_after_a_cession_names_nobody_as_who_concluded_the_contract(genre: str) -> None:
    """A contract that was transferred says who holds it, and no longer who signed it on its first day."""
    ceded = ouvert("saad").avec(
        {
            "avenants[1].numero": "1",
            "avenants[1].date": "2025-03-03",
            "avenants[1].transfert": "2025-02-17",
            "gestionnaire.raison_sociale": "Association Nouvelle",
        }
    )
    facts = {"courrier.notification": "2026-02-16", "courrier.accord": "oui"} if genre == "reponse" else {}
    kind = next(one.genre for one in ceded.calendrier) if genre == "rappel" else ""
    for de in cpom.expediteurs(ceded):
        said = texte(cpom.courrier(ceded, genre, de=de, faits=facts, echeances=[kind] if kind else []))
        assert "Association Nouvelle" in said
        assert "conclu le 15 janvier 2024" in said
        assert "conclu avec" not in said
        assert "nous avons conclu" not in said


@pytest.mark.parametrize(
    ("titre", "addressed"),
    [
        ("La maire d'Exemple", "Madame la maire d'Exemple"),
        ("Le maire d'Exemple", "Monsieur le maire d'Exemple"),
        ("L'adjointe au maire d'Exemple", "L'adjointe au maire d'Exemple"),
    ],
)
def test_a_letter_is_addressed_to_another_authority_as_to_the_others(titre: str, addressed: str) -> None:
    dossier = ouvert("ehpad").avec({"autres_autorites[1].titre": titre})
    assert addressed in texte(cpom.courrier(dossier, "transmission")).splitlines()


AVENANT_1 = {"avenants[1].numero": "1", "avenants[1].date": "2025-03-03"}
AVENANT_2 = {**AVENANT_1, "avenants[2].numero": "2", "avenants[2].prorogation": "6 mois"}


@pytest.mark.parametrize(
    ("facts", "told", "joined"),
    [
        (AVENANT_1, "la version consolidée du contrat", "contrat consolidé"),
        ({**AVENANT_2, "avenants[2].date": "2026-01-05"}, "prorogé jusqu'au 31 juillet 2029", "contrat consolidé"),
        (
            {**AVENANT_2, "avenants[2].date": "2026-04-05"},
            "avec le projet d'avenant n° 2",
            "projet d'avenant et projet",
        ),
        (AVENANT_2, "serait ainsi prorogé jusqu'au 31 juillet 2029", "projet d'avenant et projet de contrat consolidé"),
    ],
)
def test_a_letter_that_sends_a_consolidated_contract_says_so(facts: dict[str, str], told: str, joined: str) -> None:
    said = texte(cpom.courrier(ouvert("saad").avec(facts), "transmission"))
    assert told in said
    assert joined in said
    assert "signé" not in said.replace("moyens signé le 15 janvier 2024", "")
    assert "modifié par l'avenant n° 1 du 3 mars 2025" in said


@pytest.mark.parametrize(("modele", "others"), [("ehpad", True), ("chrs", True), ("saad", False)])
def test_every_party_that_signed_may_have_asked_for_a_prorogation(modele: str, others: bool) -> None:
    facts = {"courrier.notification": "2026-02-16", "courrier.accord": "oui", "courrier.notifiant": "autre"}
    if not others:
        with pytest.raises(cpom.Refus, match="courrier-notifiant"):
            cpom.courrier(ouvert(modele), "reponse", de="gestionnaire", faits=facts)
        return
    unnamed = cpom.courrier(ouvert(modele), "reponse", de="gestionnaire", faits=facts)
    assert "[à compléter : autre autorité qui a demandé la prorogation] a fait connaître" in texte(unnamed)
    facts["courrier.nom_du_notifiant"] = "la commune d'Exemple-sur-Loire"
    named = cpom.courrier(ouvert(modele), "reponse", de="gestionnaire", faits=facts)
    assert "reçue le 16 février 2026, la commune d'Exemple-sur-Loire a fait connaître" in texte(named)


@pytest.mark.parametrize(("jour", "late"), [(date(2028, 3, 12), False), (date(2028, 3, 14), True)])
def test_an_answer_speaks_of_a_period_that_is_over_in_the_past(jour: date, late: bool) -> None:
    facts = {"courrier.notification": "2028-01-12", "courrier.accord": "oui"}
    said = texte(cpom.courrier(ouvert("saad"), "reponse", jour=jour, faits=facts))
    assert ("que donnait cet article pour y répondre a pris fin le 12 mars 2028 ; à défaut de" in said) == late
    assert ("prend fin le 12 mars 2028" in said) == (not late)
    assert ("Je vous confirme mon accord" in said) == late
    assert ("Je vous fais connaître mon accord" in said) == (not late)


@pytest.mark.parametrize("modele", EXAMPLES)
@pytest.mark.parametrize("genre", ["pieces", "rappel", "transmission"])
def test_a_final_letter_goes_to_no_gestionnaire_without_an_address(modele: str, genre: str) -> None:
    dossier = ouvert(modele).avec({"gestionnaire.adresse": None, "gestionnaire.representant.prenom": None})
    kind = next(one.genre for one in dossier.calendrier)
    made = cpom.courrier(dossier, genre, definitif=True, echeances=[kind] if genre == "rappel" else [])
    assert "pour un document définitif" in made.refus
    assert "gestionnaire.adresse" in [one.chemin for some in made.manquants.values() for one in some]


def test_a_request_of_pieces_asks_once_for_the_facts_of_each_year() -> None:
    said = {"modele": "sad-ille-et-vilaine", "departement": "35", "effet": "2026-01-01", "duree": "5 ans"}
    text = "\n".join(f'{name}: "{value}"' for name, value in said.items())
    services = "\nservices: [{nom: Service A, habilitation_aide_sociale: oui}, {nom: Service B}]"
    made = cpom.courrier(cpom.lire(text + services, jour=date(2026, 1, 1)), "pieces", de="departement")
    asked = texte(made)
    assert asked.count("; nombre d'heures APA (2026 à 2030) ;") == 1
    assert ": numéro FINESS (ou SIREN/SIRET) (Service A et Service B) ;" in asked
    assert "Pilotage : exercice ; volume d'heures APA financées" in asked
    assert "n° 1)" not in asked

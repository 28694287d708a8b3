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

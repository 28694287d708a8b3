"""What a person reads of a question: French words, never the keys and codes of a description."""

from __future__ import annotations

import re

import cpom
from engine.bureau.form.fields import help_of, offered
from tests.bureau.conftest import Desk

_CODE = re.compile(r"\w_\w|cpom |MODELE")


def test_answers_and_help_are_words() -> None:
    for model in cpom.Bibliotheque().modeles.values():
        for asked in model.questions:
            for answer, words in offered(asked).items():
                assert words[:1].isupper(), (asked.chemin, answer)
                assert not _CODE.search(words), (asked.chemin, words)
            assert not _CODE.search(help_of(asked)), (model.nom, asked.chemin)
            assert not _CODE.search(asked.facultatif), (model.nom, asked.chemin)


def test_what_code_offers_is_told_in_french() -> None:
    asked = {one.chemin: one for one in cpom.Bibliotheque().modele("saad").questions}
    assert list(offered(asked["collectivite.organe"]).values()) == ["Assemblée délibérante", "Commission permanente"]
    assert offered(asked["gestionnaire.statut"])["societe"] == "Société"
    assert "établissement public (dont CCAS et CIAS) ou société" in help_of(asked["gestionnaire.statut"])
    assert help_of(asked["dotation_complementaire.retenu"]).startswith("Ajoute les visas")


def test_a_new_dossier_leads_to_its_questions_before_signature(desk: Desk) -> None:
    dossier = desk.dossier()
    page = desk.officer().get(f"/dossiers/{dossier}").text
    fill = f'class="bouton principal" href="/dossiers/{dossier}/questionnaire">Remplir le questionnaire'
    send = f'class="bouton" href="/dossiers/{dossier}/signature"'
    assert page.index(fill) < page.index("Inviter le gestionnaire") < page.index(send)
    complete = desk.dossier("saad-habilite")
    page = desk.officer().get(f"/dossiers/{complete}").text
    assert "Remplir le questionnaire" not in page
    assert f'class="bouton principal" href="/dossiers/{complete}/signature"' in page


def test_a_colleague_is_told_what_to_do(desk: Desk) -> None:
    dossier = desk.dossier()
    page = desk.guest(dossier, peut_remettre=False).get(f"/dossiers/{dossier}").text
    assert f'href="/dossiers/{dossier}/questionnaire">Répondre aux questions' in page
    assert "Le questionnaire est remis par qui vous a invité" in page


def test_what_is_left_to_answer_leads_to_its_question(desk: Desk) -> None:
    dossier = desk.dossier()
    page = desk.guest(dossier).get(f"/dossiers/{dossier}/remettre").text
    assert f'<a href="/dossiers/{dossier}/questionnaire?chemin=gestionnaire' in page


def test_what_waits_is_said(desk: Desk) -> None:
    dossier = desk.dossier()
    officer, guest = desk.officer(), desk.guest(dossier)
    assert "demande de correction" not in guest.get(f"/dossiers/{dossier}").text
    said = {"partie": "gestionnaire", "pour": "gestionnaire", "texte": "Le nom est à vérifier."}
    assert officer.post(f"/dossiers/{dossier}/demandes", data=said).status_code == 303
    assert "1 demande de correction à suivre" in guest.get(f"/dossiers/{dossier}").text

    asked = guest.post(f"/dossiers/{dossier}/documents", data={"format": "txt"}).headers["location"]
    assert (
        f'href="{asked}">Le contrat, Texte brut</a> : en attente' in officer.get(f"/dossiers/{dossier}/documents").text
    )
    desk.work()
    assert f'href="{asked}">Le contrat, Texte brut</a> : écrit' in guest.get(f"/dossiers/{dossier}/documents").text
    assert asked not in officer.get(f"/dossiers/{dossier}/documents").text
    assert asked not in desk.guest(dossier).get(f"/dossiers/{dossier}/documents").text

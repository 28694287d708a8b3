"""Requests for correction: asked, seen by whom they are for, answered, corrected, closed; who and when are told."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

import cpom
from engine.bureau.access.rights import INVITE, Visitor
from engine.bureau.demandes.followed import open_requests
from engine.bureau.states.journal import Next, appended
from engine.bureau.storage.connect import reading
from tests.bureau.conftest import OFFICER, Desk

SIREN = "gestionnaire.siren"


def asked(client: TestClient, dossier: str, **said: str) -> str:
    """Ask for a correction: its id."""
    form = {"chemin": SIREN, "clause": "", "pour": "gestionnaire", "texte": "Il manque un chiffre.", **said}
    answer = client.post(f"/dossiers/{dossier}/demandes", data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].split("#demande-")[1]


def said(client: TestClient, dossier: str, request: str, genre: str, texte: str = "") -> int:
    return client.post(f"/dossiers/{dossier}/demandes/{request}", data={"genre": genre, "texte": texte}).status_code


def open_at(desk: Desk, dossier: str, partie: str = "gestionnaire") -> dict[str, list[str]]:
    with reading(desk.base) as db:
        found = open_requests(db, dossier, Visitor(INVITE, "Jeanne", "invitation:x", dossier, partie))
    return {path: [one.situation for one in ones] for path, ones in found.items()}


def test_a_request_goes_from_the_officer_to_the_gestionnaire_and_back(desk: Desk) -> None:
    dossier = desk.dossier()
    officer, guest = desk.officer(), desk.guest(dossier)
    form = officer.get(f"/dossiers/{dossier}/demandes?chemin={SIREN}").text
    assert "Numéro SIREN" in form
    assert re.search(r'value="gestionnaire" selected', form)
    request = asked(officer, dossier)
    page = guest.get(f"/dossiers/{dossier}/demandes").text
    assert "Il manque un chiffre." in page
    assert re.search(r"Camille Exemple, le [^<]+ à \d+ h \d\d ; pour le gestionnaire", page)
    assert "Clore" not in page
    assert open_at(desk, dossier) == {SIREN: ["ouverte"]}
    assert said(guest, dossier, request, "reponse", "Je regarde.") == 303
    assert said(guest, dossier, request, "correction") == 303
    assert open_at(desk, dossier) == {SIREN: ["corrigee"]}
    page = officer.get(f"/dossiers/{dossier}/demandes").text
    assert "Jeanne Exemple a répondu, le " in page
    assert "Jeanne Exemple dit que c’est corrigé, le " in page
    assert said(officer, dossier, request, "reouverture", "Toujours pas.") == 303
    assert open_at(desk, dossier) == {SIREN: ["ouverte"]}
    assert said(officer, dossier, request, "cloture") == 303
    assert open_at(desk, dossier) == {}
    assert "Camille Exemple a clos cette demande, le " in guest.get(f"/dossiers/{dossier}/demandes").text


def test_it_is_shown_at_its_field_until_it_is_closed(desk: Desk) -> None:
    dossier = desk.dossier()
    officer, guest = desk.officer(), desk.guest(dossier)
    where = officer.get(f"/dossiers/{dossier}/questionnaire?chemin={SIREN}").headers["location"].split("#")[0]
    assert f"/dossiers/{dossier}/demandes?chemin={SIREN}#demander" in officer.get(where).text
    request = asked(officer, dossier)
    page = guest.get(where).text
    assert "Camille Exemple demande une correction" in page
    assert f"/dossiers/{dossier}/demandes#demande-{request}" in page
    said(officer, dossier, request, "cloture")
    assert "demande une correction" not in guest.get(where).text


def test_whoever_corrects_the_answer_is_told(desk: Desk) -> None:
    dossier = desk.dossier()
    officer = desk.officer()
    asked(officer, dossier)
    change = {"chemin": SIREN, "avant": "12345678", "apres": "123456782"}
    appended(desk.base, dossier, lambda last: Next(cpom.lire(last.texte + "# vu\n"), "reponses", [change]), OFFICER)
    page = officer.get(f"/dossiers/{dossier}/demandes").text
    assert "Camille Exemple a changé la réponse, le " in page
    assert "<del>12345678</del> → <ins>123456782</ins>" in page


def test_a_request_follows_its_item_in_its_list(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    officer = desk.officer()
    asked(officer, dossier, chemin="services[1].nom")
    added = {"operation": "ajouter", "liste": "services", "rang": 1}
    appended(
        desk.base, dossier, lambda one: Next(cpom.lire(one.texte + "# un de plus\n"), "reponses", [added]), OFFICER
    )
    assert open_at(desk, dossier) == {"services[2].nom": ["ouverte"]}
    assert "chemin=services%5B2%5D.nom" in officer.get(f"/dossiers/{dossier}/demandes").text
    gone = {"operation": "retirer", "liste": "services", "rang": 2}
    appended(
        desk.base, dossier, lambda one: Next(cpom.lire(one.texte + "# un de moins\n"), "reponses", [gone]), OFFICER
    )
    assert open_at(desk, dossier) == {}
    assert "n’est plus dans le dossier" in officer.get(f"/dossiers/{dossier}/demandes").text


def test_a_party_sees_what_is_for_it_and_what_it_asked(desk: Desk) -> None:
    dossier = desk.dossier()
    asked(desk.officer(), dossier, pour="departement", texte="Pour le Département.")
    guest = desk.guest(dossier)
    assert "Pour le Département." not in guest.get(f"/dossiers/{dossier}/demandes").text
    mine = asked(guest, dossier, pour="departement", chemin="", clause="litiges", texte="Une faute ici.")
    page = guest.get(f"/dossiers/{dossier}/demandes").text
    assert "Une faute ici." in page
    assert f"/dossiers/{dossier}/contrat#contrat-litiges" in page
    assert said(guest, dossier, mine, "cloture") == 303


def test_a_mistake_is_told_from_the_article_where_it_is_read(desk: Desk) -> None:
    dossier = desk.dossier()
    guest = desk.guest(dossier)
    address = f"/dossiers/{dossier}/demandes?clause=litiges"
    assert f'href="{address}#demander"' in guest.get(f"/dossiers/{dossier}/contrat").text
    form = guest.get(address).text
    assert "<strong>Litiges</strong>" in form
    assert re.search(r'value="departement" selected', form)


def test_nobody_reaches_a_request_that_is_not_theirs(desk: Desk) -> None:
    dossier, other = desk.dossier(), desk.dossier()
    hidden = asked(desk.officer(), dossier, pour="departement")
    assert said(desk.guest(dossier), dossier, hidden, "reponse", "Vu.") == 404
    assert said(desk.guest(other), dossier, hidden, "reponse", "Vu.") == 404
    assert said(desk.officer(), other, hidden, "reponse", "Vu.") == 404
    assert said(desk.reader(), dossier, hidden, "reponse", "Vu.") == 403
    shown = asked(desk.officer(), dossier)
    assert said(desk.guest(dossier), dossier, shown, "cloture") == 403


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"texte": "  "}, 422),
        ({"texte": "x" * 5_001}, 422),
        ({"pour": "personne"}, 422),
        ({"chemin": "rien.du.tout"}, 404),
        ({"chemin": "", "clause": "rien"}, 404),
    ],
)
def test_what_cannot_be_asked_is_refused_and_its_words_stay(desk: Desk, form: dict[str, str], status: int) -> None:
    dossier = desk.dossier()
    whole = {"chemin": SIREN, "clause": "", "pour": "gestionnaire", "texte": "Il manque un chiffre.", **form}
    answer = desk.officer().post(f"/dossiers/{dossier}/demandes", data=whole)
    assert answer.status_code == status
    assert status == 404 or whole["texte"].strip() in answer.text


def test_two_who_answer_at_once_are_told(desk: Desk) -> None:
    dossier = desk.dossier()
    officer = desk.officer()
    request = asked(officer, dossier)
    assert said(officer, dossier, request, "cloture") == 303
    answer = desk.guest(dossier).post(
        f"/dossiers/{dossier}/demandes/{request}", data={"genre": "correction", "texte": "C’est fait."}
    )
    assert answer.status_code == 409
    assert "C’est fait." in answer.text
    assert said(officer, dossier, request, "autre") == 400

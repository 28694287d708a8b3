"""The pages of the questionnaire: each question with its field, saved whole without a script, or as it is typed."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from lxml import html
from sqlalchemy import update
from starlette.testclient import TestClient

import cpom
from engine.bureau.states.journal import state
from engine.bureau.storage.tables import etats
from tests.bureau.conftest import Desk


def _at(dossier: str, section: str) -> str:
    return f"/dossiers/{dossier}/questionnaire/{section}"


def _text(desk: Desk, dossier: str) -> str:
    with desk.base.connect() as db:
        return state(db, dossier).texte


def _says(desk: Desk, dossier: str, chemin: str) -> str:
    return cpom.reponses(cpom.lire(_text(desk, dossier))).de(chemin)


def _parsed(page: str) -> Any:
    return html.fromstring(page)


def _fields(page: str) -> dict[str, str]:
    """What a browser posts of a form that nobody touched."""
    form = _parsed(page).xpath("//form[@data-enregistrer]")[0]
    return {str(name): str(value).lstrip("\n").replace("\n", "\r\n") for name, value in form.form_values()}


@pytest.fixture
def officer(desk: Desk) -> TestClient:
    return desk.officer()


def test_answers_are_chosen_among_words_and_written_as_codes(desk: Desk, officer: TestClient) -> None:
    dossier = desk.dossier("saad-premier-jet")
    shown = {one: officer.get(_at(dossier, one)).text for one in ("decisions", "parties", "reglages")}
    said = " ".join(_parsed("".join(shown.values())).xpath("//form")[0].text_content().split())
    for words in ("Établissement public", "Congrégation", "(SARL)", "Assemblée délibérante"):
        assert words in "".join(shown.values())
    assert "etablissement_public" not in said
    assert "« Société »" in shown["parties"]  # on what a question depends
    assert shown["parties"].count("Neuf caractères") == 1
    form = _fields(shown["parties"]) | {"f:gestionnaire.forme": "congregation"}
    assert officer.post(_at(dossier, "parties"), data=form).status_code == 303
    assert "forme: congregation\n" in _text(desk, dossier)


@pytest.mark.parametrize("example", ["saad-mixte", "ehpad-complet", "sad-ille-et-vilaine-association"])
def test_every_section_is_shown_and_posted_back_unchanged(desk: Desk, officer: TestClient, example: str) -> None:
    dossier = desk.dossier(example)
    before = _text(desk, dossier)
    for section in cpom.rubriques(cpom.lire(before)):
        address = _at(dossier, quote(section.nom))
        shown = officer.get(address)
        assert shown.status_code == 200, section.nom
        page = _parsed(shown.text)
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        described = {one for said in page.xpath("//form//@aria-describedby") for one in said.split()}
        assert described <= set(ids)
        labelled = set(page.xpath("//label/@for"))
        controls = page.xpath(
            "//form[@data-enregistrer]//*[self::input[not(@type='hidden')] or self::select or self::textarea]/@id"
        )
        assert set(controls) <= labelled
        saved = officer.post(address, data=_fields(shown.text))
        assert saved.status_code == 303
    assert _text(desk, dossier) == before


def test_the_questionnaire_opens_where_answers_wait_or_at_a_question(desk: Desk, officer: TestClient) -> None:
    dossier = desk.dossier()
    first = officer.get(f"/dossiers/{dossier}/questionnaire")
    assert first.status_code == 303
    there = officer.get(f"/dossiers/{dossier}/questionnaire?chemin=services[1].autorisation")
    section, _, anchor = there.headers["location"].partition("#")
    assert f'id="{anchor.replace("%5B", "[").replace("%5D", "]")}"' in officer.get(section).text
    missing = officer.get(f"/dossiers/{dossier}/questionnaire?champ=services[9].nom").headers["location"]
    assert missing.endswith("#q-services")


def test_answers_are_saved_without_a_script(desk: Desk, officer: TestClient) -> None:
    dossier = desk.dossier()
    address = _at(dossier, "duree")
    fields = _fields(officer.get(address).text) | {"f:effet": "1/9/2025", "suite": "1"}
    saved = officer.post(address, data=fields)
    assert saved.status_code == 303
    assert "enregistre=1" in saved.headers["location"]
    assert saved.headers["location"].split("?")[0] != address
    assert _says(desk, dossier, "effet") == "2025-09-01"
    assert "Vos réponses sont enregistrées" in officer.get(saved.headers["location"]).text


def test_what_is_refused_stays_in_its_field_with_its_error(desk: Desk, officer: TestClient) -> None:
    dossier = desk.dossier()
    address = _at(dossier, "duree")
    fields = _fields(officer.get(address).text) | {"f:effet": "31/02/2025", "f:duree": "4 ans"}
    answer = officer.post(address, data=fields)
    assert answer.status_code == 422
    page = _parsed(answer.text)
    effet = page.get_element_by_id("q-effet")
    assert (effet.value, effet.get("aria-invalid")) == ("31/02/2025", "true")
    assert (
        "n'est pas un jour du calendrier"
        in page.get_element_by_id(effet.get("aria-describedby").split()[0]).text_content()
    )
    assert _says(desk, dossier, "duree") == "4 ans"
    assert _says(desk, dossier, "effet") == "2025-07-01"


def test_a_conflict_shows_both_answers_and_saving_again_keeps_mine(desk: Desk, officer: TestClient) -> None:
    dossier = desk.dossier()
    address = _at(dossier, "duree")
    seen = _fields(officer.get(address).text)
    desk.officer().post(address, data=seen | {"f:effet": "01/08/2025"})
    answer = officer.post(address, data=seen | {"f:effet": "01/09/2025"})
    assert answer.status_code == 409
    assert "01/08/2025" in answer.text
    again = _fields(answer.text)
    assert again["f:effet"] == "01/09/2025"
    assert officer.post(address, data=again).status_code == 303
    assert _says(desk, dossier, "effet") == "2025-09-01"


def test_an_item_is_added_moved_and_taken_out_by_its_buttons(desk: Desk, officer: TestClient) -> None:
    dossier = desk.dossier()
    section = next(
        one.nom
        for one in cpom.rubriques(cpom.lire(_text(desk, dossier)))[1:]
        if any(each.chemin == "services[1].nom" for each in one.demandes)
    )
    address = _at(dossier, quote(section))
    added = officer.post(address, data=_fields(officer.get(address).text) | {"ajoute:services": "1"})
    assert added.headers["location"].endswith("#q-services%5B2%5D")
    fields = _fields(officer.get(address).text)
    officer.post(address, data=fields | {"f:services[2].nom": "Service Nouveau", "deplace:services[2]": "1"})
    assert _says(desk, dossier, "services[1].nom") == "Service Nouveau"
    officer.post(address, data=_fields(officer.get(address).text) | {"retire:services[1]": "1"})
    assert _says(desk, dossier, "services[1].nom") != "Service Nouveau"
    assert cpom.reponses(cpom.lire(_text(desk, dossier))).combien("services") == 1


def test_none_answers_a_list_by_its_button(desk: Desk, officer: TestClient) -> None:
    dossier = desk.dossier("ehpad-complet")
    address = _at(dossier, "perimetre")
    for rank in range(cpom.reponses(cpom.lire(_text(desk, dossier))).combien("projets"), 0, -1):
        officer.post(address, data=_fields(officer.get(address).text) | {f"retire:projets[{rank}]": "1"})
    page = officer.get(address).text
    assert 'name="aucun:projets"' in page
    officer.post(address, data=_fields(page) | {"aucun:projets": "1"})
    assert _says(desk, dossier, "projets") == "aucun"
    page = officer.get(address).text
    assert "« aucun » est répondu" in page
    officer.post(address, data=_fields(page) | {"efface:projets": "1"})
    assert _says(desk, dossier, "projets") == ""


def test_an_answer_is_saved_as_it_is_typed(desk: Desk) -> None:
    dossier = desk.dossier()
    client = desk.officer()
    address = f"/dossiers/{dossier}/reponses"
    json = {"Accept": "application/json"}
    said = client.post(address, data={"etat": "1", "v:duree": "5 ans", "f:duree": "4 ans"}, headers=json).json()
    assert said == {"etat": 2, "enregistre": ["duree"], "conflits": [], "erreurs": [], "questions_changees": True}
    said = client.post(
        address, data={"etat": "1", "v:signature.lieu": "", "f:signature.lieu": "Rennes"}, headers=json
    ).json()
    assert (said["etat"], said["questions_changees"]) == (3, False)
    said = client.post(address, data={"etat": "1", "v:effet": "01/07/2025", "f:effet": "demain"}, headers=json).json()
    assert [one["chemin"] for one in said["erreurs"]] == ["effet"]
    other = desk.officer()
    said = other.post(address, data={"etat": "1", "v:duree": "5 ans", "f:duree": "3 ans"}, headers=json).json()
    assert said["conflits"] == [
        {"chemin": "duree", "mien": "3 ans", "autre": "4 ans", "qui": "Camille Exemple", "retire": False}
    ]


@pytest.mark.parametrize("etat", ["", "0", "99", "x"])
def test_a_form_of_no_state_is_refused(desk: Desk, officer: TestClient, etat: str) -> None:
    dossier = desk.dossier()
    assert officer.post(f"/dossiers/{dossier}/reponses", data={"etat": etat, "f:duree": "4 ans"}).status_code == 400


def test_a_guest_is_asked_its_own_questions_and_forges_no_other(desk: Desk) -> None:
    dossier = desk.dossier()
    guest = desk.guest(dossier)
    address = _at(dossier, "parties")
    page = guest.get(address).text
    assert "f:gestionnaire.adresse" in page
    assert "f:collectivite.president.nom" not in page
    assert "f:departement" not in page
    secret = {"f:collectivite.president.nom": "FAUX", "f:gestionnaire.adresse": "1 rue Exemple, 35000 Rennes"}
    answer = guest.post(address, data=_fields(page) | secret)
    assert answer.status_code == 422
    assert "pas de celles auxquelles vous répondez" in answer.text
    assert _says(desk, dossier, "collectivite.president.nom") == "EXEMPLE"
    assert _says(desk, dossier, "gestionnaire.adresse") == "1 rue Exemple, 35000 Rennes"
    assert guest.get(_at(dossier, "visas")).status_code == 404


def test_a_section_that_is_not_asked_says_so(desk: Desk, officer: TestClient) -> None:
    answer = officer.get(_at(desk.dossier(), "inconnue"))
    assert answer.status_code == 404
    assert "ne se pose plus" in answer.text


def test_items_of_a_long_section_have_their_own_pages(desk: Desk, officer: TestClient) -> None:
    dossier = desk.dossier("ehpad-complet")
    text = _text(desk, dossier)
    lu = cpom.lire(text)
    count = cpom.reponses(lu).combien("etablissements")
    for _ in range(9 - count):
        lu = lu.avec_element("etablissements")
    lu = lu.avec({f"etablissements[{rank}].nature": "ehpad" for rank in range(count + 1, 10)})
    long = desk.dossier("ehpad-complet")
    with desk.base.begin() as db:
        db.execute(update(etats).where(etats.c.dossier == long).values(texte=lu.yaml()))
    address = _at(long, "perimetre")
    page = officer.get(address).text
    assert len(re.findall('name="f:', page)) < 300
    there = officer.get(f"/dossiers/{long}/questionnaire?chemin=etablissements[9].finess").headers["location"]
    assert "element=etablissements%5B9%5D" in there
    shown = officer.get(there.split("#")[0])
    assert 'name="f:etablissements[9].nom"' in shown.text
    assert 'name="f:etablissements[1].nom"' not in shown.text
    saved = officer.post(there.split("#")[0], data=_fields(shown.text) | {"f:etablissements[9].nom": "Le neuvième"})
    assert saved.status_code == 303
    assert _says(desk, long, "etablissements[9].nom") == "Le neuvième"

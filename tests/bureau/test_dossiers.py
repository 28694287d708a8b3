"""The list of dossiers, opening one, its page."""

from __future__ import annotations

import re

import pytest

from engine.bureau.states.journal import state
from engine.bureau.storage.connect import reading
from tests.bureau.conftest import Desk


def test_the_list_says_what_each_dossier_lacks_and_leads_to_it(desk: Desk) -> None:
    officer = desk.officer()
    answer = officer.post("/dossiers/nouveau/modele", data={"modele": "saad", "titre": "Association des Écoles"})
    assert answer.status_code == 303
    page = officer.get("/dossiers").text
    assert f'<a href="{answer.headers["location"]}">Association des Écoles</a>' in page
    assert re.search(r"le gestionnaire : \d+", page)
    assert "en rédaction" in page


@pytest.mark.parametrize(
    ("words", "found"), [("écoles", True), ("ECOLES", True), ("saad écoles", True), ("ec", True), ("100%", False)]
)
def test_a_dossier_is_found_by_words_of_its_name_or_model(desk: Desk, words: str, found: bool) -> None:
    desk.dossier(title="Association des Écoles")
    page = desk.officer().get("/dossiers", params={"cherche": words}).text
    assert ("Association des Écoles</a>" in page) is found
    assert ("Aucun dossier ne répond à cette recherche" in page) is not found


def test_a_dossier_of_a_model_begins_with_the_answers_given(desk: Desk) -> None:
    officer = desk.officer()
    form = {"modele": "saad", "titre": "Essai", "f:departement": "35", "f:gestionnaire.statut": "association"}
    answer = officer.post("/dossiers/nouveau/modele", data=form)
    dossier = answer.headers["location"].rsplit("/", 1)[1]
    with reading(desk.base) as db:
        first = state(db, dossier)
    assert first.texte == "modele: saad\ndepartement: 35\n\ngestionnaire:\n  statut: association\n"
    page = officer.get(f"/dossiers/{dossier}").text
    assert "Essai" in page
    assert "le gestionnaire" in page.lower()


def test_a_wrong_first_answer_is_said_beside_its_field_and_nothing_is_made(desk: Desk) -> None:
    officer = desk.officer()
    form = {"modele": "saad", "titre": "", "f:departement": "999"}
    answer = officer.post("/dossiers/nouveau/modele", data=form)
    assert answer.status_code == 422
    assert "Donnez un nom à ce dossier" in answer.text
    assert "« 999 » n&#39;est pas un code de département" in answer.text
    assert re.search(r'value="999" aria-describedby="[^"]*q1-faux" aria-invalid="true"', answer.text)
    assert "Aucun dossier" in officer.get("/dossiers").text


def test_a_guest_reaches_the_page_of_one_dossier_alone(desk: Desk) -> None:
    mine, other = desk.dossier(), desk.dossier()
    guest = desk.guest(mine)
    assert guest.get(f"/dossiers/{mine}").status_code == 200
    assert guest.get(f"/dossiers/{other}").status_code == 404
    assert guest.get("/dossiers").status_code == 403

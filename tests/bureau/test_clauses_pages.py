"""The words of a clause changed on a page: tried, refused where something is wrong, written, given back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from engine.bureau.states.journal import State, state
from engine.bureau.storage.connect import reading
from tests.bureau.conftest import Desk

MOTIF = "accord du 3 mai"
WORDS = "Les parties se concilient d’abord."


def sent(client: TestClient, dossier: str, action: str, clause: str = "litiges", **said: str) -> Any:
    form = {"etat": "1", "texte": WORDS, "titre": "Litiges", "motif": MOTIF, "action": action, **said}
    return client.post(f"/dossiers/{dossier}/clauses/{clause}", data=form)


def last(desk: Desk, dossier: str) -> State:
    with reading(desk.base) as db:
        return state(db, dossier)


@pytest.fixture
def dossier(desk: Desk) -> str:
    return desk.dossier("saad-habilite")


def test_a_clause_is_found_and_its_words_are_there_as_written(desk: Desk, dossier: str) -> None:
    officer = desk.officer()
    assert f"/dossiers/{dossier}/clauses/litiges" in officer.get(f"/dossiers/{dossier}/clauses").text
    page = officer.get(f"/dossiers/{dossier}/clauses/litiges").text
    assert re.search(r"<textarea[^>]*>Les parties s&#39;efforceront", page)
    assert "{commun " in page


def test_what_other_words_give_is_shown_and_nothing_is_written(desk: Desk, dossier: str) -> None:
    answer = sent(desk.officer(), dossier, "voir", motif="")
    assert answer.status_code == 200
    assert "Ce que cela donne" in answer.text
    assert re.search(r"Les parties se concilient d.abord\.", answer.text.split("Ce que cela donne")[1])
    assert "style=" not in answer.text
    assert last(desk, dossier).numero == 1


def test_words_are_written_as_a_state_with_their_reason_and_given_back(desk: Desk, dossier: str) -> None:
    officer = desk.officer()
    before = last(desk, dossier).texte
    assert sent(officer, dossier, "enregistrer").status_code == 303
    made = last(desk, dossier)
    assert (made.nature, made.motif) == ("adaptation", MOTIF)
    assert "adaptations.litiges.texte" in [one["chemin"] for one in made.changements]
    assert "adaptée" in officer.get(f"/dossiers/{dossier}/clauses").text
    assert sent(officer, dossier, "retablir", etat="2", motif="").status_code == 303
    assert last(desk, dossier).texte == before


def test_no_reason_no_change_and_the_words_stay(desk: Desk, dossier: str) -> None:
    answer = sent(desk.officer(), dossier, "enregistrer", motif=" ")
    assert answer.status_code == 422
    assert "Dites pourquoi la clause change" in answer.text
    assert WORDS in answer.text
    assert last(desk, dossier).numero == 1


def test_wrong_words_are_told_and_not_written(desk: Desk, dossier: str) -> None:
    for action, status in (("voir", 200), ("enregistrer", 422)):
        answer = sent(desk.officer(), dossier, action, texte="Le juge est {{ inconnu }}.")
        assert answer.status_code == status
        assert "Ces mots sont à corriger" in answer.text
        assert "Le juge est {{ inconnu }}." in answer.text
    assert last(desk, dossier).numero == 1


def test_two_who_change_the_same_clause_lose_nothing(desk: Desk, dossier: str) -> None:
    assert sent(desk.officer(), dossier, "enregistrer").status_code == 303
    answer = sent(desk.officer(), dossier, "enregistrer", texte="Les parties plaident.")
    assert answer.status_code == 409
    assert "Les parties plaident." in answer.text
    assert WORDS in answer.text
    other = sent(desk.officer(), dossier, "enregistrer", clause="revision", texte="Un avenant.", titre="Révision")
    assert other.status_code == 303
    assert WORDS in last(desk, dossier).texte


def test_a_clause_is_left_out_and_what_the_model_forbids_is_told(desk: Desk, dossier: str) -> None:
    officer = desk.officer()
    assert sent(officer, dossier, "supprimer").status_code == 303
    assert "supprimee: oui" in last(desk, dossier).texte
    held = desk.dossier("ehpad-complet")
    page = officer.get(f"/dossiers/{held}/clauses").text
    names = re.findall(rf"/dossiers/{held}/clauses/([\w/-]+)", page)
    forbidden = next(one for one in names if "ne permet pas" in officer.get(f"/dossiers/{held}/clauses/{one}").text)
    answer = sent(officer, held, "supprimer", clause=forbidden)
    assert answer.status_code == 422
    assert "ne peut pas être supprimée" in answer.text


def test_a_clause_is_added_and_taken_away(desk: Desk, dossier: str) -> None:
    officer = desk.officer()
    before = last(desk, dossier).texte
    where = f"/dossiers/{dossier}/clauses-ajoutees"
    form = {"apres": "revision", "titre": "Comité d’été", "texte": "Un comité se réunit.", "motif": MOTIF}
    assert "Ce que cela donne" in officer.post(where, data={**form, "action": "voir"}).text
    assert officer.post(where, data={**form, "texte": "", "action": "enregistrer"}).status_code == 422
    answer = officer.post(where, data={**form, "action": "enregistrer"})
    assert answer.headers["location"] == f"/dossiers/{dossier}/clauses/comite-d-ete"
    assert last(desk, dossier).changements == ({"operation": "ajouter", "liste": "clauses_ajoutees", "rang": 1},)
    assert sent(officer, dossier, "supprimer", clause="comite-d-ete", etat="2").status_code == 303
    assert last(desk, dossier).texte == before


def test_whoever_only_reads_or_answers_changes_no_clause(desk: Desk, dossier: str) -> None:
    assert sent(desk.reader(), dossier, "enregistrer").status_code == 403
    assert sent(desk.guest(dossier), dossier, "enregistrer").status_code == 403
    assert sent(desk.officer(), dossier, "enregistrer", clause="inconnue").status_code == 404
    assert sent(desk.officer(), dossier, "autre").status_code == 400
    assert sent(desk.officer(), dossier, "enregistrer", etat="x").status_code == 400

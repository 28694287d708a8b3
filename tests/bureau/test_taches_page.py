"""The page of a task: how far it is, what came of it, who may see it."""

from __future__ import annotations

from starlette.testclient import TestClient

from engine.bureau.storage.connect import writing
from engine.bureau.tasks.catalogue import KINDS
from engine.bureau.tasks.queue import asked, taken
from engine.bureau.tasks.task import task_of
from tests.bureau.conftest import OFFICER, Desk


def _ask(desk: Desk, dossier: str, *, definitif: bool = False) -> str:
    with writing(desk.base) as db:
        return asked(db, "document", OFFICER, dossier=dossier, format="txt", definitif=definitif)


def _json(browser: TestClient, address: str) -> dict[str, object]:
    found: dict[str, object] = browser.get(address, headers={"accept": "application/json"}).json()
    return found


def test_a_page_refreshes_itself_until_the_task_is_done(desk: Desk) -> None:
    name, officer = _ask(desk, desk.dossier()), desk.officer()
    waiting = officer.get(f"/taches/{name}").text
    assert "En attente" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert 'http-equiv="refresh"' not in officer.get(f"/taches/{name}?fixe").text
    desk.work()
    over = officer.get(f"/taches/{name}").text
    assert "La tâche est faite" in over
    assert 'http-equiv="refresh"' not in over
    assert "Association Exemple.txt" in over


def test_progress_is_shown_as_it_goes(desk: Desk) -> None:
    name, officer = _ask(desk, desk.dossier()), desk.officer()
    taken(desk.base, KINDS, "essai")
    task_of(desk.base, desk.settings, name, "essai").say("Troisième contrat.", 3, 12)
    assert "3 sur 12" in officer.get(f"/taches/{name}").text
    told = _json(officer, f"/taches/{name}")
    assert (told["situation"], told["message"], told["fait"], told["sur"]) == ("en_cours", "Troisième contrat.", 3, 12)


def test_a_file_is_given_to_be_kept_and_nothing_else(desk: Desk) -> None:
    name, officer = _ask(desk, desk.dossier()), desk.officer()
    other = _ask(desk, desk.dossier())
    desk.work()
    files = _json(officer, f"/taches/{name}")["fichiers"]
    assert isinstance(files, list)
    answer = officer.get(files[0]["adresse"])
    assert "Article 1" in answer.text
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Association%20Exemple.txt"
    of_another = files[0]["adresse"].replace(name, other)
    assert officer.get(of_another).status_code == 404


def test_a_task_that_failed_says_why_and_is_asked_for_again(desk: Desk) -> None:
    name, officer = _ask(desk, desk.dossier(), definitif=True), desk.officer()
    desk.work()
    assert "n’a pas été menée à bien" in officer.get(f"/taches/{name}").text
    again = officer.post(f"/taches/{name}/recommencer")
    assert again.status_code == 303
    assert again.headers["location"] != f"/taches/{name}"
    assert "En attente" in officer.get(again.headers["location"]).text


def test_a_task_is_stopped(desk: Desk) -> None:
    name, officer = _ask(desk, desk.dossier()), desk.officer()
    officer.post(f"/taches/{name}/arreter")
    assert "Arrêtée par Camille Exemple" in officer.get(f"/taches/{name}").text
    assert taken(desk.base, KINDS, "essai") is None


def test_nobody_sees_or_stops_what_is_not_theirs(desk: Desk) -> None:
    dossier = desk.dossier()
    name = _ask(desk, dossier)
    assert desk.client().get(f"/taches/{name}").status_code == 401
    assert desk.guest(dossier).get(f"/taches/{name}").status_code == 404
    reader = desk.reader()
    assert reader.get(f"/taches/{name}").status_code == 200
    assert reader.post(f"/taches/{name}/arreter").status_code == 403

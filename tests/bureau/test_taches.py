"""The tasks that wait: each is done once, whatever dies, and says what came of it."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select, update

from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import fichiers, now, taches
from engine.bureau.tasks import catalogue
from engine.bureau.tasks.catalogue import KINDS
from engine.bureau.tasks.queue import MOST, asked, failed, finished, given_back, renewed, stopped, taken
from engine.bureau.tasks.run import done
from engine.bureau.tasks.task import LostError, Task, task_of
from tests.bureau.conftest import OFFICER, Desk


def _ask(desk: Desk, dossier: str = "", **arguments: Any) -> str:
    with writing(desk.base) as db:
        return asked(db, "document", OFFICER, dossier=dossier, **arguments)


def _row(desk: Desk, name: str) -> Any:
    with reading(desk.base) as db:
        return db.execute(select(taches).where(taches.c.id == name)).one()


def _abandon(desk: Desk, name: str) -> None:
    """The lease of a task is over: whoever did it is gone."""
    with writing(desk.base) as db:
        db.execute(update(taches).where(taches.c.id == name).values(bail=now() - timedelta(seconds=1)))


def test_a_document_is_written_and_named_by_its_task(desk: Desk) -> None:
    name = _ask(desk, desk.dossier(), format="txt")
    desk.work()
    row = _row(desk, name)
    assert row.situation == "faite"
    with reading(desk.base) as db:
        made = db.execute(select(fichiers).where(fichiers.c.id == row.avancement["fichiers"][0])).one()
    assert (made.nom, made.nature, made.etat, made.qui) == ("Association Exemple.txt", "document", 1, OFFICER.nom)
    assert "Article 1" in made.contenu.decode()


def test_a_refusal_says_why_in_french(desk: Desk) -> None:
    name = _ask(desk, desk.dossier(), format="txt", definitif=True)
    desk.work()
    row = _row(desk, name)
    assert row.situation == "echouee"
    assert "rien n'a été écrit" in row.message or "manque" in row.message


def test_a_fault_of_ours_is_said_without_its_details(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(task: Task) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(catalogue, "KINDS", KINDS)
    monkeypatch.setattr("engine.bureau.tasks.run.KINDS", {"document": catalogue.Kind("Essai", broken)})
    name = _ask(desk)
    desk.work()
    assert _row(desk, name).situation == "echouee"
    assert _row(desk, name).message.startswith("Erreur du bureau")
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_several_servers_take_a_task_once(desk: Desk) -> None:
    names = {_ask(desk, format="txt") for _ in range(6)}
    found: list[str] = []

    def take(porteur: str) -> None:
        while one := taken(desk.base, KINDS, porteur):
            found.append(one)

    threads = [Thread(target=take, args=(f"serveur-{at}",)) for at in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == sorted(names)


def test_a_task_whose_server_died_is_taken_again_and_the_first_one_writes_nothing_more(desk: Desk) -> None:
    name = _ask(desk, desk.dossier(), format="txt")
    assert taken(desk.base, KINDS, "premier") == name
    assert taken(desk.base, KINDS, "second") is None
    of_the_first = task_of(desk.base, desk.settings, name, "premier")
    _abandon(desk, name)
    assert taken(desk.base, KINDS, "second") == name
    assert not renewed(desk.base, name, "premier")
    assert not finished(desk.base, name, "premier")
    with pytest.raises(LostError):
        of_the_first.keep("trop-tard.txt", b"")
    done(desk.base, desk.settings, name, "second")
    with reading(desk.base) as db:
        assert [one.nom for one in db.execute(select(fichiers))] == ["Association Exemple.txt"]


def test_a_task_that_dies_each_time_is_given_up_and_says_so(desk: Desk) -> None:
    name = _ask(desk, format="txt")
    for _ in range(MOST):
        assert taken(desk.base, KINDS, "serveur") == name
        assert _row(desk, name).situation == "en_cours"
        given_back(desk.base, name, "serveur", died=True)
    assert taken(desk.base, KINDS, "serveur") is None
    assert _row(desk, name).situation == "echouee"
    assert "trois fois" in _row(desk, name).message


def test_a_task_whose_servers_vanish_each_time_is_given_up(desk: Desk) -> None:
    name = _ask(desk, format="txt")
    for _ in range(MOST):
        assert taken(desk.base, KINDS, "serveur") == name
        _abandon(desk, name)
    assert taken(desk.base, KINDS, "serveur") is None
    assert _row(desk, name).situation == "echouee"


def test_a_server_that_stops_takes_no_try_from_its_task(desk: Desk) -> None:
    name = _ask(desk, format="txt")
    for _ in range(MOST + 1):
        assert taken(desk.base, KINDS, "serveur") == name
        given_back(desk.base, name, "serveur", died=False)
    assert _row(desk, name).situation == "attente"


def test_a_task_that_ended_is_not_given_back(desk: Desk) -> None:
    name = _ask(desk, format="txt")
    taken(desk.base, KINDS, "serveur")
    failed(desk.base, name, "serveur", "Il manque un fait.")
    given_back(desk.base, name, "serveur", died=True)
    assert (_row(desk, name).situation, _row(desk, name).message) == ("echouee", "Il manque un fait.")


def test_a_task_that_was_stopped_is_nobody_s(desk: Desk) -> None:
    name = _ask(desk, format="txt")
    taken(desk.base, KINDS, "serveur")
    with writing(desk.base) as db:
        assert stopped(db, name, "Camille Exemple")
    assert not renewed(desk.base, name, "serveur")
    assert _row(desk, name).message == "Arrêtée par Camille Exemple."

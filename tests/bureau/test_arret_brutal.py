"""The server is killed while people work: whatever it acknowledged is there when it is back."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from PIL import Image
from sqlalchemy import select

from engine.bureau.app import make_app
from engine.bureau.settings import Settings
from engine.bureau.states.journal import history, is_whole
from engine.bureau.storage.connect import connect
from engine.bureau.storage.tables import fichiers
from tests.bureau.conftest import Desk
from tests.bureau.postgresql import Cluster
from tests.bureau.serveur import Server, serving
from tests.bureau.visiteurs import Filler, filler, programmation, visitor

KILLS = 2


def _picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(content, "PNG")
    return content.getvalue()


PICTURE = _picture()
FACTS = {
    "gestionnaire.raison_sociale": "Centre intercommunal d’action sociale Exemple",
    "services[1].nom": "Service Exemple Landes",
    "services[1].autres_activites": "téléassistance",
}
"""What each person answers again and again, and what is said of it at first."""


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Desk, Server]]:
    """A desk that is served, on each database."""
    address = f"sqlite:///{tmp_path / 'bureau.db'}"
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        address = cluster.database()
    with serving(Settings(base=address), tmp_path) as server:
        base = connect(address)
        yield Desk(make_app(server.settings, base), base, server.settings), server
        base.dispose()


def test_no_answer_that_was_acknowledged_is_lost(place: tuple[Desk, Server]) -> None:
    desk, server = place
    dossier = desk.dossier("saad-premier-jet")
    acknowledged: list[tuple[str, str]] = []
    over = threading.Event()
    work = [
        threading.Thread(
            target=_answers, args=(filler(desk, dossier, compte=desk.account("redacteur")), fact, acknowledged, over)
        )
        for fact in FACTS
    ]
    for one in work:
        one.start()
    try:
        for _ in range(KILLS):
            reached = len(acknowledged) + 5
            _until(lambda reached=reached: len(acknowledged) > reached)  # type: ignore[misc]
            server.kill()
            server = server.again()
    finally:
        over.set()
        for one in work:
            one.join()
        server.kill()
    with desk.base.connect() as db:
        states = history(db, dossier)
    assert is_whole(states)
    kept = [(change["chemin"], change["apres"]) for one in states for change in one.changements if "apres" in change]
    assert [one for one in acknowledged if one not in kept] == []
    assert all(value in states[-1].texte for value in dict(kept).values())


def test_no_file_that_was_acknowledged_is_lost(place: tuple[Desk, Server]) -> None:
    desk, server = place
    dossier = desk.dossier("saad-premier-jet")
    with visitor(desk, compte=desk.account("redacteur")) as client:
        for count in range(3):
            sent = {"fichier": (f"logo{count}.png", PICTURE)}
            answer = client.post(f"/dossiers/{dossier}/fichiers", files=sent)
            assert answer.status_code == 303, answer.text
            server.kill()
            server = server.again()
        server.kill()
    with desk.base.connect() as db:
        kept = db.execute(select(fichiers.c.nom, fichiers.c.contenu).where(fichiers.c.dossier == dossier)).all()
    assert sorted(row.nom for row in kept) == ["logo0.png", "logo1.png", "logo2.png"]
    assert {row.contenu for row in kept} == {PICTURE}


def test_a_batch_that_was_asked_for_is_done_after_the_server_is_back(place: tuple[Desk, Server]) -> None:
    desk, server = place
    home = programmation(desk).split("/rapports/")[0]
    with visitor(desk, compte=desk.account("redacteur")) as client:
        task = client.post(f"{home}/lots", data={"format": "txt"}).headers["location"]
        _until(lambda: client.get(task).json()["situation"] != "attente")
        server.kill()
        server = server.again()
        _until(lambda: client.get(task).json()["situation"] == "faite", 180)
        said = client.get(task).json()
        assert (
            "35-association-exemple" in client.get(said["vers"], headers={"Accept": "text/html"}).text
            or said["fichiers"]
        )
    server.kill()


def _answers(one: Filler, fact: str, acknowledged: list[tuple[str, str]], over: threading.Event) -> None:
    """Answer a question again and again; what was acknowledged is told."""
    shown, count = FACTS[fact], 0
    with one.client:
        while not over.is_set():
            count += 1
            now = f"Exemple {count}"
            try:
                said = one.answers(fact, shown, now)
            except httpx2.HTTPError:
                time.sleep(0.05)  # the server is down: nobody knows whether it was saved
                continue
            if said["conflits"]:  # it was
                shown = said["conflits"][0]["autre"]
            else:
                assert said["enregistre"] == [fact]
                acknowledged.append((fact, now))
                shown = now


def _until(reached: Callable[[], bool], patience: float = 60) -> None:
    end = time.monotonic() + patience
    while not reached():
        assert time.monotonic() < end, "nobody is answered"
        time.sleep(0.02)

"""The server is killed while people work: whatever it acknowledged is there when it is back."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

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


@dataclass(frozen=True)
class Struck:
    """A desk whose server was killed twice while people worked, and what it acknowledged to them."""

    desk: Desk
    dossier: str
    answers: list[tuple[str, str]]
    files: list[str]
    batch: dict[str, Any]
    """What it says of the batch during which it was killed."""
    report: str
    """The page of that batch."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def struck(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Struck]:
    """Such a desk, on each database; its server is down."""
    folder = tmp_path_factory.mktemp("arret")
    address = f"sqlite:///{folder / 'bureau.db'}"
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        address = cluster.database()
    with serving(Settings(base=address), folder) as server:
        base = connect(address)
        yield _struck(Desk(make_app(server.settings, base), base, server.settings), server)
        base.dispose()


def _struck(desk: Desk, server: Server) -> Struck:
    """Kill it while people answer and once it has a file, then while it does a batch too."""
    dossier, officer = desk.dossier("saad-premier-jet"), desk.account("redacteur")
    home = programmation(desk).split("/rapports/")[0]
    acknowledged: list[tuple[str, str]] = []
    over = threading.Event()
    fillers = [filler(desk, dossier, compte=desk.account("redacteur")) for _ in FACTS]
    work = [
        threading.Thread(target=_answers, args=(one, fact, acknowledged, over))
        for one, fact in zip(fillers, FACTS, strict=True)
    ]
    for one in work:
        one.start()
    try:
        with visitor(desk, compte=officer) as client:
            _until_more(acknowledged)
            files = [_sends(client, dossier, 0)]
            server.kill()
            server = server.again()
            _until_more(acknowledged)
            files.append(_sends(client, dossier, 1))
            task = client.post(f"{home}/lots", data={"format": "txt"}).headers["location"]
            _until(lambda: client.get(task).json()["situation"] != "attente")
            server.kill()
            over.set()
            server = server.again()
            _until(lambda: client.get(task).json()["situation"] not in ("attente", "en_cours"), 180, 0.3)
            said = client.get(task).json()
            report = client.get(said["vers"], headers={"Accept": "text/html"}).text
    finally:
        over.set()
        for one in work:
            one.join()
        server.kill()
    return Struck(desk, dossier, acknowledged, files, said, report)


def test_no_answer_that_was_acknowledged_is_lost(struck: Struck) -> None:
    with struck.desk.base.connect() as db:
        states = history(db, struck.dossier)
    assert is_whole(states)
    kept = [(change["chemin"], change["apres"]) for one in states for change in one.changements if "apres" in change]
    assert [one for one in struck.answers if one not in kept] == []
    assert all(value in states[-1].texte for value in dict(kept).values())


def test_no_file_that_was_acknowledged_is_lost(struck: Struck) -> None:
    with struck.desk.base.connect() as db:
        kept = db.execute(select(fichiers.c.nom, fichiers.c.contenu).where(fichiers.c.dossier == struck.dossier)).all()
    assert sorted(row.nom for row in kept) == struck.files
    assert {row.contenu for row in kept} == {PICTURE}


def test_a_batch_that_was_asked_for_is_done_after_the_server_is_back(struck: Struck) -> None:
    assert struck.batch["situation"] == "faite"
    assert "35-association-exemple" in struck.report or struck.batch["fichiers"]


def _sends(client: httpx2.Client, dossier: str, count: int) -> str:
    """Send a file in; the name under which it was acknowledged."""
    name = f"logo{count}.png"
    answer = client.post(f"/dossiers/{dossier}/fichiers", files={"fichier": (name, PICTURE)})
    assert answer.status_code == 303, answer.text
    return name


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


def _until(reached: Callable[[], bool], patience: float = 60, pause: float = 0.02) -> None:
    end = time.monotonic() + patience
    while not reached():
        assert time.monotonic() < end, "nobody is answered"
        time.sleep(pause)


def _until_more(acknowledged: list[tuple[str, str]]) -> None:
    """Wait until people were answered some more times."""
    reached = len(acknowledged) + 5
    _until(lambda: len(acknowledged) > reached)

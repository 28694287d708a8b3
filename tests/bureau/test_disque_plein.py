"""A base that takes nothing more: whoever writes is told, what was acknowledged is there, and the desk goes on."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import event
from starlette.testclient import TestClient

from engine.bureau.states.journal import history, is_whole
from engine.bureau.storage.connect import reading
from tests.bureau.conftest import Desk

FACT, SAID = "gestionnaire.raison_sociale", "Centre intercommunal d’action sociale Exemple"
"""A fact, and what the example says of it."""


def _answer(client: TestClient, dossier: str, shown: str, now: str, accept: str = "application/json") -> Response:
    said = {"etat": "1", f"v:{FACT}": shown, f"f:{FACT}": now}
    return client.post(f"/dossiers/{dossier}/reponses", data=said, headers={"Accept": accept})


def _limited(desk: Desk, pragma: str) -> None:
    """Have every connection of a desk refuse to write, as a full disk or a base that may only be read do."""
    desk.base.dispose()

    @event.listens_for(desk.base, "connect")
    def _limit(connection: Any, _: Any) -> None:
        connection.execute(pragma)


@pytest.mark.parametrize("pragma", ["PRAGMA query_only = ON", "PRAGMA max_page_count = 1"])
def test_it_is_told_and_what_was_acknowledged_is_there(
    desk: Desk, pragma: str, caplog: pytest.LogCaptureFixture
) -> None:
    dossier, client = desk.dossier(), desk.officer()
    shown = "Premier nom"
    assert _answer(client, dossier, SAID, shown).json()["enregistre"] == [FACT]
    _limited(desk, pragma)
    with caplog.at_level(logging.ERROR, "engine.bureau.app"):
        for count in range(60):  # a full base has room left in the pages that it has: it fills them first
            answer = _answer(client, dossier, shown, now := f"Nom {count} " + "x" * 900)
            if answer.status_code != 200:
                break
            shown = now
    assert answer.status_code == 507
    assert "ne peut plus rien écrire" in answer.text
    assert "la base ne peut plus être écrite" in caplog.text
    assert 'lang="fr"' in _answer(client, dossier, shown, "Nom", "text/html").text
    assert client.get(f"/dossiers/{dossier}").status_code == 200
    with reading(desk.base) as db:
        states = history(db, dossier)
    assert is_whole(states)
    assert shown in states[-1].texte

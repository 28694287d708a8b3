"""What opens a door is in no journal."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import uvicorn

from engine.bureau.discretion import Discreet
from tests.bureau.conftest import Desk


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/invitation/abc.def", "/invitation/…"),
        ("/agenda/abc.ics?x=1", "/agenda/…?…"),
        ("/dossiers?cherche=Exemple", "/dossiers?…"),
        ("/invitation", "/invitation"),
        ("127.0.0.1:4", "127.0.0.1:4"),
    ],
)
def test_an_address_is_written_without_its_secret(address: str, written: str) -> None:
    assert Discreet(["/invitation/{secret}", "/agenda/{secret}", "/dossiers"]).without(address) == written


def test_the_server_writes_no_secret(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    server = uvicorn.Server(uvicorn.Config(desk.app, port=0, lifespan="off", log_config=None))
    thread = threading.Thread(target=server.run)
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        thread.start()
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        for address in ("/invitation/le-secret.signe", "/connexion?code=le-secret"):
            with suppress(HTTPError):
                urlopen(f"http://127.0.0.1:{port}{address}").close()
        server.should_exit = True
        thread.join()
    assert "GET /invitation/…" in caplog.text
    assert "le-secret" not in caplog.text

"""Requests drawn by lot, one after the other: whatever is sent, a page or a sentence; nothing acknowledged is lost."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from starlette.testclient import TestClient

from engine.bureau.access import tokens
from engine.bureau.access.rights import INVITE, INVITE_QUI_REMET, PERSONNE, RIGHTS
from engine.bureau.access.sessions import cookie_name
from engine.bureau.app import make_app
from engine.bureau.settings import Settings
from engine.bureau.states.journal import history, is_whole
from engine.bureau.storage.connect import connect
from engine.bureau.storage.tables import dossiers
from tests.bureau.conftest import Desk
from tests.bureau.test_parcours_des_droits import things_of
from tests.fuzz.essais import DEAREST, tried
from tests.fuzz.requetes import Asked, requests, target


@dataclass
class Answer:
    """What the desk answered; `status` is 0 where it answered nothing, to somebody who went away."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True)
class Kept:
    """A desk with something in it, in a file that each example starts from; the headers of everybody."""

    file: Path
    things: Mapping[str, str]
    known: Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    file = tmp_path_factory.mktemp("bureau") / "bureau.db"
    with opened(file) as (desk, _):
        things = things_of(desk)
        known = {role: _headers(desk, role, things["dossier"]) for role in RIGHTS}
    return Kept(file, things, known)


@contextmanager
def opened(file: Path) -> Iterator[tuple[Desk, TestClient]]:
    """A desk that runs on a database."""
    settings = Settings(base=f"sqlite:///{file}", taches=0)
    base = connect(settings.base)
    app = make_app(settings, base)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Desk(app, base, settings), client
    base.dispose()


def _headers(desk: Desk, role: str, dossier: str) -> dict[str, str]:
    """What somebody of this role sends with each request: a session and its token, and a program's key."""
    if role == PERSONNE:
        return {}
    if role in (INVITE, INVITE_QUI_REMET):
        who = {"invitation": desk.invitation(dossier, peut_remettre=role == INVITE_QUI_REMET)}
    else:
        who = {"compte": desk.account(role)}
    secret, token = desk.session(**who)
    said = {"cookie": f"{cookie_name(desk.settings)}={secret}", "x-csrf": token}
    if "compte" in who:
        with desk.base.begin() as db:
            said["authorization"] = f"Bearer {tokens.given(db, who['compte'], 'essai')}"
    return said


async def sent(app: Any, asked: Asked, things: Mapping[str, str], known: Mapping[str, str]) -> Answer:
    """Send a request as a server hands it over, byte for byte."""
    path, _, query = target(asked, dict(things)).partition("?")
    headers = {"host": "127.0.0.1", "content-type": asked.kind, "content-length": str(len(asked.body)), **known}
    headers |= {} if asked.token else {"x-csrf": ""}
    headers = {name: text for name, text in (headers | asked.headers).items() if text or name in asked.headers}
    if not path.startswith("/api/") and "authorization" not in asked.headers:
        headers.pop("authorization", None)
    size = len(asked.body) // asked.pieces + 1
    pieces = [asked.body[at : at + size] for at in range(0, len(asked.body), size)] or [b""]
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": piece, "more_body": at + 1 < len(pieces) or asked.left}
        for at, piece in enumerate(pieces)
    ]
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "scheme": "http",
        "method": asked.method, "path": unquote(path), "raw_path": path.encode(), "root_path": "",
        "query_string": query.encode(), "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        "headers": [(name.encode(), text.encode("latin-1", "replace")) for name, text in headers.items()],
        "app": app, "state": {},
    }  # fmt: skip
    answer = Answer()

    async def receive() -> dict[str, Any]:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode("latin-1"): text.decode("latin-1") for name, text in message["headers"]}
        elif message["type"] == "http.response.body":
            answer.body += message.get("body", b"")

    await app(scope, receive, send)
    return answer


def test_whatever_is_sent_is_answered_and_nothing_is_lost(kept: Kept) -> None:
    @given(st.lists(requests(), min_size=1, max_size=12), st.integers(0, 19))
    @tried(3, share=DEAREST * 10)
    def test(asked: list[Asked], work: int) -> None:
        with tempfile.TemporaryDirectory() as name:
            file = Path(name) / "bureau.db"
            shutil.copyfile(kept.file, file)
            with opened(file) as (desk, client):
                assert client.portal
                for one in asked:
                    answer = client.portal.call(sent, desk.app, one, kept.things, kept.known[one.who])
                    _is_told(one, answer)
                if not work:
                    desk.work()
                with desk.base.connect() as db:
                    for dossier in db.execute(select(dossiers.c.id)).scalars():
                        assert is_whole(history(db, dossier))

    test()


def _is_told(asked: Asked, answer: Answer) -> None:
    """A page or a sentence in French; never a fault of ours, never a word of Python."""
    said = f"{asked}: {answer.status} {answer.body[:300]!r}"
    assert answer.status < 500, said
    assert answer.status or asked.left, said
    assert b"Traceback" not in answer.body, said
    html = answer.headers.get("content-type", "").startswith("text/html")
    if answer.status >= 400 and html and asked.method != "HEAD":
        assert b'lang="fr"' in answer.body, said
    if html:
        assert b"<script>alert" not in answer.body, said

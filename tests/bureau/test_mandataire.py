"""A reverse proxy says who signs in: it is believed where its address is configured, and nobody else ever is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import update
from starlette.requests import Request
from starlette.testclient import TestClient

from engine.bureau.access.peer import address_of
from engine.bureau.access.rights import REDACTEUR
from engine.bureau.app import make_app
from engine.bureau.settings import Settings
from engine.bureau.storage.tables import comptes
from tests.bureau.conftest import Desk

SAID = {"x-compte": "Camille@Exemple.fr"}


@contextmanager
def _behind(desk: Desk, mandataire: str) -> Iterator[Desk]:
    settings = replace(desk.settings, mandataire=mandataire, entete_compte="X-Compte")
    compte = desk.account(REDACTEUR)
    with desk.base.begin() as db:
        db.execute(update(comptes).where(comptes.c.id == compte).values(courriel="camille@exemple.fr"))
    app = make_app(settings, desk.base)
    with TestClient(app):
        yield Desk(app, desk.base, settings)


def _client(desk: Desk, peer: str) -> TestClient:
    return TestClient(desk.app, follow_redirects=False, client=(peer, 5000))


def test_whoever_the_proxy_names_is_let_in(desk: Desk) -> None:
    with _behind(desk, "10.0.0.0/8") as told:
        browser = _client(told, "10.1.2.3")
        answer = browser.get("/connexion?vers=/dossiers", headers=SAID)
        assert (answer.status_code, answer.headers["location"]) == (303, "/dossiers")
        assert browser.get("/dossiers", headers=SAID).status_code == 200


def test_the_session_ends_when_the_proxy_says_another_or_nobody(desk: Desk) -> None:
    with _behind(desk, "10.1.2.3") as told:
        browser = _client(told, "10.1.2.3")
        browser.get("/connexion", headers=SAID)
        assert browser.get("/dossiers").status_code == 401
        assert browser.get("/dossiers", headers={"x-compte": "autre@exemple.fr"}).status_code == 401
        assert browser.get("/connexion", headers={"x-compte": "autre@exemple.fr"}).status_code == 403


@pytest.mark.parametrize("mandataire", ["", "10.1.2.4", "10.2.0.0/16", "socket"])
def test_nobody_else_is_believed_and_the_page_says_why(desk: Desk, mandataire: str) -> None:
    with _behind(desk, mandataire) as told:
        for address in ("/connexion", "/dossiers", "/"):
            answer = _client(told, "10.1.2.3").get(address, headers=SAID)
            assert answer.status_code == 403
            assert "CPOM_BUREAU_MANDATAIRE" in answer.text


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("10.1.2.3", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        ("10.1.2.3", "", "10.1.2.3"),
        ("192.0.2.1", "203.0.113.9", "192.0.2.1"),
    ],
)
def test_attempts_are_counted_by_the_address_that_the_proxy_saw(peer: str, forwarded: str, address: str) -> None:
    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded.encode())]}
    assert address_of(Request(scope), Settings(mandataire="10.1.2.3")) == address

"""Signing in at a provider of identities that listens and signs: what ProConnect does, and what nobody should."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPErrorProcessor, Request, build_opener

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import select, update
from starlette.testclient import TestClient

from engine.bureau.access.rights import REDACTEUR
from engine.bureau.app import make_app
from engine.bureau.storage.tables import comptes
from tests.bureau.conftest import Desk
from tests.bureau.fournisseur import CLIENT, WORD, Fournisseur, started


class _Stay(HTTPErrorProcessor):
    """Leave an answer as it is: where it leads is what is looked at."""

    def http_response(self, request: Request, response: Any) -> Any:  # noqa: ARG002
        return response


@pytest.fixture
def provider() -> Iterator[Fournisseur]:
    made = Fournisseur()
    server = started(made)
    yield made
    server.shutdown()
    server.server_close()


@contextmanager
def _told(desk: Desk, provider: Fournisseur) -> Iterator[Desk]:
    """The same desk, that knows the provider."""
    settings = replace(
        desk.settings, oidc_fournisseur=provider.url, oidc_client=CLIENT, oidc_secret=WORD, oidc_nom="ProConnect"
    )
    app = make_app(settings, desk.base)
    with TestClient(app):
        yield Desk(app, desk.base, settings)


@pytest.fixture
def known(desk: Desk, provider: Fournisseur) -> Iterator[Desk]:
    with _told(desk, provider) as told:
        compte = told.account(REDACTEUR)
        with told.base.begin() as db:
            db.execute(update(comptes).where(comptes.c.id == compte).values(courriel="camille@exemple.fr"))
        yield told


def _sent(browser: TestClient, vers: str = "/dossiers") -> str:
    """Where the provider sends a browser back, after it signed somebody in."""
    going = browser.get(f"/connexion/fournisseur?vers={vers}")
    assert going.status_code == 303, going.text
    with build_opener(_Stay).open(going.headers["location"]) as answer:
        back = urlsplit(answer.headers["Location"])
    assert back.path == "/connexion/retour"
    return f"{back.path}?{back.query}"


@pytest.mark.parametrize("signed", [True, False])
def test_whoever_the_provider_knows_enters_their_account(known: Desk, provider: Fournisseur, signed: bool) -> None:
    provider.signed_userinfo = signed
    browser = known.client()
    assert "Se connecter avec ProConnect" in browser.get("/connexion").text
    answer = browser.get(_sent(browser))
    assert answer.status_code == 303
    assert answer.headers["location"] == "/dossiers"
    assert "Camille Exemple" in browser.get("/dossiers").text


def test_an_account_stays_theirs_whatever_its_mail_becomes(known: Desk, provider: Fournisseur) -> None:
    browser = known.client()
    browser.get(_sent(browser))
    provider.email = "camille.nouveau@exemple.fr"
    assert browser.get(_sent(browser)).status_code == 303
    # Another person, of the same mail, is not them.
    provider.sub, provider.email = "personne-2", "camille@exemple.fr"
    refused = known.client()
    answer = refused.get(_sent(refused))
    assert answer.status_code == 403
    assert "Compte inconnu" in answer.text


def test_whoever_signs_out_is_signed_out_at_the_provider(known: Desk, provider: Fournisseur) -> None:
    browser = known.client()
    browser.get(_sent(browser))
    page = browser.get("/dossiers").text
    token = page.partition('name="csrf" content="')[2].partition('"')[0]
    answer = browser.post("/deconnexion", data={"csrf": token})
    address = answer.text.partition('<a class="bouton" href="')[2].partition('"')[0].replace("&amp;", "&")
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{provider.url}/session/end?")
    assert asked["id_token_hint"][0].count(".") == 2
    assert asked["post_logout_redirect_uri"] == ["http://127.0.0.1:8000/connexion"]
    assert browser.get("/dossiers").status_code == 401


@pytest.mark.parametrize(
    ("wrong", "userinfo"),
    [
        ({"aud": "un-autre"}, {}),
        ({"aud": [CLIENT, "un-autre"]}, {}),
        ({"iss": "https://ailleurs.exemple"}, {}),
        ({"nonce": "une-autre-fois"}, {}),
        ({"exp": 1_000_000_000}, {}),
        ({"sub": "quelqu’un d’autre"}, {}),
        ({}, {"email_verified": False}),
        ({}, {"email": ""}),
        ({}, {"aud": "un-autre"}),
    ],
)
def test_what_the_provider_says_wrong_lets_nobody_in(
    known: Desk, provider: Fournisseur, wrong: dict[str, Any], userinfo: dict[str, Any]
) -> None:
    provider.wrong, provider.wrong_userinfo = wrong, userinfo
    _refused(known)


def test_what_another_key_signed_lets_nobody_in(known: Desk, provider: Fournisseur) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "une"})
    _refused(known)


def test_a_code_serves_once_and_in_the_browser_that_asked(known: Desk, provider: Fournisseur) -> None:
    browser = known.client()
    back = _sent(browser)
    other = known.client()
    answer = other.get(back)
    assert answer.status_code == 403
    assert "commencée dans un autre navigateur" in answer.text
    assert browser.get(back.replace("state=", "state=x")).status_code == 403
    assert browser.get(back).status_code == 303
    assert browser.get(back).status_code == 403


def test_a_provider_that_does_not_answer_is_told_in_french(desk: Desk) -> None:
    with _told(desk, Fournisseur(url="http://127.0.0.1:9")) as told:
        answer = told.client().get("/connexion/fournisseur")
    assert answer.status_code == 502
    assert "n’a pas répondu" in answer.text


def test_a_provider_without_https_is_not_spoken_to(desk: Desk) -> None:
    with _told(desk, Fournisseur(url="http://fournisseur.exemple")) as told:
        assert told.client().get("/connexion/fournisseur").status_code == 502


def test_a_desk_without_a_provider_offers_none(desk: Desk) -> None:
    assert "Se connecter avec" not in desk.client().get("/connexion").text
    assert desk.client().get("/connexion/fournisseur").status_code == 404


def _refused(desk: Desk) -> None:
    browser = desk.client()
    answer = browser.get(_sent(browser))
    assert answer.status_code in (403, 502)
    assert browser.get("/dossiers").status_code == 401
    with desk.base.connect() as db:
        assert db.execute(select(comptes.c.sujet)).scalars().all() == [None]

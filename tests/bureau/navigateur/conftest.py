"""The Chromium of Debian on a desk that is served. A module has a server and a browser, each visitor a window.

It is the Chromium that has no frame of its own: the other works out the lists of its bar of addresses for each window,
seen by nobody, which is most of what a window costs. The other serves where it alone is installed.

A page that says an error in its console fails its test: what the policy of contents refuses is said there.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from sqlalchemy import Engine

from engine.bureau.access.rights import REDACTEUR
from engine.bureau.access.sessions import cookie_name
from engine.bureau.app import make_app
from engine.bureau.settings import Settings
from engine.bureau.storage.connect import connect
from tests.bureau.conftest import Desk
from tests.bureau.serveur import Server, serving

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
PATIENCE = 15_000
"""Milliseconds that an expectation waits: two cores work for many tests at once."""


@dataclass
class Visits:
    """Windows on a desk, each of somebody: an account, an invitation, or nobody."""

    server: Server
    desk: Desk
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    forgiven: bool = False
    """Whether the browser may tell of requests that failed: the test has them fail."""

    def window(self, *, size: dict[str, int] | None = None, **who: Any) -> Page:
        """A new window, signed in by `compte=` or `invitation=`; `scripts=False` and `dark=True` say how it is."""
        options: dict[str, Any] = {
            "base_url": self.server.url,
            "viewport": size or WIDE,
            "java_script_enabled": who.pop("scripts", True),
            "color_scheme": "dark" if who.pop("dark", False) else "light",
            "locale": "fr-FR",
            "timezone_id": "Europe/Paris",
            "reduced_motion": "reduce",
        }
        context = self.browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        if who:
            secret, _ = self.desk.session(**who)
            name = cookie_name(self.server.settings)
            context.add_cookies([{"name": name, "value": secret, "url": self.server.url, "httpOnly": True}])
        context.on("console", self._heard)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        return context.new_page()

    def officer(self, **how: Any) -> Page:
        """The window of a legal officer."""
        return self.window(compte=self.desk.account(REDACTEUR), **how)

    def guest(self, dossier: str, **how: Any) -> Page:
        """The window of a gestionnaire, by an invitation."""
        return self.window(invitation=self.desk.invitation(dossier), **how)

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url')})")


@pytest.fixture(scope="module")
def base_address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The database of the server; a module may say another."""
    return f"sqlite:///{tmp_path_factory.mktemp('bureau') / 'bureau.db'}"


@pytest.fixture(scope="module")
def base(base_address: str) -> Iterator[Engine]:
    """The database, open on our side."""
    made = connect(base_address)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def server(base_address: str, base: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a new database; it does the tasks by itself, as one that people use."""
    with serving(Settings(base=base_address), tmp_path_factory.mktemp("serveur")) as made:
        yield made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser; its absence fails the test that asks for it."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert program, "Chromium manque : apt-get install chromium-headless-shell"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(server: Server, base: Engine) -> Desk:
    """Ways to put people and dossiers in the desk that is served."""
    return Desk(make_app(server.settings, base), base, server.settings)


@pytest.fixture
def visits(server: Server, served: Desk, chromium: Browser) -> Iterator[Visits]:
    """Windows on the desk, closed after the test; none said an error."""
    made = Visits(server, served, chromium)
    yield made
    made.close()
    assert made.forgiven or made.errors == []

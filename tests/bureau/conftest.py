"""A desk on a new database, and people who are signed in to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert
from starlette.applications import Starlette
from starlette.testclient import TestClient

import cpom
from engine.bureau.access.rights import ADMINISTRATEUR, LECTEUR, REDACTEUR, Visitor
from engine.bureau.access.sessions import cookie_name, hashed, opened
from engine.bureau.app import make_app
from engine.bureau.libraries import kept
from engine.bureau.settings import Settings
from engine.bureau.states.journal import Next, first
from engine.bureau.storage.connect import connect, new_id
from engine.bureau.storage.tables import comptes, dossiers, invitations, now, seances
from engine.bureau.tasks.catalogue import KINDS
from engine.bureau.tasks.queue import taken
from engine.bureau.tasks.run import done
from tests.bureau.postgresql import Cluster, cluster

EXEMPLES = Path("data/exemples")
OFFICER = Visitor(REDACTEUR, "Camille Exemple", "compte:essai")


@lru_cache(maxsize=16)
def _first(text: str) -> Next:
    """The first state of an example."""
    return Next(cpom.lire(text), "creation", [{"tout": True}])


@dataclass
class Desk:
    """A desk, and ways to put people and dossiers in it."""

    app: Starlette
    base: Engine
    settings: Settings

    def account(self, role: str) -> str:
        """A new account."""
        name = new_id()
        with self.base.begin() as db:
            db.execute(insert(comptes).values(id=name, courriel=f"{name}@exemple.fr", nom="Camille Exemple", role=role))
        return name

    def dossier(self, example: str = "saad-premier-jet", title: str = "Association Exemple") -> str:
        """A new dossier, from an example."""
        text = (EXEMPLES / f"{example}.yaml").read_text(encoding="utf-8")
        modele = next(line.split(":")[1].strip() for line in text.splitlines() if line.startswith("modele:"))
        name = new_id()
        with self.base.begin() as db:
            db.execute(
                insert(dossiers).values(
                    id=name,
                    titre=title,
                    modele=modele,
                    bibliotheque=kept(db, self.settings),
                    cree_par="Camille Exemple",
                )
            )
            first(db, name, _first(text), OFFICER)
        return name

    def invitation(self, dossier: str, *, partie: str = "gestionnaire", peut_remettre: bool = True) -> str:
        """A new invitation."""
        name = new_id()
        with self.base.begin() as db:
            db.execute(
                insert(invitations).values(
                    id=name, dossier=dossier, empreinte=hashed(name), partie=partie, peut_remettre=peut_remettre,
                    nom="Jeanne Exemple", invite_par="Camille Exemple", expire_le=now() + timedelta(days=30),
                )
            )  # fmt: skip
        return name

    def client(self, **who: str) -> TestClient:
        """A browser whose session is that of an account (`compte=`) or of an invitation, and its forms' token."""
        client = TestClient(self.app, follow_redirects=False)
        if not who:
            return client
        secret, token = self.session(**who)
        client.cookies.set(cookie_name(self.settings), secret)
        client.headers["x-csrf"] = token
        return client

    def session(self, **who: str) -> tuple[str, str]:
        """What the cookie of a new session holds, and the token of its forms."""
        with self.base.begin() as db:
            secret = opened(db, **who)
            token = db.execute(seances.select().where(seances.c.empreinte == hashed(secret))).mappings().one()["csrf"]
        return secret, str(token)

    def officer(self) -> TestClient:
        """The browser of a legal officer."""
        return self.client(compte=self.account(REDACTEUR))

    def reader(self) -> TestClient:
        """The browser of somebody who reads."""
        return self.client(compte=self.account(LECTEUR))

    def administrator(self) -> TestClient:
        """The browser of whoever administers the desk."""
        return self.client(compte=self.account(ADMINISTRATEUR))

    def guest(self, dossier: str, *, partie: str = "gestionnaire", peut_remettre: bool = True) -> TestClient:
        """The browser of a gestionnaire who opened an invitation."""
        return self.client(invitation=self.invitation(dossier, partie=partie, peut_remettre=peut_remettre))

    def work(self) -> None:
        """Do the tasks that wait, one after the other, in this process; all are done then.

        Where a server takes tasks too, it may still be doing one that this found no more.
        """
        assert not self.settings.taches, "the server of this desk takes tasks too: `Settings(taches=0)`"
        while name := taken(self.base, KINDS, "essai"):
            done(self.base, self.settings, name, "essai")


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A desk on a new database, that is running; tasks wait for `desk.work()`.

    The database is SQLite's; PostgreSQL's where the environment says ESSAIS_BASE=postgresql: every test is then of it.
    """
    address = f"sqlite:///{tmp_path / 'bureau.db'}"
    if os.environ.get("ESSAIS_BASE") == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        address = cluster.database()
    settings = Settings(base=address, taches=0)
    base = connect(settings.base)
    app = make_app(settings, base)
    with TestClient(app):
        yield Desk(app, base, settings)
    base.dispose()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL, for the tests of a process."""
    with cluster() as made:
        yield made


@pytest.fixture
def desk_on_postgresql(postgresql: Cluster) -> Iterator[Desk]:
    """A desk on a new database of PostgreSQL, that is running."""
    settings = Settings(base=postgresql.database(), taches=0)
    base = connect(settings.base)
    app = make_app(settings, base)
    with TestClient(app):
        yield Desk(app, base, settings)
    base.dispose()

"""The gestionnaires of a programmation invited in one go, each once."""

from __future__ import annotations

import base64
import csv
import io
import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_string

import pytest
from sqlalchemy import insert, select
from starlette.testclient import TestClient

from engine.bureau.app import make_app
from engine.bureau.dossiers.creating import New, created
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import invitations, programmations, taches
from engine.bureau.tasks.kinds import envois
from tests.bureau.conftest import OFFICER, Desk

HOME = "/programmations/p1/invitations"


@pytest.fixture
def three(desk: Desk) -> list[str]:
    """The dossiers of a programmation of three contracts."""
    with desk.base.begin() as db:
        db.execute(insert(programmations).values(id="p1", titre="Programmation d’essai", cree_par="Camille Exemple"))
    return [
        created(
            desk.base,
            desk.settings,
            New(f"Association {at}", "modele: saad\n", programmation="p1", contrat=f"2026/{at}"),
            OFFICER,
            date.today(),
        )
        for at in ("une", "deux", "trois")
    ]


def _form(names: list[str], action: str = "preparer", mail: str = "exemple.fr") -> dict[str, str]:
    said = {"action": action, "jours": "30"}
    for at, name in enumerate(names):
        said |= {f"qui:{name}": "oui", f"nom:{name}": f"Jeanne Exemple {at}", f"courriel:{name}": f"jeanne{at}@{mail}"}
    return said


def _table(page: str) -> list[dict[str, str]]:
    found = re.search(r'href="data:text/csv;base64,([^"]+)"', page)
    assert found
    return [*csv.DictReader(io.StringIO(base64.b64decode(found[1]).decode("utf-8-sig")), delimiter=";")]


def test_links_and_texts_of_everybody_are_made_in_one_go(desk: Desk, three: list[str]) -> None:
    officer = desk.officer()
    assert officer.get(HOME).text.count('type="checkbox"') == 3
    page = officer.post(HOME, data=_form(three)).text
    table = _table(page)
    assert sorted(one["Contrat"] for one in table) == ["Association deux", "Association trois", "Association une"]
    assert all(one["Lien"] in one["Texte"] and one["Courriel"].endswith("@exemple.fr") for one in table)
    link = table[0]["Lien"].removeprefix(desk.settings.public_url)
    assert table[0]["Contrat"] in desk.client().get(link).text
    with reading(desk.base) as db:
        rows = db.execute(select(invitations)).all()
    assert {row.partie for row in rows} == {"gestionnaire"}
    assert "Tous les gestionnaires" in officer.get(HOME).text
    assert "invité" in officer.get("/programmations/p1?invite=oui").text


def test_somebody_who_is_invited_is_not_invited_again(desk: Desk, three: list[str]) -> None:
    officer = desk.officer()
    officer.post(HOME, data=_form(three[:1]))
    assert officer.get(HOME).text.count('type="checkbox"') == 2
    officer.post(HOME, data=_form(three))
    officer.post(HOME, data=_form(three))
    with reading(desk.base) as db:
        assert len(db.execute(select(invitations.c.id)).all()) == 3


def test_names_and_addresses_come_from_a_table(desk: Desk, three: list[str]) -> None:
    officer = desk.officer()
    table = officer.get(f"{HOME}/a-inviter.csv").content.decode("utf-8-sig")
    lines = table.splitlines()
    lines[1] = lines[1].rstrip(";") + ";jean@exemple.fr"
    answer = officer.post(HOME, data={"action": "lire"}, files={"adresses": ("a.csv", "\r\n".join(lines).encode())})
    assert 'value="jean@exemple.fr"' in answer.text


def test_an_address_that_is_none_is_told_and_nobody_is_invited(desk: Desk, three: list[str]) -> None:
    answer = desk.officer().post(HOME, data={**_form(three), f"courriel:{three[1]}": "jeanne"})
    assert answer.status_code == 422
    assert "« jeanne » n’est pas une adresse complète" in answer.text
    with reading(desk.base) as db:
        assert not db.execute(select(invitations.c.id)).all()


def test_a_reader_invites_nobody(desk: Desk, three: list[str]) -> None:
    assert desk.reader().get(HOME).status_code == 403
    assert desk.reader().post(HOME, data=_form(three)).status_code == 403


class _Post(socketserver.StreamRequestHandler):
    """A server of mail that refuses whoever is at « refuse.fr »."""

    def handle(self) -> None:
        received: list[str] = self.server.received  # type: ignore[attr-defined]
        self._say("220 essai")
        while line := self.rfile.readline().decode().strip():
            if line.upper().startswith("RCPT") and "refuse.fr" in line:
                self._say("550 inconnu ici")
            elif line.upper() == "DATA":
                self._say("354 oui")
                text = ""
                while (said := self.rfile.readline().decode()) != ".\r\n":
                    text += said
                received.append(text)
                self._say("250 pris")
            else:
                self._say("250 oui")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def post(desk: Desk) -> Iterator[list[str]]:
    """What a server of mail received, of which the desk was told."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Post) as server:
        received: list[str] = []
        server.received = received  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"smtp://127.0.0.1:{server.server_address[1]}"
        desk.settings = replace(desk.settings, smtp=address, expediteur="bureau@exemple.fr")
        desk.app = make_app(desk.settings, desk.base)
        with TestClient(desk.app):
            yield received
        server.shutdown()


def test_messages_are_sent_each_once_and_told(desk: Desk, three: list[str], post: list[str]) -> None:
    officer = desk.officer()
    answer = officer.post(HOME, data={**_form(three, "envoyer"), f"courriel:{three[2]}": "x@refuse.fr"})
    assert answer.status_code == 303
    desk.work()
    assert len(post) == 2
    mail = message_from_string(post[0])
    assert mail["To"] == "jeanne1@exemple.fr"
    assert mail["From"] == "bureau@exemple.fr"
    report = re.search(r'href="(/programmations/p1/rapports/\w+)"', officer.get(answer.headers["location"]).text)
    assert report
    told = officer.get(report[1]).text
    assert told.count("<td>envoyé") == 2
    assert "550 inconnu ici" in told
    assert officer.get(HOME).text.count('type="checkbox"') == 1  # the one who was refused
    with reading(desk.base) as db:  # no link is kept in what the task tells
        assert "/invitation/" not in str(db.execute(select(taches.c.avancement, taches.c.arguments)).all())


def test_a_message_that_was_being_sent_when_all_stopped_is_told_and_not_sent_again(
    desk: Desk, three: list[str], post: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = desk.officer()
    answer = officer.post(HOME, data=_form(three, "envoyer"))

    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(envois, "_told", cut_short)
        with pytest.raises(KeyboardInterrupt):
            desk.work()
    with desk.base.begin() as db:
        db.execute(taches.update().values(situation="attente"))
    desk.work()
    assert len(post) == 3
    report = re.search(r'href="(/programmations/p1/rapports/\w+)"', officer.get(answer.headers["location"]).text)
    assert report
    assert "peut-être parti" in officer.get(report[1]).text


def test_without_a_server_of_mail_nobody_is_invited_and_it_is_told(
    desk: Desk, three: list[str], post: list[str]
) -> None:
    officer = desk.officer()
    answer = officer.post(HOME, data=_form(three, "envoyer"))
    desk.settings = replace(desk.settings, smtp="smtp://127.0.0.1:1")
    desk.work()
    assert "Personne n’a été invité" in officer.get(answer.headers["location"]).text
    assert officer.get(HOME).text.count('type="checkbox"') == 3

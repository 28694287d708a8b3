"""A dossier stays on its library until somebody moves it, who sees first what that changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.bureau.app import make_app
from engine.bureau.dossiers.life import events
from engine.bureau.storage.connect import connect
from tests.bureau.conftest import Desk

CLAUSE = Path("clauses/saad/litiges.md").read_text(encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A library of one's own."""
    folder = tmp_path / "ma"
    (folder / "modeles/saad").mkdir(parents=True)
    (folder / "bibliotheque.yaml").write_text("format: 1\nnom: Département Exemple\nversion: 1.0\n")
    (folder / "modeles/saad/litiges.md").write_text(f"{CLAUSE}\n\nUn médiateur est désigné.\n")
    return folder


@pytest.fixture
def desk(tmp_path: Path, mine: Path, desk: Desk) -> Iterator[Desk]:
    """A desk whose library is that one."""
    settings = replace(desk.settings, bibliotheque=str(mine), base=f"sqlite:///{tmp_path / 'autre.db'}")
    base = connect(settings.base)
    app = make_app(settings, base)
    with TestClient(app):
        yield replace(desk, app=app, base=base, settings=settings)
    base.dispose()


def _changed(mine: Path, words: str, version: str = "1.1") -> None:
    (mine / "modeles/saad/litiges.md").write_text(f"{CLAUSE}\n\n{words}\n")
    (mine / "bibliotheque.yaml").write_text(f"format: 1\nnom: Département Exemple\nversion: {version}\n")


def _text(desk: Desk, client: TestClient, dossier: str) -> str:
    answer = client.post(f"/dossiers/{dossier}/documents", data={"format": "txt"})
    desk.work()
    page = client.get(answer.headers["location"]).text
    found = re.search(r'href="(/taches/[^"]+)" download', page)
    assert found, page
    return client.get(found[1]).text


def test_a_dossier_keeps_its_words_until_it_is_moved(desk: Desk, mine: Path) -> None:
    dossier, officer = desk.dossier("saad-habilite"), desk.officer()
    page = f"/dossiers/{dossier}/bibliotheque"
    assert "Celle d’aujourd’hui</dt><dd>la même" in officer.get(page).text
    _changed(mine, "Un conciliateur est désigné.")
    assert "Un médiateur est désigné." in _text(desk, officer, dossier)
    shown = officer.get(page).text
    assert "Département Exemple 1.1 sur cpom" in shown
    assert "<del" in shown
    assert "conciliateur" in shown
    vers = re.search(r'name="vers" value="([0-9a-f]+)"', shown)
    assert vers
    assert officer.post(page, data={"vers": "autre", "etat": "1"}).status_code == 409
    assert officer.post(page, data={"vers": vers[1], "etat": "2"}).status_code == 409
    assert "médiateur" in _text(desk, officer, dossier)
    assert officer.post(page, data={"vers": vers[1], "etat": "1"}).status_code == 303
    assert "Un conciliateur est désigné." in _text(desk, officer, dossier)
    with desk.base.begin() as db:
        told = events(db, dossier)[0]
    assert (told["quoi"], told["detail"]["titres"][0]) == ("bibliotheque", "Département Exemple 1.1")
    assert desk.reader().post(page, data={"vers": vers[1], "etat": "1"}).status_code == 403


def test_a_library_that_cannot_take_the_dossier_says_why_and_does_not(desk: Desk, mine: Path) -> None:
    dossier, officer = desk.dossier("saad-habilite"), desk.officer()
    _changed(mine, "{{ inconnu }}")
    page = f"/dossiers/{dossier}/bibliotheque"
    shown = officer.get(page).text
    assert "Le dossier ne peut pas y passer" in shown
    assert 'name="vers"' not in shown
    assert officer.get(f"/dossiers/{dossier}").status_code == 200

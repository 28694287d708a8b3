"""A document that came back: gone through in several sittings, taken in part, kept as it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import cpom
from engine.bureau.states.journal import Next, State, appended, state
from engine.bureau.storage.connect import reading
from tests import hands
from tests.bureau.conftest import OFFICER, Desk
from tests.rereading.retouches import typed

EXAMPLE = Path("data/exemples/saad-habilite.yaml")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("retour") / "retour.docx"
    file.write_bytes(cpom.ouvrir(EXAMPLE, jour=date(2024, 1, 15)).ecrire("docx"))
    hands.replace(file, "30 septembre", "31 octobre", article="4")
    hands.replace(file, "par simple avenant", "par avenant motivé", article="6")
    hands.replace(
        file, "lettre recommandée avec accusé de réception.", "tout moyen donnant date certaine.",
        tracked_by="Jeanne Exemple",
    )  # fmt: skip
    hands.comment(file, "Les recours amiables", "Une lettre retarde tout.", "Jeanne Exemple")
    return file.read_bytes()


@pytest.fixture
def dossier(desk: Desk) -> str:
    return desk.dossier("saad-habilite")


def received(client: TestClient, dossier: str, content: bytes, name: str = "retour.docx") -> Any:
    return client.post(f"/dossiers/{dossier}/relectures", files={"fichier": (name, content)})


def choices(page: str) -> Iterator[tuple[str, str]]:
    """The words around each change, and the name of its field."""
    for part in page.split("<h3>")[1:]:
        yield part, re.findall(r'name="(choix:[\w-]+)"', part)[0] if "choix:" in part else ""


def field(page: str, words: str) -> str:
    return next(name for part, name in choices(page) if words in part)


def version(page: str) -> str:
    return str(re.findall(r'name="version" value="(\d+)"', page)[0])


def last(desk: Desk, dossier: str) -> State:
    with reading(desk.base) as db:
        return state(db, dossier)


def test_it_is_gone_through_in_two_sittings_and_taken_in_part(desk: Desk, dossier: str, document: bytes) -> None:
    officer = desk.officer()
    answer = received(officer, dossier, document)
    assert answer.status_code == 303
    where = answer.headers["location"]
    page = officer.get(where).text
    assert "<del>30\u202fseptembre</del>" in page.replace("\u00a0", "\u202f")
    assert "Retrait suivi de Jeanne Exemple, 2024-03-12" in page
    assert "Commentaire de Jeanne Exemple" in page
    assert "style=" not in page
    first = {field(page, "avenant motivé"): "prendre", field(page, "date certaine"): "laisser"}
    assert officer.post(where, data={**first, "version": version(page), "action": "garder"}).status_code == 303
    assert last(desk, dossier).numero == 1
    page = desk.officer().get(where).text
    assert page.count(" checked") == 2
    more = {field(page, "31"): "prendre", field(page, "Une lettre retarde tout."): "prendre"}
    answer = officer.post(where, data={**more, "version": version(page), "action": "appliquer"})
    assert answer.status_code == 303, answer.text
    made = last(desk, dossier)
    assert (made.numero, made.nature, made.motif) == (2, "relecture", "relu dans retour.docx")
    assert "reunion_avant: 31 octobre" in made.texte
    assert "avenant motivé" in made.texte
    assert "date certaine" not in made.texte
    page = officer.get(where).text
    assert "La description le dit déjà." in page
    assert "Clauses reprises dans les mots du document" in page
    assert "La demande qui en a été faite" in page
    assert "Jeanne Exemple, dans retour.docx" in officer.get(f"/dossiers/{dossier}/demandes").text
    assert officer.get(f"{where}/fichier").content == document
    assert officer.post(where, data={"action": "terminer"}).status_code == 303
    assert "relu par Camille Exemple" in officer.get(f"/dossiers/{dossier}/relectures").text


def test_a_fact_that_the_description_changed_meanwhile_is_settled(desk: Desk, dossier: str, document: bytes) -> None:
    officer = desk.officer()
    where = received(officer, dossier, document).headers["location"]
    changed = ("reunion_avant: 30 septembre", "reunion_avant: 30 juin")
    appended(desk.base, dossier, lambda one: Next(cpom.lire(one.texte.replace(*changed)), "reponses", []), OFFICER)
    page = officer.get(where).text
    assert "Laisser « 30 juin »" in page
    name = field(page, "reunion_avant")
    said = {name: "autre", name.replace("choix", "texte"): "15 octobre", "version": version(page)}
    assert officer.post(where, data={**said, "action": "appliquer"}).status_code == 303
    assert "reunion_avant: 15 octobre" in last(desk, dossier).texte


def test_a_fact_that_cannot_be_read_is_settled_by_a_right_one(desk: Desk, dossier: str, document: bytes) -> None:
    officer = desk.officer()
    where = received(officer, dossier, typed(document, {"moyens.tarif_horaire": "beaucoup"})).headers["location"]
    page = officer.get(where).text
    name = field(page, "moyens.tarif_horaire")
    assert f'name="{name}" value="prendre"' not in page
    said = {name: "autre", name.replace("choix", "texte"): "encore trop", "version": version(page)}
    answer = officer.post(where, data={**said, "action": "appliquer"})
    assert answer.status_code == 422
    assert "rendraient la description fausse" in answer.text
    page = officer.get(where).text
    assert 'value="encore trop"' in page
    said = {name: "autre", name.replace("choix", "texte"): "25,40", "version": version(page)}
    assert officer.post(where, data={**said, "action": "appliquer"}).status_code == 303
    assert 'tarif_horaire: "25,40"' in last(desk, dossier).texte


def test_two_who_choose_at_once_are_told(desk: Desk, dossier: str, document: bytes) -> None:
    officer = desk.officer()
    where = received(officer, dossier, document).headers["location"]
    page = officer.get(where).text
    said = {"version": version(page), "action": "tout-laisser"}
    assert officer.post(where, data=said).status_code == 303
    answer = officer.post(where, data={field(page, "31"): "prendre", "version": version(page), "action": "garder"})
    assert answer.status_code == 409
    assert "Quelqu’un d’autre a choisi entre-temps" in answer.text


def test_what_cannot_be_read_is_kept_and_told(desk: Desk, dossier: str, tmp_path: Path) -> None:
    officer = desk.officer()
    other = tmp_path / "autre.docx"
    other.write_bytes(cpom.ouvrir("data/exemples/ehpad-complet.yaml").ecrire("docx"))
    where = received(officer, dossier, other.read_bytes(), "autre.docx").headers["location"]
    page = officer.get(where)
    assert page.status_code == 422
    assert "ce document est d&#39;un autre contrat" in page.text
    assert officer.get(f"{where}/fichier").content == other.read_bytes()
    assert received(officer, dossier, b"PK\x03\x04 rien", "faux.docx").status_code == 415


def test_only_those_who_draft_reach_it(desk: Desk, dossier: str, document: bytes) -> None:
    where = received(desk.officer(), dossier, document).headers["location"]
    assert received(desk.guest(dossier), dossier, document).status_code == 403
    assert desk.reader().get(where).status_code == 403
    elsewhere = where.replace(dossier, desk.dossier())
    assert desk.officer().get(elsewhere).status_code == 404
    assert desk.officer().get(f"{elsewhere}/fichier").status_code == 404

"""A dossier opened from a description, a document, last period's contract."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

import cpom
from engine.bureau.states.journal import State, state
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from tests.bureau.conftest import Desk
from tests.bureau.test_fichiers_du_dossier import DOT

SAAD = Path("data/exemples/saad-habilite.yaml").read_bytes()


def _opened(client: TestClient, name: str, content: bytes, **said: str) -> Any:
    return client.post("/dossiers/nouveau/fichier", files={"fichier": (name, content)}, data=said)


def _first(desk: Desk, address: str) -> State:
    with reading(desk.base) as db:
        return state(db, address.rsplit("/", 1)[1])


def test_a_description_opens_a_dossier_byte_for_byte(desk: Desk) -> None:
    answer = _opened(desk.officer(), "Association Exemple.yaml", SAAD)
    assert answer.status_code == 303, answer.text
    first = _first(desk, answer.headers["location"])
    assert first.texte.encode() == SAAD
    assert (first.nature, first.motif) == ("import", "De « Association Exemple.yaml ».")
    with reading(desk.base) as db:
        assert db.execute(select(dossiers.c.titre, dossiers.c.modele)).one() == ("Association Exemple", "saad")


@pytest.mark.parametrize("wanted", ["docx", "odt", "pdf"])
def test_a_document_opens_the_dossier_that_it_carries(desk: Desk, wanted: str) -> None:
    read = cpom.lire(SAAD, dossier="data/exemples", jour=date(2024, 6, 1))
    content = read.ecrire(wanted, **({"moteur": "typst"} if wanted == "pdf" else {}))
    answer = _opened(desk.officer(), f"contrat.{wanted}", content, titre="Le contrat")
    assert answer.status_code == 303, answer.text
    assert _first(desk, answer.headers["location"]).texte.encode() == SAAD


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.yaml", b"modele: inconnu\n", 422),
        ("a.yaml", b"- une\n- liste\n", 422),
        ("a.yaml", b"a: [", 422),
        ("a.docx", b"PK\x03\x04rien", 415),
        ("a.png", DOT, 415),
    ],
)
def test_what_is_no_description_opens_nothing(desk: Desk, name: str, content: bytes, status: int) -> None:
    officer = desk.officer()
    assert _opened(officer, name, content).status_code == status
    assert "Aucun dossier" in officer.get("/dossiers").text


def test_a_contract_of_the_desk_is_renewed_with_its_facts_and_its_files(desk: Desk) -> None:
    dossier, officer = desk.dossier("sad-ille-et-vilaine-association"), desk.officer()
    officer.post(f"/dossiers/{dossier}/fichiers", files={"fichier": ("logo.png", DOT)})
    assert "Reprendre ses faits" in officer.get("/dossiers/nouveau", params={"cherche": "exemple"}).text
    answer = officer.post(f"/dossiers/{dossier}/renouveler")
    made = answer.headers["location"]
    read = cpom.lire(_first(desk, made).texte)
    said = cpom.reponses(read)
    assert read.erreurs == ()
    assert said.de("effet") == "2029-01-01"
    assert (said.de("signature.date"), said.de("signature.lieu")) == ("", "Rennes")
    assert said.de("contrat_precedent.periode") == "2024-2028"
    assert said.de("services[1].nom") == "Service Exemple Pays de Fougères"
    page = officer.get(made).text
    for words in ("date de signature : 2023-12-18", "effet du contrat : 2029-01-01", "dotation complémentaire"):
        assert words in page
    assert "logo.png" in officer.get(f"{made}/fichiers").text
    with reading(desk.base) as db:
        row = db.execute(select(dossiers).where(dossiers.c.id == made.rsplit("/", 1)[1])).mappings().one()
    assert (row["origine"], row["titre"]) == (dossier, "Association Exemple, période suivante")


def test_a_contract_in_a_file_is_renewed(desk: Desk) -> None:
    answer = _opened(desk.officer(), "ancien.yaml", SAAD, suivante="oui")
    said = cpom.reponses(cpom.lire(_first(desk, answer.headers["location"]).texte))
    assert said.de("effet") == "2029-02-01"
    assert said.de("collectivite.deliberation") == ""


def test_a_contract_that_cannot_be_read_whole_is_not_renewed(desk: Desk) -> None:
    officer = desk.officer()
    wrong = SAAD.replace(b"duree: 5 ans", b"duree: toujours")
    made = _opened(officer, "faux.yaml", wrong).headers["location"]
    answer = officer.post(f"{made}/renouveler")
    assert answer.status_code == 409
    assert "toujours" in answer.text
    assert _opened(officer, "faux.yaml", wrong, suivante="oui").status_code == 422

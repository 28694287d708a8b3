"""A département's own portal opens a dossier, fills it in, fetches its PDF; whatever a program sends is answered."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import given
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from engine.bureau.access import tokens
from engine.bureau.access.rights import LECTEUR, REDACTEUR
from engine.bureau.api.openapi import OPERATIONS
from engine.bureau.states.journal import history, is_whole
from tests.bureau.conftest import Desk
from tests.fuzz.essais import tried


def program(desk: Desk, role: str = REDACTEUR) -> TestClient:
    """A program, with the token of an account."""
    account = desk.account(role)
    with desk.base.begin() as db:
        secret = tokens.given(db, account, "portail")
    client = desk.client()
    client.headers["Authorization"] = f"Bearer {secret}"
    return client


@pytest.fixture
def portail(desk: Desk) -> TestClient:
    return program(desk)


def test_a_portal_opens_a_dossier_and_fetches_its_pdf(desk: Desk, portail: TestClient) -> None:
    facts = {"departement": "35", "gestionnaire.raison_sociale": "Association Exemple", "services[1].nom": "Service"}
    made = portail.post("/api/dossiers", json={"titre": "Exemple", "modele": "saad", "faits": facts})
    assert made.status_code == 201
    dossier = made.json()
    assert (dossier["modele"], dossier["etat"], dossier["situation"]) == ("saad", 1, "redaction")
    here = f"/api/dossiers/{dossier['id']}"

    missing = {one["chemin"] for one in portail.get(f"{here}/manquants").json()["manquants"]}
    assert {"duree", "effet"} <= missing
    told = portail.patch(
        f"{here}/faits",
        json={"etat": 1, "faits": {"duree": "5 ans", "effet": "2026-01-01", "services[1].nom": "Autre"}},
    )
    assert (told.status_code, told.json()["etat"]) == (200, 2)
    assert not {"duree", "effet"} & {one["chemin"] for one in portail.get(f"{here}/manquants").json()["manquants"]}
    assert portail.get(f"{here}/echeances").json()["echeances"]
    assert "nom: Autre" in portail.get(f"{here}/description").text
    assert "nom: Service" in portail.get(f"{here}/description?etat=1").text

    states = portail.get(f"{here}/etats").json()["etats"]
    assert states[1]["changements"][0] == {"chemin": "duree", "avant": "", "apres": "5 ans"}
    assert states[1]["precedente"] == states[0]["empreinte"]

    task = portail.post(f"{here}/documents", json={"format": "pdf", "moteur": "typst"})
    assert task.status_code == 202
    desk.work()
    done = portail.get(f"/api/taches/{task.json()['id']}").json()
    assert (done["situation"], [one["nom"] for one in done["fichiers"]]) == ("faite", ["Exemple.pdf"])
    assert portail.get(done["fichiers"][0]["adresse"]).content.startswith(b"%PDF-")
    assert portail.get("/api/dossiers?cherche=exemple").json()["total"] == 1


def test_a_whole_description_is_kept_to_the_byte(desk: Desk, portail: TestClient) -> None:
    text = "modele: saad   # le modèle\r\n\r\ndepartement: '35'\r\n"
    dossier = portail.post("/api/dossiers", json={"titre": "Exemple", "description": text}).json()
    here = f"/api/dossiers/{dossier['id']}"
    assert portail.get(f"{here}/description").content == text.encode()
    after = f"{text}duree: 5 ans\n"
    assert portail.put(f"{here}/description", json={"etat": 1, "description": after}).json()["etat"] == 2
    assert portail.get(f"{here}/description").content == after.encode()
    with desk.base.connect() as db:
        states = history(db, dossier["id"])
    assert is_whole(states)
    assert states[1].changements[0] == {"tout": True}
    assert states[1].par.startswith("jeton:")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("modele: saad\nduree: [", "yaml-"),
        ("modele: saad\nmodele: saad\n", "yaml-"),
        ("modele: saad\nduree: &a x\neffet: *a\n", "yaml-"),
        ("modele: saad\n---\nmodele: saad\n", "yaml-"),
        ("duree: 5 ans\n", "modele"),
        ("modele: inconnu\n", "modele"),
        ("modele: ehpad\n", "modele : ce dossier est du modèle « saad »"),
    ],
)
def test_what_is_no_description_takes_the_place_of_none(desk: Desk, portail: TestClient, text: str, told: str) -> None:
    here = f"/api/dossiers/{desk.dossier()}"
    before = portail.get(f"{here}/description").content
    answer = portail.put(f"{here}/description", json={"etat": 1, "description": text})
    assert (answer.status_code, portail.get(here).json()["etat"]) == (422, 1)
    assert any(one.startswith(told) for one in answer.json()["constats"])
    assert portail.get(f"{here}/description").content == before
    is_one = "ce dossier" in told
    assert portail.post("/api/dossiers", json={"titre": "a", "description": text}).status_code == (
        201 if is_one else 422
    )


def test_a_fact_makes_no_contract_of_another_model(desk: Desk, portail: TestClient) -> None:
    here = f"/api/dossiers/{desk.dossier()}"
    answer = portail.patch(f"{here}/faits", json={"etat": 1, "faits": {"modele": "ehpad"}})
    assert (answer.status_code, portail.get(here).json()["etat"]) == (422, 1)


def test_whoever_has_not_read_the_last_state_writes_nothing(desk: Desk, portail: TestClient) -> None:
    here = f"/api/dossiers/{desk.dossier()}"
    assert portail.patch(f"{here}/faits", json={"etat": 1, "faits": {"duree": "3 ans"}}).status_code == 200
    for refused in (
        portail.patch(f"{here}/faits", json={"etat": 1, "faits": {"duree": "2 ans"}}),
        portail.put(f"{here}/description", json={"etat": 1, "description": "modele: saad\n"}),
    ):
        assert refused.status_code == 409
        assert "état 2" in refused.json()["message"]
    assert portail.get(here).json()["etat"] == 2


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"titre": "a"}, "donnez « description »"),
        ({"titre": " ", "modele": "saad"}, "« titre »"),
        ({"titre": "a", "modele": "inconnu"}, "inconnu"),
        ({"titre": "a", "description": "duree: 5 ans\n"}, "modele"),
        ({"titre": "a", "description": "- x"}, "yaml-sommet"),
        ({"titre": "a", "modele": "saad", "faits": {"durée": "5 ans"}}, "durée"),
        ({"titre": "a", "modele": "saad", "faits": {"duree": "jamais"}}, "duree"),
        ({"titre": "a", "modele": "saad", "faits": {"services[3].nom": "x"}}, "saute un rang"),
        ({"titre": "a", "modele": "saad", "faits": {"": "x"}}, "chemin"),
        ({"titre": "a", "modele": "saad", "faits": {"a.b" * 900: "x"}}, "chemin"),
        ({"titre": "a", "modele": "saad", "faits": {'""{Y': "x", "duree": "5 ans"}}, '""{Y'),
        ({"titre": "a\u0000", "modele": "saad"}, "caractère"),
        ({"titre": "a", "modele": "saad", "autre": 1}, "« autre » : n'est pas connu"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_made(portail: TestClient, sent: dict[str, Any], told: str) -> None:
    answer = portail.post("/api/dossiers", json=sent)
    assert answer.status_code == 422
    assert told in " ".join(answer.json()["constats"])
    assert answer.json()["conseil"]
    assert portail.get("/api/dossiers").json()["total"] == 0


def test_what_is_not_json_is_refused(portail: TestClient) -> None:
    assert portail.post("/api/dossiers", content=b"{").status_code == 422
    headers = {"Content-Type": "application/json"}
    assert "pas du JSON" in portail.post("/api/dossiers", content=b"{", headers=headers).json()["constats"][0]


def test_the_rights_are_those_of_the_account(desk: Desk) -> None:
    name = desk.dossier()
    reader, nobody = program(desk, LECTEUR), desk.client()
    assert reader.get(f"/api/dossiers/{name}").status_code == 200
    assert reader.patch(f"/api/dossiers/{name}/faits", json={"etat": 1, "faits": {"duree": "5 ans"}}).status_code == 403
    assert reader.post("/api/dossiers", json={"titre": "a", "modele": "saad"}).status_code == 403
    assert desk.officer().get("/api/dossiers").status_code == 401  # a browser's cookie opens nothing here
    nobody.headers["Authorization"] = "Bearer secret"
    assert nobody.get("/api/dossiers").status_code == 401
    assert nobody.get("/api/openapi.json").json()["openapi"] == "3.1.0"


def test_programmations(desk: Desk, portail: TestClient) -> None:
    assert portail.get("/api/programmations").json() == {"programmations": []}
    assert portail.get("/api/programmations/rien").status_code == 404


def test_every_operation_is_described(portail: TestClient) -> None:
    paths = portail.get("/api/openapi.json").json()["paths"]
    assert {(path, method) for path, known in paths.items() for method in known} == {
        (f"/api{one.chemin}", one.methode.lower()) for one in OPERATIONS
    }
    assert all(one["description"] and one["summary"] for known in paths.values() for one in known.values())


def test_whatever_a_program_sends_is_answered_as_is_said(desk: Desk) -> None:
    client, name = program(desk), desk.dossier()
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", desk.app)
    checks = [content_type_conformance, response_schema_conformance, status_code_conformance]

    def answered(case: Any) -> None:
        if "dossier" in case.path_parameters:
            case.path_parameters["dossier"] = name
        case.headers["Authorization"] = client.headers["Authorization"]
        response = case.call()
        assert response.status_code < 500, case.as_curl_command()
        case.validate_response(response, checks=checks)

    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            tried(3, share=0.2)(given(case=operation.as_strategy(generation_mode=mode))(answered))()

"""A form taken and given back, annexes attached and imported, the files that a description names."""

from __future__ import annotations

import base64
import io
import shutil
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

import cpom
from engine.bureau.dossiers.files import added
from engine.bureau.opening import NOMME, folder
from engine.bureau.states.journal import Next, State, appended, state
from engine.bureau.storage import temporary
from engine.bureau.storage.connect import reading, writing
from engine.bureau.storage.tables import fichiers
from tests.bureau.conftest import OFFICER, Desk

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def _sent(client: TestClient, address: str, name: str, content: bytes, **said: str) -> Any:
    return client.post(address, files={"fichier": (name, content)}, data=said)


def _last(desk: Desk, dossier: str) -> State:
    with reading(desk.base) as db:
        return state(db, dossier)


def _answered(content: bytes, question: str, answer: str) -> bytes:
    """A form where the answer beside a question is this one."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.lower().startswith(question.lower()):
                    beside = sheet.cell(cell.row, cell.column + 1)
                    beside.value = answer
                    made = io.BytesIO()
                    book.save(made)
                    return made.getvalue()
    raise AssertionError(question)


def test_a_form_is_taken_filled_in_and_given_back(desk: Desk) -> None:
    dossier = desk.dossier()
    guest = desk.guest(dossier)
    form = guest.get(f"/dossiers/{dossier}/a-remplir/formulaire.xlsx")
    assert form.headers["content-disposition"].startswith("attachment")
    back = _answered(form.content, "adresse", "12 rue des Exemples, 35000 Rennes")
    answer = _sent(guest, f"/dossiers/{dossier}/reprendre/formulaire", "rempli.xlsx", back)
    assert answer.status_code == 200, answer.text
    assert "1 réponse reprise, à l’état 2" in answer.text
    last = _last(desk, dossier)
    assert "12 rue des Exemples, 35000 Rennes" in last.texte
    assert (last.nature, last.motif, last.qui) == ("formulaire", "De « rempli.xlsx ».", "Jeanne Exemple")
    again = _sent(guest, f"/dossiers/{dossier}/reprendre/formulaire", "rempli.xlsx", back)
    assert "Il ne répond rien que le dossier ne dise déjà" in again.text


def test_an_answer_given_meanwhile_is_shown_and_stays(desk: Desk) -> None:
    dossier = desk.dossier()
    guest = desk.guest(dossier)
    form = guest.get(f"/dossiers/{dossier}/a-remplir/formulaire.xlsx").content
    back = _answered(form, "raison sociale", "Association du Formulaire")

    def meanwhile(last: State) -> Next:
        changed = last.texte.replace("raison_sociale: ", "raison_sociale: Autre ", 1)
        return Next(cpom.lire(changed), "reponses", [])

    between = appended(desk.base, dossier, meanwhile, OFFICER)
    answer = _sent(guest, f"/dossiers/{dossier}/reprendre/formulaire", "rempli.xlsx", back)
    assert "Réponses qui se contredisent" in answer.text
    assert "Association du Formulaire" in answer.text
    assert _last(desk, dossier).texte == between.texte


def test_the_form_of_another_party_is_refused(desk: Desk) -> None:
    dossier = desk.dossier()
    officer, guest = desk.officer(), desk.guest(dossier)
    whole = officer.get(f"/dossiers/{dossier}/a-remplir/formulaire.xlsx").content
    back = _answered(whole, "date de la délibération", "2024-06-03")
    answer = _sent(guest, f"/dossiers/{dossier}/reprendre/formulaire", "rempli.xlsx", back)
    assert answer.status_code == 422
    assert "des questions qui ne sont pas les vôtres" in answer.text
    assert _last(desk, dossier).numero == 1
    assert _sent(officer, f"/dossiers/{dossier}/reprendre/formulaire", "rempli.xlsx", back).status_code == 200
    assert _last(desk, dossier).numero == 2


def test_annexes_are_attached_and_imported(desk: Desk) -> None:
    dossier = desk.dossier()
    guest = desk.guest(dossier)
    book = openpyxl.load_workbook(io.BytesIO(guest.get(f"/dossiers/{dossier}/a-remplir/annexes.xlsx").content))
    cell = next(one for sheet in book for row in sheet.iter_rows() for one in row if one.value == 720)
    cell.value = 731
    made = io.BytesIO()
    book.save(made)
    answer = _sent(guest, f"/dossiers/{dossier}/reprendre/annexes", "annexes 2024.xlsx", made.getvalue())
    assert "1 réponse reprise" in answer.text
    assert {"chemin": "diagnostic.activite.gir1.heures", "avant": "720", "apres": "731"} in _last(
        desk, dossier
    ).changements
    page = desk.officer().get(f"/dossiers/{dossier}/fichiers").text
    assert "annexes 2024.xlsx" in page
    cell.value = "beaucoup"
    book.save(made := io.BytesIO())
    refused = _sent(guest, f"/dossiers/{dossier}/reprendre/annexes", "annexes.xlsx", made.getvalue())
    assert refused.status_code == 422
    assert _last(desk, dossier).numero == 2


@pytest.mark.parametrize("content", [b"rien", b"PK\x03\x04rien", b""])
def test_what_is_no_form_is_refused_with_what_to_do(desk: Desk, content: bytes) -> None:
    dossier = desk.dossier()
    answer = _sent(desk.guest(dossier), f"/dossiers/{dossier}/reprendre/formulaire", "a.xlsx", content)
    assert answer.status_code in (400, 415, 422)
    assert "<h1>" in answer.text


def test_a_logo_has_the_name_that_the_description_gives_and_is_replaced(desk: Desk) -> None:
    dossier, officer = desk.dossier(), desk.officer()
    address = f"/dossiers/{dossier}/fichiers"
    assert _sent(officer, address, "a.png", DOT, nom="logos/association.png").status_code == 303
    assert _sent(officer, address, "b.png", DOT + b"\0", nom="logos/association.png").status_code == 303
    with reading(desk.base) as db:
        kept = db.execute(select(fichiers.c.contenu).where(fichiers.c.retire_le.is_(None))).scalars().all()
    assert kept == [DOT + b"\0"]
    page = officer.get(address).text
    assert page.count("logos/association.png") >= 1
    name = page.split(f"{address}/")[1].split('"')[0]
    assert officer.get(f"{address}/{name}").content == DOT + b"\0"
    assert officer.post(f"{address}/{name}/retirer").status_code == 303
    assert officer.get(f"{address}/{name}").status_code == 404


@pytest.mark.parametrize("name", ["../logo.png", "/etc/logo.png", "logo.exe", "a/../../logo.png", "C:logo.png", ".."])
def test_no_name_leads_out_of_the_folder(desk: Desk, name: str) -> None:
    dossier = desk.dossier()
    assert _sent(desk.officer(), f"/dossiers/{dossier}/fichiers", "a.png", DOT, nom=name).status_code == 422


def test_a_file_that_came_twice_opens_as_one(desk: Desk) -> None:
    dossier, officer = desk.dossier(), desk.officer()
    for _ in range(2):
        assert _sent(officer, f"/dossiers/{dossier}/fichiers", "logo.png", DOT).status_code == 303
    temporary.remove()  # as another process of the server, or the next one
    assert (folder(desk.base, dossier) / "logo.png").read_bytes() == DOT
    assert officer.get(f"/dossiers/{dossier}").status_code == 200


@pytest.mark.parametrize("name", ["a.png/b.png", f"{'é' * 120}.png", f"{'😀' * 60}.png"])
def test_no_name_of_a_file_closes_a_dossier(desk: Desk, name: str) -> None:
    dossier, officer = desk.dossier(), desk.officer()
    for one, expected in (("a.png", 303), (name, 422)):
        assert _sent(officer, f"/dossiers/{dossier}/fichiers", "a.png", DOT, nom=one).status_code == expected
    with writing(desk.base) as db:  # as a base of before may have it
        added(db, dossier, NOMME, name, DOT, who="Camille Exemple")
    assert [one.name for one in folder(desk.base, dossier).iterdir()] == ["a.png"]


def test_the_files_of_a_dossier_come_back_after_the_system_emptied_its_folder(desk: Desk) -> None:
    dossier = desk.dossier()
    _sent(desk.officer(), f"/dossiers/{dossier}/fichiers", "logo.png", DOT)
    shutil.rmtree(folder(desk.base, dossier))
    assert (folder(desk.base, dossier) / "logo.png").read_bytes() == DOT


def test_a_description_draws_its_logo(desk: Desk) -> None:
    dossier, officer = desk.dossier(), desk.officer()

    def named(last: State) -> Next:
        changed = cpom.lire(last.texte).avec({"gestionnaire.logo": "logos/association.png"})
        return Next(changed, "reponses", [])

    appended(desk.base, dossier, named, OFFICER)
    assert "logos/association.png" in officer.get(f"/dossiers/{dossier}").text  # told: it is not there
    _sent(officer, f"/dossiers/{dossier}/fichiers", "a.png", DOT, nom="logos/association.png")
    found, _, happened = officer.get(f"/dossiers/{dossier}").text.partition("Ce qui s’est passé")
    assert "logos/association.png" not in found
    assert "fichier joint : « logos/association.png »" in happened


def test_a_guest_gives_nothing_back_once_it_has_handed_in(desk: Desk) -> None:
    dossier = desk.dossier()
    guest = desk.guest(dossier)
    guest.post(f"/dossiers/{dossier}/remettre", data={"etat": "1"})
    form = guest.get(f"/dossiers/{dossier}/a-remplir/formulaire.xlsx").content
    assert _sent(guest, f"/dossiers/{dossier}/reprendre/formulaire", "rempli.xlsx", form).status_code == 409
    assert _sent(guest, f"/dossiers/{dossier}/fichiers", "a.png", DOT).status_code == 409

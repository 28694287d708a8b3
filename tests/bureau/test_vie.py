"""A dossier handed in, taken back, frozen for signature, closed; its documents."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select

from engine.bureau.states.journal import state
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers, fichiers, taches
from tests.bureau.conftest import Desk


def _situation(desk: Desk, dossier: str) -> str:
    with reading(desk.base) as db:
        return str(db.execute(select(dossiers.c.situation).where(dossiers.c.id == dossier)).scalar_one())


def test_a_gestionnaire_hands_in_and_the_officer_sees_it_and_reopens(desk: Desk) -> None:
    dossier = desk.dossier()
    guest, officer = desk.guest(dossier), desk.officer()
    page = guest.get(f"/dossiers/{dossier}/remettre").text
    assert "Il reste des réponses à donner" in page
    assert "<h2>Le gestionnaire</h2>" in page
    assert "<h2>Le Département</h2>" not in page
    assert guest.post(f"/dossiers/{dossier}/remettre", data={"etat": "1"}).status_code == 303
    assert "remis par le gestionnaire" in officer.get("/dossiers").text
    assert "questionnaire remis, état 1" in officer.get(f"/dossiers/{dossier}").text
    assert "il ne change plus par ce lien" in guest.get(f"/dossiers/{dossier}").text
    again = guest.post(f"/dossiers/{dossier}/remettre", data={"etat": "1"})
    assert again.status_code == 409
    assert "rien n’a été fait" in again.text
    back = officer.post(f"/dossiers/{dossier}/rouvrir", data={"situation": "remis", "motif": "Il manque le tarif."})
    assert back.status_code == 303
    assert _situation(desk, dossier) == "redaction"
    assert "repris en rédaction (Il manque le tarif.)" in officer.get(f"/dossiers/{dossier}").text


def test_a_colleague_without_the_right_to_hand_in_does_not(desk: Desk) -> None:
    dossier = desk.dossier()
    colleague = desk.guest(dossier, peut_remettre=False)
    assert colleague.post(f"/dossiers/{dossier}/remettre", data={"etat": "1"}).status_code in (403, 404)
    assert f"/dossiers/{dossier}/remettre" not in colleague.get(f"/dossiers/{dossier}").text


def test_what_goes_to_signature_is_frozen_with_its_hashes(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    officer = desk.officer()
    assert "Figer l’état 1" in officer.get(f"/dossiers/{dossier}/signature").text
    form = {"etat": "1", "moteur": "typst", "avec_reserves": "oui"}
    answer = officer.post(f"/dossiers/{dossier}/signature", data=form)
    desk.work()
    assert "La tâche est faite" in officer.get(answer.headers["location"]).text
    assert _situation(desk, dossier) == "signature"
    page = officer.get(f"/dossiers/{dossier}/documents").text
    links = re.findall(rf'href="(/dossiers/{dossier}/fichiers/[0-9a-f]+)" download>([^<]+)<', page)
    found = {name: officer.get(link).content for link, name in links}
    assert set(found) == {"Association Exemple.pdf", "Association Exemple.yaml"}
    assert found["Association Exemple.pdf"].startswith(b"%PDF-")
    assert found["Association Exemple.yaml"] == Path("data/exemples/saad-habilite.yaml").read_bytes()
    for content in found.values():
        assert sha256(content).hexdigest() in page
    refused = officer.post(f"/dossiers/{dossier}/etats/1/restaurer")
    assert refused.status_code == 303  # the same text: nothing to write
    assert officer.get(f"/dossiers/{dossier}/signature").status_code == 409


def test_a_contract_that_is_not_whole_does_not_go_to_signature(desk: Desk) -> None:
    dossier = desk.dossier()
    officer = desk.officer()
    assert "Le contrat ne peut pas encore être définitif" in officer.get(f"/dossiers/{dossier}/signature").text
    answer = officer.post(f"/dossiers/{dossier}/signature", data={"etat": "1", "moteur": "typst"})
    desk.work()
    assert "La tâche n’a pas été menée à bien" in officer.get(answer.headers["location"]).text
    assert _situation(desk, dossier) == "redaction"
    with reading(desk.base) as db:
        assert db.execute(select(fichiers)).first() is None


def test_a_state_that_is_not_the_last_one_is_not_frozen(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    officer = desk.officer()
    answer = officer.post(f"/dossiers/{dossier}/signature", data={"etat": "7", "avec_reserves": "oui"})
    desk.work()
    assert "Quelqu’un a changé ce dossier" in officer.get(answer.headers["location"]).text
    assert _situation(desk, dossier) == "redaction"


def test_a_closed_dossier_changes_no_more_until_it_is_reopened(desk: Desk) -> None:
    dossier, officer = desk.dossier(), desk.officer()
    assert officer.post(f"/dossiers/{dossier}/clore", data={"motif": "Abandonné."}).status_code == 303
    assert "dossier clos (Abandonné.)" in officer.get(f"/dossiers/{dossier}").text
    assert officer.get(f"/dossiers/{dossier}/signature").status_code == 409
    officer.post(f"/dossiers/{dossier}/rouvrir", data={"situation": "clos"})
    assert _situation(desk, dossier) == "redaction"


def test_a_dossier_is_renamed_and_found_by_its_new_name(desk: Desk) -> None:
    dossier, officer = desk.dossier(), desk.officer()
    assert officer.post(f"/dossiers/{dossier}/renommer", data={"titre": " Fédération Élan "}).status_code == 303
    assert "Fédération Élan</a>" in officer.get("/dossiers?cherche=elan").text
    assert "Aucun dossier" in officer.get("/dossiers?cherche=association").text
    assert "dossier renommé" in officer.get(f"/dossiers/{dossier}").text
    officer.post(f"/dossiers/{dossier}/renommer", data={"titre": " "})
    assert "Fédération Élan" in officer.get(f"/dossiers/{dossier}").text


def test_a_document_is_asked_for_written_and_downloaded(desk: Desk) -> None:
    dossier, officer = desk.dossier("saad-habilite"), desk.officer()
    for wanted in ("docx", "xlsx"):
        assert officer.post(f"/dossiers/{dossier}/documents", data={"format": wanted}).status_code == 303
    desk.work()
    page = officer.get(f"/dossiers/{dossier}/documents").text
    link = re.search(rf'href="(/dossiers/{dossier}/fichiers/[0-9a-f]+)" download>Association Exemple\.docx<', page)
    assert link
    assert "Association Exemple.xlsx" in page
    answer = officer.get(link[1])
    assert answer.content[:2] == b"PK"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''Association%20Exemple.docx"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert officer.post(f"/dossiers/{dossier}/documents", data={"format": "exe"}).status_code == 400


def test_a_guest_has_drafts_written_and_reads_those_of_others_no_more_than_another_dossier(desk: Desk) -> None:
    dossier, other = desk.dossier("saad-habilite"), desk.dossier()
    guest, officer = desk.guest(dossier), desk.officer()
    officer.post(f"/dossiers/{dossier}/documents", data={"format": "txt"})
    asked = guest.post(f"/dossiers/{dossier}/documents", data={"format": "txt", "definitif": "oui"})
    desk.work()
    with reading(desk.base) as db:
        assert [row.arguments["definitif"] for row in db.execute(select(taches))] == [False, False]
        files = [row.id for row in db.execute(select(fichiers.c.id))]
        assert state(db, dossier).numero == 1
    assert "La tâche est faite" in guest.get(asked.headers["location"]).text
    for one in files:
        assert guest.get(f"/dossiers/{dossier}/fichiers/{one}").status_code == 404
        assert officer.get(f"/dossiers/{other}/fichiers/{one}").status_code == 404
        assert officer.get(f"/dossiers/{dossier}/fichiers/{one}").status_code == 200


def test_what_happened_is_told_with_whom_and_what_it_was_about(desk: Desk) -> None:
    dossier, officer = desk.dossier(), desk.officer()
    here = f"/dossiers/{dossier}"
    said = {"nom": "Jeanne Exemple", "courriel": "", "partie": "gestionnaire", "remet": "oui", "jours": "30"}
    officer.post(f"{here}/invitations", data=said)
    name = re.search(rf"{here}/invitations/(\w+)/lien", officer.get(f"{here}/invitations").text)
    assert name
    officer.post(f"{here}/invitations/{name[1]}/lien")
    officer.post(f"{here}/invitations/{name[1]}/retirer")
    officer.post(f"{here}/renommer", data={"titre": "Association du Marais"})
    officer.post(f"{here}/clore", data={"motif": "abandonné"})
    page = officer.get(here).text
    for words in (
        "Camille Exemple : invitation : « Jeanne Exemple »",
        "nouveau lien d’invitation : « Jeanne Exemple »",
        "invitation retirée : « Jeanne Exemple »",
        "dossier renommé : « Association Exemple » devient « Association du Marais »",
        "dossier clos (abandonné)",
    ):
        assert words in page, words

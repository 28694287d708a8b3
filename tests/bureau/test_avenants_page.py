"""The avenant of a contract that was sent to signature: prepared in a dossier of its own, read, written, kept."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

import cpom
from engine.bureau.states.journal import Next, State, appended, state
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers, fichiers
from tests.bureau.conftest import OFFICER, Desk

SAID = {"date": "02/03/2026", "effet": "2026-04-01", "motif": "Le tarif horaire est revalorisé.", "moteur": "typst"}


def last(desk: Desk, dossier: str) -> State:
    with reading(desk.base) as db:
        return state(db, dossier)


@pytest.fixture
def signed(desk: Desk) -> tuple[TestClient, str]:
    """A contract that was sent to signature, and the browser of an officer."""
    dossier, officer = desk.dossier("saad-habilite"), desk.officer()
    form = {"etat": "1", "moteur": "typst", "avec_reserves": "oui"}
    officer.post(f"/dossiers/{dossier}/signature", data=form)
    desk.work()
    return officer, dossier


def prepared(desk: Desk, officer: TestClient, dossier: str) -> str:
    """The dossier of an avenant, where the tariff is another."""
    answer = officer.post(f"/dossiers/{dossier}/avenant/nouveau")
    name = str(answer.headers["location"].split("/")[2])
    change = ('tarif_horaire: "25,10"', 'tarif_horaire: "26,40"')
    appended(desk.base, name, lambda one: Next(cpom.lire(one.texte.replace(*change)), "reponses", []), OFFICER)
    return name


def test_a_signed_contract_leads_to_its_avenant_which_says_where_to_begin(
    desk: Desk, signed: tuple[TestClient, str]
) -> None:
    officer, dossier = signed
    assert f'href="/dossiers/{dossier}/avenant">Préparer un avenant' in officer.get(f"/dossiers/{dossier}").text
    start = officer.post(f"/dossiers/{dossier}/avenant/nouveau").headers["location"]
    page = officer.get(start).text
    assert "Changez d’abord" in page
    assert "contrat.yaml" not in page
    assert "<strong>Erreur." not in page


def test_an_avenant_is_prepared_read_written_and_the_next_one_starts_from_it(
    desk: Desk, signed: tuple[TestClient, str]
) -> None:
    officer, dossier = signed
    name = prepared(desk, officer, dossier)
    with reading(desk.base) as db:
        row = db.execute(select(dossiers).where(dossiers.c.id == name)).mappings().one()
    assert (row["origine"], row["situation"]) == (dossier, "redaction")
    page = officer.get(f"/dossiers/{name}/avenant").text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "les mots « 25,10 €/h » sont remplacés par les mots « 26,40 €/h »" in page
    answer = officer.post(f"/dossiers/{name}/avenant", data={**SAID, "action": "enregistrer", "etat": "2"})
    assert answer.status_code == 303, answer.text
    assert "date: 02/03/2026" in last(desk, name).texte
    answer = officer.post(f"/dossiers/{name}/avenant", data={**SAID, "action": "ecrire", "etat": "3"})
    assert answer.status_code == 303, answer.text
    desk.work()
    assert "La tâche est faite" in officer.get(answer.headers["location"]).text
    consolidated = last(desk, name)
    assert (consolidated.numero, consolidated.nature) == (4, "avenant")
    assert "numeros: {" in consolidated.texte
    with reading(desk.base) as db:
        kept = db.execute(select(fichiers.c.nom).where(fichiers.c.dossier == name)).scalars().all()
    assert sorted(kept) == [
        f"{row['titre']}, {what}.{kind}"
        for what in ("avenant 1", "consolidé par l’avenant 1")
        for kind in ("docx", "pdf")
    ]
    page = officer.get(f"/dossiers/{name}/avenant").text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "sont remplacés par les mots « 26,40 €/h »" in page
    form = {"etat": "4", "moteur": "typst", "avec_reserves": "oui"}
    officer.post(f"/dossiers/{name}/signature", data=form)
    desk.work()
    second = officer.post(f"/dossiers/{name}/avenant/nouveau").headers["location"]
    assert "Avenant n° 2" in officer.get(second).text


def test_what_is_wrong_is_told_and_nothing_is_written(desk: Desk, signed: tuple[TestClient, str]) -> None:
    officer, dossier = signed
    name = prepared(desk, officer, dossier)
    answer = officer.post(f"/dossiers/{name}/avenant", data={**SAID, "date": "2020-01-01", "action": "enregistrer"})
    page = officer.get(f"/dossiers/{name}/avenant").text
    assert "d&#39;avant le contrat" in page or "avant" in page
    assert answer.status_code == 303
    officer.post(f"/dossiers/{name}/avenant", data={**SAID, "date": "2020-01-01", "action": "ecrire", "etat": "3"})
    desk.work()
    assert last(desk, name).numero == 3
    moved = officer.post(f"/dossiers/{name}/avenant", data={**SAID, "action": "ecrire", "etat": "1"})
    assert moved.status_code == 409


def test_an_avenant_that_changes_no_contract_is_written(desk: Desk) -> None:
    dossier, officer = desk.dossier("chrs-complet"), desk.officer()
    officer.post(f"/dossiers/{dossier}/signature", data={"etat": "1", "moteur": "typst", "avec_reserves": "oui"})
    desk.work()
    form = {"genre": "activites-subventionnees", "date": "02/03/2026", "annee": "2026", "convention": ""}
    bad = officer.post(f"/dossiers/{dossier}/avenant/seul", data={**form, "faits": "sans signe"})
    assert bad.status_code == 422
    form["faits"] = "annuel.activites[1].montant=118 000"
    answer = officer.post(f"/dossiers/{dossier}/avenant/seul", data=form)
    desk.work()
    assert "La tâche est faite" in officer.get(answer.headers["location"]).text, officer.get(
        answer.headers["location"]
    ).text
    with reading(desk.base) as db:
        asked = select(fichiers.c.contenu).where(
            fichiers.c.dossier == dossier, fichiers.c.nom.endswith("subventionnees.pdf")
        )
        assert db.execute(asked).scalar_one().startswith(b"%PDF")


def test_a_contract_that_nobody_signed_has_no_avenant(desk: Desk) -> None:
    dossier, officer = desk.dossier("saad-habilite"), desk.officer()
    assert "n’a pas encore été envoyé à la signature" in officer.get(f"/dossiers/{dossier}/avenant").text
    assert officer.post(f"/dossiers/{dossier}/avenant/nouveau").status_code == 404
    assert officer.post(f"/dossiers/{dossier}/avenant", data=SAID).status_code == 404
    assert desk.guest(dossier).get(f"/dossiers/{dossier}/avenant").status_code == 403
    kinds = cpom.genres_d_avenant(cpom.Bibliotheque())
    assert {"revision", "prorogation", "cession"} <= set(kinds)

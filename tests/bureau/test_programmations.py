"""A programmation sent in: its contracts become dossiers, what is refused is told, its table is narrowed and sorted."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers, echeances, fichiers, taches
from tests.bureau.conftest import Desk

FOLDER = Path("data/exemples/programmation-ehpad")
HEAD = """modele: ehpad
periode: 2026-2030
arrete: {date: 2025-11-24, publication: 2025-12-05}
tableau: etablissements.csv
prise_d_effet: 01/01
commun: {duree: 5 ans}
"""
TABLE = """N° FINESS ET;Raison sociale;Département;N° FINESS EJ;Gestionnaire;Année prévue;Capacité autorisée
350999140;EHPAD Exemple de la Vilaine;35;350999108;Association Exemple;2026;96
220999108;EHPAD Exemple du Trégor;22;220999207;Fondation Exemple;2027;60
"""


def send(browser: TestClient, files: dict[str, bytes], to: str = "/programmations/nouvelle") -> str:
    """Send files as a browser does; where it leads."""
    answer = browser.post(to, files=[("fichiers", (name, content)) for name, content in files.items()])
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def imported(desk: Desk, browser: TestClient, table: str = TABLE, head: str = HEAD) -> str:
    """The page of a new programmation."""
    task = send(browser, {"programmation.yaml": head.encode(), "etablissements.csv": table.encode()})
    desk.work()
    found = re.search(r'href="(/programmations/\w+)/rapports/', browser.get(task).text)
    assert found, browser.get(task).text
    return found[1]


def test_all_the_contracts_of_a_programmation_become_dossiers_at_once(desk: Desk) -> None:
    officer, packed = desk.officer(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in FOLDER.iterdir():
            archive.writestr(f"programmation-ehpad/{file.name}", file.read_bytes())
    task = send(officer, {"programmation.zip": packed.getvalue()})
    desk.work()
    with reading(desk.base) as db:
        rows = db.execute(select(dossiers)).all()
        assert db.execute(select(echeances.c.jour)).first()
    assert len(rows) == 15
    assert all(row.manque and row.resume["manquants"] for row in rows)
    report = re.search(r'href="(/programmations/\w+/rapports/\w+)"', officer.get(task).text)
    assert report
    told = officer.get(report[1]).text
    assert "Dossiers ouverts : 15" in told
    table = officer.get(report[1].split("/rapports/")[0]).text
    assert "Programmation des contrats pluriannuels" in table
    assert table.count("/dossiers/") >= 15
    assert "Association Exemple de Haute-Bretagne (35)" in table


def test_an_import_that_was_cut_short_makes_the_rest(desk: Desk) -> None:
    officer = desk.officer()
    home = imported(desk, officer)
    with desk.base.begin() as db:
        task = db.execute(select(taches.c.id)).scalar_one()
        gone = db.execute(select(dossiers.c.id).where(dossiers.c.contrat.startswith("2027/"))).scalar_one()
        db.execute(dossiers.delete().where(dossiers.c.id == gone))
        db.execute(taches.update().where(taches.c.id == task).values(situation="attente"))
    desk.work()
    page = officer.get(home).text
    assert "Association Exemple (35)" in page
    assert "Fondation Exemple (22)" in page
    with reading(desk.base) as db:
        assert len(db.execute(select(dossiers.c.id)).all()) == 2


def test_a_row_that_is_wrong_is_told_and_stops_nobody_else(desk: Desk) -> None:
    officer = desk.officer()
    home = imported(desk, officer, TABLE.replace(";60\n", ";soixante-et-quelques\n") + "350999157;;;;;;\n")
    with reading(desk.base) as db:
        name = db.execute(select(fichiers.c.id).where(fichiers.c.nature == "rapport")).scalar_one()
    told = officer.get(f"{home}/rapports/{name}").text
    assert "etablissements.csv, ligne 3" in told
    assert "soixante-et-quelques" in told


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"etablissements.csv": TABLE.encode()}, "La tête de la programmation manque"),
        ({"un.yaml": HEAD.encode(), "deux.yaml": HEAD.encode()}, "Plusieurs programmations à la fois"),
        ({"photo.gif": b"GIF89a\x00\x01"}, "Ce n’est pas le fichier attendu"),
        ({"archive.zip": b"PK\x03\x04abime"}, "Fichier abîmé"),
    ],
)
def test_what_is_no_programmation_is_refused_with_what_to_do(desk: Desk, files: dict[str, bytes], said: str) -> None:
    officer = desk.officer()
    answer = officer.post("/programmations/nouvelle", files=[("fichiers", one) for one in files.items()])
    assert answer.status_code in (415, 422)
    assert said in answer.text
    with reading(desk.base) as db:
        assert not db.execute(select(taches.c.id)).all()


def test_a_programmation_of_which_nothing_can_be_read_says_why(desk: Desk) -> None:
    officer = desk.officer()
    task = send(
        officer, {"programmation.yaml": HEAD.replace("ehpad", "ehpade").encode(), "etablissements.csv": b"a;b\n"}
    )
    desk.work()
    assert "ehpade" in officer.get(task).text
    assert "n’a pas été menée à bien" in officer.get(task).text


def test_the_table_is_narrowed_and_sorted_without_a_script(desk: Desk) -> None:
    officer = desk.officer()
    home = imported(desk, officer)

    def shown(query: str) -> list[str]:
        return re.findall(r'<th scope="row"><a href="/dossiers/\w+">([^<]+)', officer.get(f"{home}?{query}").text)

    both = ["Association Exemple (35)", "Fondation Exemple (22)"]
    assert shown("tri=titre") == both
    assert shown("tri=-titre") == both[::-1]
    assert shown("tri=annee") == both
    assert shown("tri=-annee") == both[::-1]
    assert shown("tri=echeance") == shown("tri=-echeance")[::-1]
    assert shown("annee=2027") == both[1:]
    assert shown("cherche=association") == both[:1]
    assert sorted(shown("manque=le+gestionnaire")) == both
    assert shown("manque=personne") == []
    assert shown("situation=clos") == []
    assert shown("invite=oui") == []
    assert len(shown("invite=non")) == 2
    assert len(shown("tri=n%27importe&page=99&situation=x")) == 2


def test_a_reader_sees_programmations_and_sends_none(desk: Desk) -> None:
    home = imported(desk, desk.officer())
    reader = desk.reader()
    assert reader.get(home).status_code == 200
    assert reader.get("/programmations").status_code == 200
    assert reader.get("/programmations/nouvelle").status_code == 403
    guest = desk.guest(desk.dossier())
    assert guest.get(home).status_code == 403
    assert guest.get("/programmations").status_code == 403
    assert reader.get("/programmations/inconnue").status_code == 404

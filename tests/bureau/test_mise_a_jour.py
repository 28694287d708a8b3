"""A later table of a programmation: what it changes is told beside what the dossiers say, and taken where asked."""

from __future__ import annotations

import re

from sqlalchemy import select
from starlette.testclient import TestClient

import cpom
from engine.bureau.programmations.changes import changes, gone, places
from engine.bureau.states.journal import Next, State, appended, state
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import dossiers
from tests.bureau.conftest import OFFICER, Desk
from tests.bureau.test_programmations import TABLE, imported, send

LATER = (
    TABLE.replace(";96\n", ";98\n350999157;EHPAD Exemple du Château;35;350999108;Association Exemple;2026;84\n")
    .replace(";2027;60", ";2028;60")
    .replace("EHPAD Exemple du Trégor", "Résidence Exemple du Trégor")
    + "290999103;EHPAD Exemple de la Rade;29;290999202;Mutuelle Exemple;2027;70\n"
)


def _ids(desk: Desk) -> dict[str, str]:
    with reading(desk.base) as db:
        return {row.titre: row.id for row in db.execute(select(dossiers))}


def _text(desk: Desk, dossier: str) -> str:
    with reading(desk.base) as db:
        return state(db, dossier).texte


def _compared(desk: Desk, officer: TestClient, home: str) -> str:
    """The address of the report of what the later table changes."""
    task = send(officer, {"etablissements-2027.csv": LATER.encode()}, f"{home}/mise-a-jour")
    desk.work()
    found = re.search(r'href="(/programmations/\w+/rapports/\w+)"', officer.get(task).text)
    assert found, officer.get(task).text
    return found[1]


def _answer(desk: Desk, dossier: str, path: str, value: str) -> None:
    def make(last: State) -> Next:
        return Next(cpom.lire(last.texte).avec({path: value}), "reponses", [])

    appended(desk.base, dossier, make, OFFICER)


def test_what_changes_is_told_and_nothing_is_overwritten(desk: Desk) -> None:
    officer = desk.officer()
    home = imported(desk, officer)
    names = _ids(desk)
    before = {name: _text(desk, name) for name in names.values()}
    _answer(desk, names["Fondation Exemple (22)"], "etablissements[1].nom", "EHPAD du Trégor")
    report = officer.get(_compared(desk, officer, home)).text
    assert "Mutuelle Exemple (29)" in report
    assert "etablissements[1].capacite" in report
    assert "<td>96</td><td>98</td>" in report
    assert "EHPAD Exemple du Château" in report
    assert report.count("changé dans le dossier") == 1
    assert len(_ids(desk)) == 2
    assert _text(desk, names["Association Exemple (35)"]) == before[names["Association Exemple (35)"]]


def test_all_that_nobody_changed_is_taken_in_one_go(desk: Desk) -> None:
    officer = desk.officer()
    home = imported(desk, officer)
    names = _ids(desk)
    _answer(desk, names["Fondation Exemple (22)"], "etablissements[1].nom", "EHPAD du Trégor")
    report = _compared(desk, officer, home)
    officer.post(f"{report}/reprendre", data={"action": "tout"})
    desk.work()
    assert set(_ids(desk)) == {*names, "Mutuelle Exemple (29)"}
    changed = cpom.lire(_text(desk, names["Association Exemple (35)"]))
    assert "98" in changed.yaml()
    assert changed.dit("etablissements[2].finess")
    assert "EHPAD du Trégor" in _text(desk, names["Fondation Exemple (22)"])
    with reading(desk.base) as db:
        years = {row.titre: row.contrat[:4] for row in db.execute(select(dossiers))}
    assert years["Fondation Exemple (22)"] == "2028"
    again = officer.get(_compared(desk, officer, home)).text
    assert "Rien ne change" in again


def test_what_is_ticked_is_taken_and_what_changed_meanwhile_is_left(desk: Desk) -> None:
    officer = desk.officer()
    home = imported(desk, officer)
    one = _ids(desk)["Association Exemple (35)"]
    report = _compared(desk, officer, home)
    _answer(desk, one, "etablissements[1].capacite", "97")
    ticked = {f"fait:{one}:etablissements[1].capacite": "oui", f"fait:{one}:etablissements[2].nom": "oui"}
    task = officer.post(f"{report}/reprendre", data={"action": "cochees", **ticked}).headers["location"]
    desk.work()
    text = _text(desk, one)
    assert "97" in text
    assert "EHPAD Exemple du Château" in text
    assert "350999157" not in text
    told = re.search(r'href="(/programmations/\w+/rapports/\w+)"', officer.get(task).text)
    assert told
    assert "il a changé entre-temps (« 97 »)" in officer.get(told[1]).text


def test_establishments_are_compared_by_their_numbers_and_not_by_their_ranks() -> None:
    before = {"etablissements": [{"finess": "1", "nom": "Un"}, {"finess": "2", "nom": "Deux"}]}
    new = {"etablissements": [{"finess": "3", "nom": "Trois"}, {"finess": "2", "nom": "Deux bis"}]}
    current = {"etablissements": [{"finess": "2", "nom": "Deux"}, {"finess": "1", "nom": "Un"}]}
    found = changes(before, new, current, {"etablissements[].nom": "nom"})
    assert [(one.chemin, one.apres) for one in found] == [
        ("etablissements[3].finess", "3"),
        ("etablissements[3].nom", "Trois"),
        ("etablissements[1].nom", "Deux bis"),
    ]
    assert gone(before, new) == ["Etablissements, n° 1"]
    assert places(current, [("etablissements", ("finess", "1"), "nom")]) == {
        ("etablissements", ("finess", "1"), "nom"): "etablissements[2].nom"
    }


def test_a_reader_sees_what_changes_and_takes_nothing(desk: Desk) -> None:
    officer, reader = desk.officer(), desk.reader()
    home = imported(desk, officer)
    report = _compared(desk, officer, home)
    assert reader.get(report).status_code == 200
    assert reader.post(f"{report}/reprendre", data={"action": "tout"}).status_code == 403
    assert reader.get(f"{home}/mise-a-jour").status_code == 403

"""The journal of a dossier: who, when, by which link, what; each state read, kept, brought back; its chain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import delete, update

import cpom
from engine.bureau.access.rights import INVITE_QUI_REMET, REDACTEUR, Visitor
from engine.bureau.states.journal import Next, State, appended, state
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import etats
from tests.bureau.conftest import OFFICER, Desk


def _answered(desk: Desk, dossier: str, who: Visitor = OFFICER) -> State:
    def make(last: State) -> Next:
        changed: list[dict[str, Any]] = [
            {"chemin": "services[1].nom", "avant": "Service Exemple", "apres": "Service du Marais"},
            {"operation": "ajouter", "liste": "services", "rang": 2},
            {"operation": "deplacer", "liste": "services", "rang": 2, "vers": 1},
        ]
        return Next(cpom.lire(last.texte.replace("nom: ", "nom:  ", 1)), "reponses", changed)

    return appended(desk.base, dossier, make, who)


def test_the_journal_says_who_when_by_which_link_and_what_changed(desk: Desk) -> None:
    dossier = desk.dossier()
    invitation = desk.invitation(dossier)
    _answered(desk, dossier, Visitor(INVITE_QUI_REMET, "Jeanne Exemple", f"invitation:{invitation}", dossier))
    page = desk.reader().get(f"/dossiers/{dossier}/etats").text
    assert "Jeanne Exemple, par le lien d’invitation du gestionnaire." in page
    assert "Camille Exemple, par son compte." in page
    assert "(<code>services[1].nom</code>) : <del>Service Exemple</del> → <ins>Service du Marais</ins>" in page
    assert "élément ajouté à <code>services</code>, rang 2" in page
    assert "élément déplacé dans <code>services</code>, rang 2 vers 1" in page
    assert "La chaîne des 2 états a été vérifiée" in page
    _answered(desk, dossier, Visitor(REDACTEUR, "cpom bureau importer", "commande:importer"))
    assert "cpom bureau importer, par une commande." in desk.reader().get(f"/dossiers/{dossier}/etats").text


def test_a_state_is_downloaded_byte_for_byte(desk: Desk) -> None:
    dossier = desk.dossier("saad-habilite")
    answer = desk.officer().get(f"/dossiers/{dossier}/etats/1/description.yaml")
    assert answer.content == Path("data/exemples/saad-habilite.yaml").read_bytes()
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_state_is_brought_back_as_a_new_one(desk: Desk) -> None:
    dossier = desk.dossier()
    with reading(desk.base) as db:
        first = state(db, dossier).texte
    appended(
        desk.base, dossier, lambda last: Next(cpom.lire(last.texte.replace("25,60", "26,40")), "reponses", []), OFFICER
    )  # fmt: skip
    officer = desk.officer()
    assert "Revenir à cet état" in officer.get(f"/dossiers/{dossier}/etats/1").text
    assert officer.post(f"/dossiers/{dossier}/etats/1/restaurer").status_code == 303
    with reading(desk.base) as db:
        last = state(db, dossier)
    assert (last.numero, last.texte, last.nature) == (3, first, "restauration")
    assert last.changements[0] == {"tout": True}
    assert {"chemin": "moyens.tarif_horaire", "avant": "« 26,40 »", "apres": "« 25,60 »"} in last.changements
    assert "Revenir à cet état" not in officer.get(f"/dossiers/{dossier}/etats/3").text
    assert desk.guest(dossier).post(f"/dossiers/{dossier}/etats/1/restaurer").status_code in (403, 404)


def test_a_state_that_was_changed_or_taken_away_is_told(desk: Desk) -> None:
    changed, shortened = desk.dossier(), desk.dossier()
    for one in (changed, shortened):
        _answered(desk, one)
    with desk.base.begin() as db:
        db.execute(update(etats).where(etats.c.dossier == changed, etats.c.numero == 1).values(texte="modele: saad\n"))
        db.execute(delete(etats).where(etats.c.dossier == shortened, etats.c.numero == 2))
    officer = desk.officer()
    assert "La chaîne des états est rompue à l’état 1" in officer.get(f"/dossiers/{changed}/etats").text
    assert "La chaîne des états est rompue à l’état 2" in officer.get(f"/dossiers/{shortened}/etats").text


def test_what_is_no_state_is_not_found(desk: Desk) -> None:
    dossier, officer = desk.dossier(), desk.officer()
    for one in ("7", "0", "abc", "99999999999999999999"):
        assert officer.get(f"/dossiers/{dossier}/etats/{one}").status_code == 404

"""The story of a negotiation: a mistake told on a phone, a clause in other words, a document come back, an avenant.

The desk is as useful without its scripts: the same story is played with and without.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import cpom
from tests import hands
from tests.bureau.navigateur.conftest import PHONE, Visits


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("retour") / "retour.docx"
    file.write_bytes(cpom.ouvrir("data/exemples/saad-habilite.yaml", jour=date(2024, 1, 15)).ecrire("docx"))
    hands.replace(file, "30 septembre", "31 octobre", article="4")
    hands.replace(file, "par simple avenant", "par avenant motivé", article="6")
    return file


@pytest.mark.parametrize("scripts", [True, False], ids=["avec scripts", "sans script"])
def test_a_contract_is_negotiated(visits: Visits, document: Path, *, scripts: bool) -> None:
    dossier = visits.desk.dossier("saad-habilite")
    here = f"/dossiers/{dossier}"
    guest, officer = visits.guest(dossier, scripts=scripts, size=PHONE), visits.officer(scripts=scripts)
    officer.set_default_timeout(60_000)  # a document is read in a process of its own, beside other tests
    _tells_a_mistake(guest, here)
    _answers_it_and_rewords_the_clause(officer, here)
    guest.goto(f"{here}/demandes")
    expect(guest.get_by_text("Camille Exemple a clos cette demande")).to_have_count(1)
    _takes_a_part_of_a_document(officer, here, document)
    _makes_an_avenant(officer, here)


def _tells_a_mistake(guest: Page, here: str) -> None:
    guest.goto(f"{here}/contrat")
    guest.get_by_role("link", name="Signaler une erreur : Article 8 : Litiges").click()
    guest.get_by_label("Ce qui est à corriger, et pourquoi").fill("La conciliation d’abord.")
    guest.get_by_role("button", name="Envoyer la demande").click()
    expect(guest.get_by_text("La conciliation d’abord.")).to_be_visible()


def _answers_it_and_rewords_the_clause(officer: Page, here: str) -> None:
    officer.goto(f"{here}/demandes")
    expect(officer.get_by_text("La conciliation d’abord.")).to_be_visible()
    officer.goto(f"{here}/clauses/litiges")
    officer.get_by_label("Ses mots dans ce contrat").fill("Les parties se concilient {{ inconnu }}.")
    officer.get_by_role("button", name="Voir ce que cela donne").click()
    expect(officer.get_by_text("Ces mots sont à corriger")).to_be_visible()
    officer.get_by_label("Ses mots dans ce contrat").fill("Les parties se concilient d’abord.")
    officer.get_by_role("button", name="Voir ce que cela donne").click()
    expect(officer.locator(".contrat")).to_contain_text("Les parties se concilient d’abord.")
    officer.get_by_label("Motif").fill("demande de l’association")
    officer.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(officer.get_by_text("adaptée", exact=True)).to_be_visible()
    officer.goto(f"{here}/comparer")
    expect(officer.locator(".comparaison")).to_contain_text("demande de l’association")
    officer.goto(f"{here}/demandes")
    officer.get_by_role("button", name="Clore").click()
    expect(officer.get_by_text("Aucune demande n’attend.")).to_be_visible()


def _takes_a_part_of_a_document(officer: Page, here: str, document: Path) -> None:
    officer.goto(f"{here}/relectures")
    officer.get_by_label("Document à relire").set_input_files(document)
    officer.get_by_role("button", name="Relire ce document").click()
    officer.get_by_role("radio", name="Prendre « 31 octobre »").check()
    officer.get_by_role("button", name="Garder mes choix pour plus tard").click()
    officer.goto(f"{here}/relectures")
    officer.get_by_role("link", name="retour.docx").click()
    expect(officer.get_by_role("radio", name="Prendre « 31 octobre »")).to_be_checked()
    officer.get_by_role("radio", name="Refuser").check()
    officer.get_by_role("button", name="Appliquer ce qui est pris").click()
    expect(officer.get_by_text("Ce qui a été pris est dans le contrat")).to_be_visible()
    officer.goto(f"{here}/contrat")
    expect(officer.locator(".contrat")).to_contain_text("31 octobre")
    expect(officer.locator(".contrat")).to_contain_text("par simple avenant")


def _makes_an_avenant(officer: Page, here: str) -> None:
    officer.goto(f"{here}/signature")
    officer.get_by_label("Mise en page du PDF").select_option("typst")
    if (accepted := officer.get_by_label("Je les ai vérifiés, ou je les accepte tels quels")).count():
        accepted.check()
    officer.get_by_role("button", name="Figer").click()
    expect(officer.get_by_text("La tâche est faite.")).to_be_visible(timeout=60_000)
    officer.goto(f"{here}/avenant")
    officer.get_by_role("button", name="Préparer un avenant").click()
    expect(officer.get_by_text("Rien encore : ce dossier dit encore ce qui a été signé.")).to_be_visible()
    officer.get_by_label("Durée de la prorogation").fill("6 mois")
    officer.get_by_label("Date de l’avenant, celle de sa signature").fill("2026-03-02")
    officer.get_by_label("Motif, que son objet imprime").fill("Le nouveau contrat est en négociation.")
    officer.get_by_role("button", name="Enregistrer, et revoir l’avenant").click()
    expect(officer.locator("main")).to_contain_text("est prorogé de six mois")

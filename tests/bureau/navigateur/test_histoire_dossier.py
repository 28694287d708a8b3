"""A contract, from its opening to its handing in: an officer at a desk, a gestionnaire who opened a link on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.bureau.navigateur.conftest import PHONE, Visits

NAME = "Raison sociale de l'organisme gestionnaire"
SAVED = re.compile(r"^Enregistré à \d{1,2} h \d\d\.$")


def opened(window: Page) -> str:
    """A dossier opened from a model: its address."""
    window.goto("/dossiers")
    window.get_by_role("link", name="Ouvrir un dossier").click()
    window.get_by_label("Modèle de contrat").select_option("saad")
    window.get_by_role("button", name="Continuer").first.click()
    window.get_by_label("Nom du dossier").fill("Association Exemple")
    window.get_by_role("button", name="Ouvrir le dossier").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Association Exemple")
    return window.url


def parties(window: Page, dossier: str) -> None:
    window.goto(f"{dossier}/questionnaire/parties")
    expect(window.get_by_label(NAME)).to_be_visible()


def link_for(window: Page, dossier: str) -> str:
    """The link of an invitation, made by whoever has this window."""
    window.goto(f"{dossier}/invitations")
    window.get_by_label("Nom de la personne, ou de l’organisme").fill("Jeanne Exemple")
    window.get_by_role("button", name="Inviter").click()
    return window.get_by_label("Lien", exact=True).input_value()


def guest(visits: Visits, link: str, *, scripts: bool = True) -> Page:
    """The window of whoever opened a link, on a phone."""
    window = visits.window(size=PHONE, scripts=scripts)
    window.goto(link)
    window.get_by_role("button", name="Ouvrir le questionnaire").click()
    return window


def told(window: Page) -> None:
    expect(window.locator("[data-annonce] p")).to_have_text(SAVED)


def test_the_contract_is_written_while_the_questionnaire_is_filled_in(visits: Visits) -> None:
    officer = visits.officer()
    dossier = opened(officer)
    parties(officer, dossier)
    contract = officer.get_by_role("region", name="Le contrat, tel qu’il s’écrit")
    expect(contract).not_to_contain_text("Association Exemple de Bretagne")
    field = officer.get_by_label(NAME)
    field.press_sequentially("Association Exemple de Bretagne")
    expect(contract).to_contain_text("Association Exemple de Bretagne")
    told(officer)
    expect(field).to_be_focused()
    expect(contract.locator(".vise").first).to_contain_text("Association Exemple de Bretagne")
    officer.reload()
    expect(field).to_have_value("Association Exemple de Bretagne")
    field.focus()
    expect(contract.locator("[data-chemin='gestionnaire.raison_sociale']").first).to_have_class(re.compile("vise"))


def test_a_gestionnaire_fills_in_on_a_phone_comes_back_and_hands_in(visits: Visits) -> None:
    officer = visits.officer()
    dossier = opened(officer)
    window = guest(visits, link_for(officer, dossier))
    parties(window, dossier)
    window.get_by_label(NAME).fill("Association Exemple")
    window.get_by_label(NAME).blur()
    told(window)
    window.get_by_role("link", name="Contrat", exact=True).last.click()
    expect(window.get_by_role("region", name="Le contrat, tel qu’il s’écrit")).to_contain_text("Association Exemple")
    expect(window.get_by_label(NAME)).to_be_hidden()
    window.get_by_role("link", name="Questionnaire", exact=True).last.click()
    expect(window.get_by_label(NAME)).to_be_visible()
    window.goto(f"{dossier}/remettre")
    window.get_by_role("button", name=re.compile("^Remettre")).click()
    officer.goto(dossier)
    expect(officer.get_by_role("main")).to_contain_text("remis")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_people_answer_the_same_question(visits: Visits, scripts: bool) -> None:
    officer = visits.officer()
    dossier = opened(officer)
    window = guest(visits, link_for(officer, dossier), scripts=scripts)
    parties(window, dossier)
    parties(officer, dossier)
    officer.get_by_label(NAME).fill("Association Exemple du Département")
    officer.get_by_label(NAME).blur()
    told(officer)
    window.get_by_label(NAME).fill("Association Exemple du gestionnaire")
    if scripts:
        window.get_by_label(NAME).blur()
    else:
        window.get_by_role("button", name="Enregistrer", exact=True).click()
    visits.forgiven = not scripts  # the page that tells a conflict is a 409, which the console says
    expect(window.locator(".conflit").first).to_contain_text("Association Exemple du Département")
    expect(window.get_by_label(NAME)).to_have_value("Association Exemple du gestionnaire")
    if scripts:
        window.get_by_role("button", name="Enregistrer ma réponse").click()
        told(window)
    else:
        window.get_by_role("button", name="Enregistrer", exact=True).click()
        expect(window.get_by_text("Vos réponses sont enregistrées.")).to_be_visible()
    officer.reload()
    expect(officer.get_by_label(NAME)).to_have_value("Association Exemple du gestionnaire")


def test_everything_is_done_without_scripts(visits: Visits) -> None:
    officer = visits.officer(scripts=False)
    dossier = opened(officer)
    parties(officer, dossier)
    officer.get_by_label(NAME).fill("Association Exemple de Bretagne")
    officer.get_by_role("button", name="Enregistrer et passer à la suite").click()
    expect(officer.get_by_text("Vos réponses sont enregistrées.")).to_be_visible()
    officer.goto(f"{dossier}/contrat")
    expect(officer.get_by_role("main")).to_contain_text("Association Exemple de Bretagne")
    officer.goto(f"{dossier}/etats")
    expect(officer.get_by_role("main")).to_contain_text("Association Exemple de Bretagne")


def test_the_keyboard_alone_is_enough(visits: Visits) -> None:
    officer = visits.officer()
    dossier = opened(officer)
    parties(officer, dossier)
    for _ in range(60):
        officer.keyboard.press("Tab")
        if officer.evaluate("document.activeElement.name") == "f:gestionnaire.raison_sociale":
            break
    expect(officer.get_by_label(NAME)).to_be_focused()
    officer.keyboard.type("Association Exemple")
    officer.keyboard.press("Tab")
    told(officer)
    assert officer.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", "the focus is seen"

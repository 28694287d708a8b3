"""What every page of the desk is, for whoever sees it, hears it, or holds a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.bureau.navigateur.conftest import Visits


def test_the_first_key_leads_past_the_navigation(visits: Visits) -> None:
    window = visits.window()
    window.goto("/connexion")
    window.keyboard.press("Tab")
    link = window.get_by_role("link", name="Aller au contenu")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    window.keyboard.press("Enter")
    expect(window.locator("main")).to_be_focused()

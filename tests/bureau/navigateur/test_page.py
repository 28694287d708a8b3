"""What every page of the desk is, for whoever sees it, hears it, holds a phone or a keyboard alone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from engine.bureau.access.rights import ADMINISTRATEUR
from tests.bureau.conftest import Desk
from tests.bureau.navigateur.adresses import QUERIES, Furnished, furnished, opened_by_get
from tests.bureau.navigateur.conftest import NARROW, WIDE, Visits

FAULTS: dict[str, object] = {"resultTypes": ["violations"]}
"""What axe tells in full: it would tell each thing that it found right as well, and where it is."""

CONTRAST: dict[str, object] = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.fixture(scope="module")
def known(served: Desk) -> Furnished:
    return furnished(served)


def sound(page: Page, where: str, rules: dict[str, object] | None = None) -> None:
    found = Axe().run(page, options=FAULTS | (rules or {}))
    assert found.violations_count == 0, f"{where}\n{found.generate_report()}"


TOO_WIDE = """width => document.documentElement.scrollWidth <= width ? [] : [
  document.documentElement.scrollWidth, ...[...document.querySelectorAll("body *")]
    .filter(one => one.getBoundingClientRect().right > width + 1 && !one.closest(".defile, .contrat-vu"))
    .slice(0, 5).map(one => one.outerHTML.slice(0, 200))]"""
"""What goes past the edge of the screen: what must be wider scrolls in a box of its own."""


def fits(page: Page, where: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate(TOO_WIDE, width) == [], f"{where}, {width} px"


@pytest.mark.parametrize("pattern", opened_by_get())
def test_a_page_has_no_fault_that_axe_knows_of_and_fits_a_phone(pattern: str, visits: Visits, known: Furnished) -> None:
    window = visits.window(compte=visits.desk.account(ADMINISTRATEUR))
    address = known.address(pattern) + QUERIES.get(pattern, "")
    answer = window.request.get(address)
    assert answer.status < 400, f"{address}: {answer.status}"
    if "text/html" not in answer.headers.get("content-type", ""):
        return
    window.goto(address)
    expect(window.locator("h1")).to_have_count(1)
    sound(window, f"{address}, light")
    window.emulate_media(color_scheme="dark")
    sound(window, f"{address}, dark", CONTRAST)
    fits(window, address, NARROW["width"], NARROW["height"])
    fits(window, f"{address} at twice its size", WIDE["width"] // 2, WIDE["height"] // 2)


def test_a_refusal_has_no_fault_either(visits: Visits) -> None:
    window = visits.window()
    window.goto("/nulle-part")
    sound(window, "/nulle-part")
    visits.forgiven = True


def test_the_first_key_leads_past_the_navigation(visits: Visits) -> None:
    window = visits.window()
    window.goto("/connexion")
    window.keyboard.press("Tab")
    link = window.get_by_role("link", name="Aller au contenu")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    window.keyboard.press("Enter")
    expect(window.locator("main")).to_be_focused()

"""A whole programmation and the calendar of its deadlines, as an officer goes through them."""

from __future__ import annotations

import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.bureau.navigateur.conftest import Visits
from tests.bureau.test_programmations import HEAD, TABLE

FILES = [
    {"name": "programmation.yaml", "mimeType": "application/yaml", "buffer": HEAD.encode()},
    {"name": "etablissements.csv", "mimeType": "text/csv", "buffer": TABLE.encode()},
]


def arrives(window: Page, link: str) -> None:
    """Wait for the end of a task, and go where it leads."""
    expect(window.get_by_text("La tâche est faite.")).to_be_visible(timeout=60_000)
    window.get_by_role("link", name=link).click()


def imported(window: Page) -> None:
    window.goto("/programmations")
    window.get_by_role("link", name="Importer une programmation").click()
    window.get_by_label("Fichiers de la programmation").set_input_files(FILES)  # type: ignore[arg-type]
    window.get_by_role("button", name="Importer").click()
    arrives(window, "Voir le compte rendu")
    expect(window.get_by_role("heading", name="Compte rendu de l’import")).to_be_visible()
    window.get_by_role("link", name="Voir les contrats").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_programmation_becomes_dossiers_that_filters_find(visits: Visits, scripts: bool) -> None:
    window = visits.officer(scripts=scripts)
    imported(window)
    rows = window.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(3)
    window.get_by_label("Année prévue").select_option("2027")
    window.get_by_role("button", name="Afficher").click()
    expect(rows).to_have_count(2)
    window.get_by_role("link", name="Fondation Exemple (22)").click()
    expect(window.get_by_role("heading", name="Fondation Exemple (22)")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_all_the_documents_are_written_in_the_background(visits: Visits, scripts: bool) -> None:
    window = visits.officer(scripts=scripts)
    imported(window)
    window.get_by_role("link", name="Tous les documents").click()
    for chosen in ("DOCX", "PDF"):
        window.get_by_role("checkbox", name=chosen).uncheck()
    window.get_by_role("checkbox", name="TXT").check()
    window.get_by_role("button", name="Écrire les documents").click()
    arrives(window, "Voir le compte rendu")
    refused = window.get_by_role("row", name="Fondation Exemple (22)")
    expect(refused).to_contain_text("la clé de contrôle")
    with window.expect_download() as download:
        window.get_by_role("link", name="Télécharger l’archive (ZIP)").click()
    names = zipfile.ZipFile(download.value.path()).namelist()
    assert [name for name in names if name.endswith(".txt")] == ["2026/35-association-exemple.txt"]
    assert any(name.endswith("rapport.xlsx") for name in names)


def test_deadlines_are_a_page_and_a_subscription(visits: Visits) -> None:
    window = visits.officer()
    imported(window)
    window.get_by_role("link", name="Calendrier").last.click()
    expect(window.get_by_role("table")).to_contain_text("Fondation Exemple (22)")
    window.get_by_role("button", name=re.compile("^S’abonner")).click()
    address = window.get_by_label("L’adresse de votre calendrier").input_value()
    stranger = visits.window()
    calendar = stranger.request.get(address)
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.text().startswith("BEGIN:VCALENDAR")
    assert "BEGIN:VEVENT" in calendar.text()
    window.goto("/calendrier")
    window.get_by_role("button", name=re.compile("^Y mettre fin")).click()
    assert stranger.request.get(address).status == 404

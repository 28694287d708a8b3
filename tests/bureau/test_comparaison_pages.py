"""Two states compared on a page, and kept as files."""

from __future__ import annotations

import re

import pytest

import cpom
from engine.bureau.states.journal import Next, appended
from engine.bureau.storage.connect import reading
from engine.bureau.storage.tables import taches
from tests.bureau.conftest import OFFICER, Desk


def changed(desk: Desk, dossier: str, before: str, after: str) -> None:
    """A new state, with other words in its text."""
    appended(
        desk.base, dossier, lambda last: Next(cpom.lire(last.texte.replace(before, after)), "reponses", []), OFFICER
    )


@pytest.fixture
def dossier(desk: Desk) -> str:
    name = desk.dossier("saad-habilite")
    changed(desk, name, 'tarif_horaire: "25,10"', 'tarif_horaire: "26,40"')
    return name


def test_the_last_change_is_told_with_its_cause(desk: Desk, dossier: str) -> None:
    page = desk.reader().get(f"/dossiers/{dossier}/comparer")
    assert page.status_code == 200
    assert "<h1>Comparer état 1 et état 2</h1>" in page.text
    assert "<del>25,10" in page.text
    assert "<ins>26,40" in page.text
    assert "pourquoi : tarif horaire" in page.text
    assert "style=" not in page.text


def test_what_cannot_be_read_is_told_rather_than_compared(desk: Desk, dossier: str) -> None:
    changed(desk, dossier, "modele: saad", "modele: saad\ncharte: ../../etc/passwd")
    page = desk.reader().get(f"/dossiers/{dossier}/comparer?a=3&b=3")
    assert page.status_code == 200
    assert "fichier-ailleurs" in page.text or "dans le dossier de la description" in page.text


def test_two_same_states_do_not_differ(desk: Desk, dossier: str) -> None:
    page = desk.reader().get(f"/dossiers/{dossier}/comparer?a=2&b=2")
    assert "Aucune différence" in page.text


def test_another_dossier_is_found_by_its_title_and_compared(desk: Desk, dossier: str) -> None:
    other = desk.dossier("saad-habilite", "Entraide Exemple")
    reader = desk.reader()
    assert f"autre={other}" in reader.get(f"/dossiers/{dossier}/comparer?a=2&cherche=entraide").text
    page = reader.get(f"/dossiers/{dossier}/comparer?a=2&autre={other}").text
    assert "<del>26,40" in page
    assert "Entraide Exemple, état 1" in page


def test_a_guest_compares_the_states_of_its_dossier_and_no_other(desk: Desk, dossier: str) -> None:
    other = desk.dossier("saad-habilite", "Entraide Exemple")
    guest = desk.guest(dossier)
    assert guest.get(f"/dossiers/{dossier}/comparer").status_code == 200
    assert guest.get(f"/dossiers/{dossier}/comparer?autre={other}").status_code == 404
    assert "Entraide" not in guest.get(f"/dossiers/{dossier}/comparer?cherche=entraide").text


@pytest.mark.parametrize("asked", ["a=9", "a=deux", "autre=rien", "b=99999999999999999999"])
def test_what_is_no_state_is_not_found(desk: Desk, dossier: str, asked: str) -> None:
    assert desk.reader().get(f"/dossiers/{dossier}/comparer?{asked}").status_code == 404


@pytest.mark.parametrize(("kind", "begins"), [("html", "<!DOCTYPE html>"), ("txt", "état 1 comparé"), ("json", "{")])
def test_it_is_kept_as_a_file(desk: Desk, dossier: str, kind: str, begins: str) -> None:
    answer = desk.reader().get(f"/dossiers/{dossier}/comparer/{kind}?a=1&b=2")
    assert answer.text.startswith(begins)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert desk.reader().get(f"/dossiers/{dossier}/comparer/exe").status_code == 404


def test_the_docx_is_asked_for_as_a_task(desk: Desk, dossier: str) -> None:
    answer = desk.reader().post(f"/dossiers/{dossier}/comparer?a=1&b=2")
    assert answer.status_code == 303
    assert re.fullmatch(r"/taches/\w+", answer.headers["location"])
    with reading(desk.base) as db:
        row = db.execute(taches.select()).mappings().one()
    assert row["genre"] == "comparaison"
    assert row["arguments"] == {"a": 1, "b": 2, "autre": dossier}


def test_a_description_that_cannot_be_read_is_told(desk: Desk, dossier: str) -> None:
    changed(desk, dossier, "duree: ", "duree: jamais ")
    page = desk.reader().get(f"/dossiers/{dossier}/comparer")
    assert page.status_code == 200
    assert "ne peuvent pas être comparés" in page.text

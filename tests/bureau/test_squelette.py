"""What every page is held to."""

from __future__ import annotations

from tests.bureau.conftest import Desk


def test_who_is_not_known_is_led_to_sign_in(desk: Desk) -> None:
    answer = desk.client().get("/")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/connexion"


def test_a_refusal_is_a_page_in_french(desk: Desk) -> None:
    answer = desk.client().get("/nulle-part")
    assert answer.status_code == 404
    assert "Cette adresse ne mène à rien" in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_a_form_of_another_site_is_refused(desk: Desk) -> None:
    officer = desk.officer()
    del officer.headers["x-csrf"]
    answer = officer.post("/deconnexion")
    assert answer.status_code == 403
    assert "Formulaire périmé" in answer.text

"""Tokens of an account: made on its page, shown once, revoked; none of another's."""

from __future__ import annotations

import re

from tests.bureau.conftest import Desk


def test_a_token_is_shown_once_and_opens_the_api_until_it_is_revoked(desk: Desk) -> None:
    officer, other, program = desk.officer(), desk.officer(), desk.client()
    page = officer.post("/jetons", data={"nom": "Guichet"}).text
    secret = re.search(r'id="secret" readonly value="([^"]+)"', page)
    assert secret
    program.headers["Authorization"] = f"Bearer {secret[1]}"
    assert program.get("/api/dossiers").status_code == 200
    again = officer.get("/jetons").text
    assert "Guichet" in again
    assert secret[1] not in again
    assert "Guichet" not in other.get("/jetons").text
    revoke = re.search(r'action="(/jetons/[^"]+/revoquer)"', again)
    assert revoke
    assert other.post(revoke[1]).status_code == 404
    assert program.get("/api/dossiers").status_code == 200
    assert officer.post(revoke[1]).status_code == 303
    assert program.get("/api/dossiers").status_code == 401


def test_a_token_has_a_name_and_guests_have_none(desk: Desk) -> None:
    answer = desk.officer().post("/jetons", data={"nom": " "})
    assert answer.status_code == 422
    assert "Donnez un nom" in answer.text
    assert desk.guest(desk.dossier()).get("/jetons").status_code == 403

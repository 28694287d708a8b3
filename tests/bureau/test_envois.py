"""What a browser sends is bounded while it arrives, and refused in French where no database could keep it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bureau.conftest import Desk

FORM = {"content-type": "application/x-www-form-urlencoded"}
MULTIPART = {"content-type": "multipart/form-data; boundary=b"}


def test_an_upload_that_says_it_is_too_long_is_refused_at_once(desk: Desk) -> None:
    answer = desk.officer().post("/deconnexion", content=b"a=b", headers={**FORM, "content-length": "9" * 12})
    assert answer.status_code == 413
    assert "Envoi trop lourd" in answer.text


def test_an_upload_that_says_nothing_is_refused_when_it_has_been_too_long(desk: Desk) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(100):
            yield b"a" * 1_000_000

    assert desk.officer().post("/deconnexion", content=endless(), headers=FORM).status_code == 413


def test_whoever_may_not_open_a_page_sends_nothing(desk: Desk) -> None:
    """Refused before the body, whose length would be refused otherwise."""
    assert desk.client().post("/deconnexion", headers={**FORM, "content-length": "9" * 12}).status_code == 401


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"a=%00", FORM),
        (b"a=b&%00=c", FORM),
        (b"a=b", {"content-type": "multipart/form-data"}),
        (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n", MULTIPART),
        (b"--c\r\n", MULTIPART),
        (b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.docx"\r\n\r\nPK, puis plus rien', MULTIPART),
        (
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\\ud800\r\n--b--\r\n',
            {"content-type": "multipart/form-data; boundary=b; charset=unicode_escape"},
        ),
        (b"&".join(b"a=b" for _ in range(6_000)), FORM),
    ],
)
def test_what_cannot_be_read_is_refused(desk: Desk, content: bytes, headers: dict[str, str]) -> None:
    answer = desk.officer().post("/deconnexion", content=content, headers=headers)
    assert answer.status_code == 400
    assert "Demande incomprise" in answer.text


@pytest.mark.parametrize("address", ["/dossiers/%00", "/nulle-part?a=%00", "/%00"])
def test_an_address_that_no_database_reads_leads_nowhere(desk: Desk, address: str) -> None:
    assert desk.officer().get(address).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"])
def test_a_method_that_a_page_does_not_take_is_refused(desk: Desk, method: str) -> None:
    answer = desk.officer().request(method, "/connexion")
    assert answer.status_code == 405
    assert "Cette page ne prend pas" in answer.text
    assert answer.headers["allow"]


def test_the_head_of_a_page_is_given_without_the_page(desk: Desk) -> None:
    answer = desk.client().head("/connexion")
    assert answer.status_code == 200
    assert answer.text == ""

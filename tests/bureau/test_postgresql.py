"""The desk on a real PostgreSQL, which the tests start themselves."""

from __future__ import annotations

from tests.bureau.conftest import Desk


def test_a_desk_on_postgresql(desk_on_postgresql: Desk) -> None:
    dossier = desk_on_postgresql.dossier()
    assert desk_on_postgresql.base.dialect.name == "postgresql"
    assert desk_on_postgresql.guest(dossier).get("/").headers["location"] == f"/dossiers/{dossier}"

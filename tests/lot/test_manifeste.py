"""The manifest of a run: what was asked, what was left, in an order that is always the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.errors import Finding
from engine.json_text import json_text
from engine.lot.outcome import State
from engine.lot.reports.line import Line
from engine.lot.reports.manifeste import manifeste
from engine.lot.reports.rapport import Rapport
from tests.rapports import HOSTILE, line, rapport


def read(of: Rapport) -> Any:
    return json.loads(b"".join(manifeste(of, {"rapport.html": "d" * 64, "echeances.ics": "e" * 64})))


def test_what_was_asked_is_told() -> None:
    found = read(rapport(line()))
    asked = {
        "formats": ["docx", "pdf"],
        "moteur": "weasyprint",
        "definitif": False,
        "avec_reserves": False,
        "jour": None,
    }
    assert found["commande"] == asked
    assert len(found["bibliotheque"]) == 64
    assert found["cpom"]


def test_the_day_of_the_run_is_told_only_where_the_law_of_a_contract_depends_on_it() -> None:
    assert read(rapport(line(), dated=False))["commande"]["jour"] == date(2025, 12, 1).isoformat()


def test_every_file_has_its_digest() -> None:
    found = read(rapport(line(), line(nom="2027/22-fondation-exemple", state=State.FAILED, files={}, pages=None)))
    assert [one["etat"] for one in found["contrats"]] == ["écrit", "échec"]
    assert found["contrats"][0]["fichiers"] == {
        "2026/35-association-exemple.docx": "a" * 64,
        "2026/35-association-exemple.pdf": "b" * 64,
        "2026/35-association-exemple.yaml": "c" * 64,
    }
    assert [one["pages"] for one in found["contrats"]] == [18, None]
    assert found["rapports"] == {
        "echeances.ics": "e" * 64,
        "rapport.html": "d" * 64,
    }


def test_the_order_of_the_reports_does_not_matter() -> None:
    one, other = {"a": "1", "b": "2"}, {"b": "2", "a": "1"}
    assert list(manifeste(rapport(line()), one)) == list(manifeste(rapport(line()), other))


@pytest.mark.parametrize("lines", [(), (line(),), (line(), line(findings=(Finding("essai", f"{HOSTILE}\u2028\x85"),)))])
def test_it_is_written_as_all_our_json(lines: tuple[Line, ...]) -> None:
    text = b"".join(manifeste(replace(rapport(*lines), titre=HOSTILE), {})).decode()
    assert text == json_text(json.loads(text))

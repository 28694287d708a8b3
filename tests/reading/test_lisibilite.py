"""The clauses stay words that a lawyer reads: what is code in them has ceilings, to be lowered and never raised."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from engine.cli import main
from engine.libraries.bibliotheque import ACCOMPAGNEMENTS
from engine.libraries.lisibilite import measure

FILES = sorted(Path("clauses").rglob("*.md"))
_ONLY_IN_ACTS = {("communes", "courrier"), ("communes", "appel.md")}
OF_ACTS = [file for file in FILES if file.parts[1] in ACCOMPAGNEMENTS or file.parts[1:3] in _ONLY_IN_ACTS]
"""Letters and avenants: a few sentences each, where the names of the contract weigh more."""


def _bodies(files: Iterable[Path]) -> list[str]:
    return [file.read_text(encoding="utf-8").split("\n---\n", 1)[1] for file in files]


def test_a_clause_in_its_words_and_marks_is_measured() -> None:
    body = "Le {{ a }} [du/des service(s)](services).\n::: vierge\n{% if b %}{% set c = 1 %}\n" + "x" * 301
    measured = measure([body])
    assert measured.code == len("{{ a }}(services)::: vierge{% if b %}{% set c = 1 %}")
    assert measured[2:] == (1, 1, 0, 1)


@pytest.mark.parametrize(
    ("files", "share"), [([one for one in FILES if one not in OF_ACTS], 20), (OF_ACTS, 25)], ids=["contrats", "actes"]
)
def test_the_code_of_the_library_does_not_grow(files: list[Path], share: int) -> None:
    measured = measure(_bodies(files))
    assert 100 * measured.code <= share * measured.caracteres
    assert measured.conditions <= 0
    assert measured.affectations <= 0
    assert measured.vierge <= 0
    assert measured.longues <= 0


def test_the_clauses_of_a_model_are_listed_with_their_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses", "saad"]) == 0
    assert "% de code ; " in capsys.readouterr().out

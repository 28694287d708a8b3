"""The library that is installed is sound: no error, and nothing useless either."""

from __future__ import annotations

import pytest

from engine.cli import main
from engine.soundness.library import controlled
from tests.bibliotheques import OURS


def test_nothing_is_wrong_with_our_library() -> None:
    assert [str(one) for one in controlled(OURS).findings] == []


def test_the_command_says_what_it_controlled(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bibliotheque", "controler", "tests/fixtures/bibliotheque"]) == 0
    assert (
        capsys.readouterr().out == "tests/fixtures/bibliotheque : 1 modèle, 10 clauses, 0 tableau : rien à corriger\n"
    )


def test_a_folder_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bibliotheque", "controler", "nulle-part"]) == 1
    assert "[dossier-absent]" in capsys.readouterr().err


def test_a_folder_without_a_model_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bibliotheque", "controler", "docs"]) == 1
    assert "[bibliotheque-vide]" in capsys.readouterr().out

"""A part that cannot be tried on this machine never passes for one that held."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.endurance import __main__ as endurance
from tests.endurance.outcome import Outcome


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome(tried=3), 0),
        (Outcome(impossible="libfaketime n'est pas là"), 2),
        (Outcome(tried=3, found=["un fichier manque"]), 1),
    ],
)
def test_the_exit_code_tells_what_was_not_tried(
    outcome: Outcome, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def part(_: Path, __: int) -> Outcome:
        return outcome

    monkeypatch.setattr(endurance, "PARTS", {"horloge": (part, ""), "autre": (lambda *_: Outcome(tried=1), "")})
    monkeypatch.setattr(sys, "argv", ["endurance"])
    assert endurance.main() == code
    assert ("NON TENTÉ (horloge) libfaketime" in capsys.readouterr().out) == bool(outcome.impossible)

"""What is kept of the shipped fonts is what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.writing.layout import measured_fonts
from engine.writing.layout.letters import width_of


def test_the_measures_that_are_kept_are_those_of_the_fonts() -> None:
    """Otherwise: python -m engine.writing.layout.measured_fonts"""
    assert json.loads(measured_fonts.kept_file().read_text(encoding="utf-8")) == measured_fonts.measure()


def test_fonts_that_are_not_those_that_were_measured_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = json.loads(measured_fonts.kept_file().read_text(encoding="utf-8"))
    other = tmp_path / "mesures.json"
    other.write_text(json.dumps(kept | {"fingerprint": "autre", "sizes": {}, "covered": []}), encoding="utf-8")
    monkeypatch.setattr(measured_fonts, "kept_file", lambda: other)
    found = measured_fonts.measured.__wrapped__()
    assert found.fingerprint == kept["fingerprint"]
    assert {"é", "€"} <= found.covered


def test_a_letter_is_as_wide_as_the_main_font_draws_it() -> None:
    assert width_of("i", bold=False) < width_of("m", bold=False) < width_of("m", bold=True) == 1821 / 2048

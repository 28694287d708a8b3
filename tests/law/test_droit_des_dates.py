"""Seven days, five models: the visas, the court, the authorities and the direction that a contract prints."""

from __future__ import annotations

from pathlib import Path

from tests.droit_des_dates import table

GOLDEN = Path(__file__).parents[1] / "golden" / "droit-des-dates.txt"


def test_the_law_of_seven_days_is_what_was_read_and_accepted() -> None:
    """To accept a change, see tests/droit_des_dates.py; read what it changes."""
    assert table() == GOLDEN.read_text(encoding="utf-8")

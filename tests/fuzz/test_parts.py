"""`make fuzz` draws whatever is drawn by lot in the tests, each of it in one part."""

from __future__ import annotations

import re
from pathlib import Path

from tests.fuzz.parts import PARTS

DRAWN = re.compile(r"^from tests\.fuzz\.essais import .*\btried\b", re.MULTILINE)


def test_every_test_that_draws_by_lot_is_of_one_part() -> None:
    drawn = {str(path) for path in Path("tests").rglob("test_*.py") if DRAWN.search(path.read_text(encoding="utf-8"))}
    listed = [file for files in PARTS.values() for file in files]
    assert set(listed) == drawn
    assert len(listed) == len(set(listed))

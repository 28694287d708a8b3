"""What `make fuzz` tells of a test that ends the process: which test, where it was, and how to see it again."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.rounds import Tried, one_round

ENDS = """
import os

def test_well():
    pass

def test_ends():
    the_place_where_it_was()

def the_place_where_it_was():
    os.abort()
"""


def test_a_test_that_ends_the_process_is_named_with_the_place_where_it_was(tmp_path: Path) -> None:
    file, tried = tmp_path / "test_ends.py", Tried()
    file.write_text(ENDS, encoding="utf-8")
    one_round((str(file), str(tmp_path)), 2, 3, tried)
    (found,) = tried.found.values()
    assert found.test.endswith("test_ends.py::test_ends")
    assert "in the_place_where_it_was" in found.said
    assert found.again.endswith(f"-m pytest {file} {tmp_path} --hypothesis-seed=3")

"""The table of promises of the README: each names a test that is there and is run, or a target of the Makefile."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path("README.md").read_text(encoding="utf-8")
TABLE = README.partition("## Ce qui est promis, et le test qui le tient\n")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| (?!promesse)(\w.*) \| (.*) \|$", TABLE, re.MULTILINE)
NAMED = sorted({named for _, held in ROWS for named in re.findall(r"`(.+?)`", held)})
TARGETS = re.findall(r"^([a-z]+):.*##", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_there_are_promises_and_each_once() -> None:
    assert len({promise for promise, _ in ROWS}) == len(ROWS) == len(TABLE.strip().split("\n")) - 2
    assert len(ROWS) >= 15


@pytest.mark.parametrize(("promise", "held"), ROWS)
def test_a_promise_names_tests_alone(promise: str, held: str) -> None:
    assert re.fullmatch(r"`(?:tests/[\w/]+\.py|make [a-z]+)`(?:, `(?:tests/[\w/]+\.py|make [a-z]+)`)*", held), promise


def test_every_target_that_is_named_is_in_the_makefile() -> None:
    assert {named.removeprefix("make ") for named in NAMED if named.startswith("make ")} <= set(TARGETS)


def test_every_test_that_is_named_is_collected() -> None:
    files = [named for named in NAMED if named.startswith("tests/")]
    words = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *files]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(re.findall(r"^(tests/[\w/]+\.py)\b", done.stdout, re.MULTILINE)) == set(files)

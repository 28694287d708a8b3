"""The page of explanations, played to the letter."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from engine.cli import main
from tests.hands import plain

PAGE = Path("docs/expliquer-un-contrat.md").read_text(encoding="utf-8")
PLAYED = [block.split("\n", 1) for block in re.findall(r"^```console\n\$ (.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)]


@pytest.mark.parametrize(("line", "expected"), PLAYED, ids=[line.rpartition(" ")[2] for line, _ in PLAYED])
def test_the_page_says_what_the_command_says(line: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(line)[1:]) == 0
    said = plain(capsys.readouterr().out)
    words = "(?:.|\n)*?".join(map(re.escape, plain(expected).rstrip("\n").split("…")))
    assert re.match(words, said), said


def test_every_part_of_the_page_is_played() -> None:
    assert len(PLAYED) == len(re.findall(r"^## Une? ", PAGE, re.MULTILINE)) == 5

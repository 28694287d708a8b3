"""How long a name of the bands and of the first page may be."""

from __future__ import annotations

from typing import Any

import pytest

from engine.writing.layout import letters
from engine.writing.layout.letters import lines_taken, shortened

WIDTH, SIZE, MOST = 400, 9, 2


@pytest.mark.parametrize("text", ["Département exemple", "x" * 100_000, "mot " * 25_000])
def test_a_name_is_cut_to_its_lines_however_long_it_is(text: str) -> None:
    kept = shortened(text, WIDTH, SIZE, MOST)
    assert lines_taken(kept, WIDTH, SIZE) <= MOST
    assert text.startswith(kept.rstrip(" …"))


@pytest.mark.parametrize("word", ["x", "mot "])
def test_a_name_ten_times_longer_takes_no_more_work(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []

    def noted(text: str, *how: Any) -> int:
        measured.append(len(text))
        return lines_taken(text, *how)

    def work(text: str) -> list[int]:
        measured.clear()
        shortened(text, WIDTH, SIZE, MOST)
        return measured[1:]  # the text itself is measured once

    monkeypatch.setattr(letters, "lines_taken", noted)
    assert work(word * 10_000) == work(word * 1_000)

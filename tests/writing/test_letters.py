"""How long a name of the bands and of the first page may be."""

from __future__ import annotations

from time import process_time

import pytest

from engine.writing.layout.letters import lines_taken, shortened

WIDTH, SIZE, MOST = 400, 9, 2


@pytest.mark.parametrize("text", ["Département exemple", "x" * 100_000, "mot " * 25_000])
def test_a_name_is_cut_to_its_lines_however_long_it_is(text: str) -> None:
    begun = process_time()
    kept = shortened(text, WIDTH, SIZE, MOST)
    assert lines_taken(kept, WIDTH, SIZE) <= MOST
    assert text.startswith(kept.rstrip(" …"))
    assert process_time() - begun < 5  # it never ended

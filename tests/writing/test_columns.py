"""No figure and no word of a table is cut for want of room in its column, where the other columns have some."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Cell, Paragraph, Table, Text
from engine.writing.layout.columns import LETTERS, SIDES, fitted
from engine.writing.layout.letters import width_of

PORTRAIT = 470.0


def table(widths: tuple[float, ...], *rows: tuple[str, ...]) -> Table:
    return Table(widths, tuple(tuple(Cell((Paragraph((Text(words),)),)) for words in row) for row in rows))


def room(wide: float) -> float:
    return wide * PORTRAIT - SIDES


def asked(word: str) -> float:
    return sum(width_of(letter, bold=False) for letter in word) * LETTERS


def test_an_amount_stays_on_one_line_with_its_unit() -> None:
    amount = "1\u202f529\u202f500,00\u00a0€"
    before = table((0.11, *[0.15] * 5, 0.14), ("2025", amount, "1 %", "16 824,50 €", "", amount, "1,10 %"))
    after = fitted(before, PORTRAIT, blank=False)
    assert room(before.widths[1]) < asked(amount) <= room(after.widths[1]) + 0.01
    assert sum(after.widths) == pytest.approx(1)


def test_a_table_with_room_keeps_the_shares_of_its_model() -> None:
    wide = table((0.5, 0.5), ("Établissement", "84 places"))
    assert fitted(wide, PORTRAIT, blank=False) is wide


def test_words_that_ask_for_too_much_together_leave_the_shares_alone() -> None:
    crowded = table((0.25,) * 4, ("x" * 200,) * 4)
    assert fitted(crowded, PORTRAIT, blank=False) is crowded


@given(st.lists(st.text("abcdefgh 0123", max_size=30), min_size=1, max_size=7), st.data())
def test_shares_stay_positive_and_whole(words: list[str], data: st.DataObject) -> None:
    parts = data.draw(st.lists(st.integers(1, 20), min_size=len(words), max_size=len(words)))
    shares = tuple(part / sum(parts) for part in parts)
    found = fitted(table(shares, tuple(words)), PORTRAIT, blank=False).widths
    assert sum(found) == pytest.approx(1)
    assert min(found) > 0

"""The rows of a table that no cell joins to others are drawn apart, and say what they say in the whole table."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import Block, Cell, Paragraph, Table, Text
from engine.writing.layout.page.tables import Drawn, table_markup
from engine.writing.layout.rows import Bound
from tests.fuzz.essais import tried

COLUMNS = 4


def cell(words: str, wide: int = 1, high: int = 1) -> Cell:
    return Cell((Paragraph((Text(words),)),) if words else (), colspan=wide, rowspan=high)


def flow(blocks: tuple[Block, ...], share: float) -> str:
    return "".join(f"{part.text} " * 40 for one in blocks if isinstance(one, Paragraph) for part in one.content
                   if isinstance(part, Text))  # fmt: skip


def drawn(table: Table, *, apart: bool) -> tuple[str, list[int]]:
    """The markup, and how many rows were drawn at once."""
    counts: list[int] = []

    def once(rows: Sequence[object], _: Hashable, make: Callable[[], Drawn]) -> Drawn:
        counts.append(len(rows))
        return make()

    return table_markup(table, "", flow, Bound(0, 0), facts=lambda _: "", once=once if apart else None), counts


@pytest.mark.parametrize("heads", [0, 1, 2])
def test_rows_under_a_joined_cell_are_drawn_with_it(heads: int) -> None:
    alone, joined = tuple(cell(one) for one in "abcd"), (cell("e", 1, 3), *(cell(one) for one in "fgh"))
    under = tuple(cell(one) for one in "ijk")
    table = Table((0.25,) * COLUMNS, (alone, alone, joined, under, under, alone, (cell("l", 4),)), heads)
    markup, counts = drawn(table, apart=True)
    assert markup == drawn(table, apart=False)[0]
    assert counts == [1, 1, 3, 1, 1]


@given(data=st.data())
@tried(100)
def test_whatever_cells_are_joined(data: st.DataObject) -> None:
    taken: set[tuple[int, int]] = set()
    rows = []
    count = data.draw(st.integers(1, 6))
    for y in range(count):
        row = []
        for x in range(COLUMNS):
            if (x, y) in taken:
                continue
            wide = data.draw(st.integers(1, 2)) if x + 1 < COLUMNS and (x + 1, y) not in taken else 1
            high = data.draw(st.integers(1, 3))
            taken |= {(x + i, y + j) for i in range(wide) for j in range(high)}
            row.append(cell(data.draw(st.sampled_from(["", "a", "bc" * 20])), wide, high))
        rows.append(tuple(row))
    table = Table((0.1, 0.2, 0.3, 0.4), tuple(rows), data.draw(st.integers(0, 2)))
    assert drawn(table, apart=True)[0] == drawn(table, apart=False)[0]

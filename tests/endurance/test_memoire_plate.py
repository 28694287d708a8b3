"""What « make endurance » takes for memory that grows: a little for each contract, and not what fills up once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest

from tests.endurance.lots import FLAT, growth

MEASURED = (77_528, 129_152, 146_100, 158_524, 162_132, 167_748, 175_396, 176_856, 179_336, 180_720)
"""kB of a process, at each two hundred of two thousand contracts, when it kept more for each kind that it met."""


def drawn(at: Sequence[int], each: int = 200) -> list[int]:
    """The memory after each contract, in a straight line from one measure to the next."""
    return [first + (last - first) * step // each for first, last in pairwise(at) for step in range(each)]


@pytest.mark.parametrize(
    ("sizes", "count"),
    [
        (drawn([77_000, 245_000], 3_000), 3_000),  # the worker of a run of six thousand, one of two
        (drawn([77_000, 245_000], 6_000), 6_000),
        (drawn(MEASURED), 1_800),
        (drawn([77_000, 150_000, *[150_000 + 1_200 * step for step in range(1, 10)]]), 2_000),
    ],
)
def test_memory_that_grows_with_the_contracts_is_found(sizes: list[int], count: int) -> None:
    assert growth(sizes, count) > FLAT
    assert growth(sizes[::50], count) > FLAT  # as it is looked at every two seconds


@pytest.mark.parametrize("count", [2_000, 10_000])
def test_what_fills_up_once_and_what_comes_and_goes_is_flat(count: int) -> None:
    warm = drawn([77_000, 150_000], count // 10)
    rest = [150_000 + 3_000 * (rank % 7 == 0) for rank in range(count - len(warm))]
    assert growth([*warm, *rest], count) < FLAT

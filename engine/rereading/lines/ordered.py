"""What two sequences have in common, in the same order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

_SMALL = 40_000
"""The product of two lengths below which difflib is quick whatever they hold."""


def in_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The ranks of equal items of both, that follow one another in both: those that stand once in each come first."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        first, last, start, end = waiting.pop()
        while first < last and start < end and old[first] == new[start]:
            found.append((first, start))
            first, start = first + 1, start + 1
        while first < last and start < end and old[last - 1] == new[end - 1]:
            last, end = last - 1, end - 1
            found.append((last, end))
        if first == last or start == end:
            continue
        if anchors := _anchors(old, new, (first, last, start, end)):
            found += anchors
            for one, other in anchors:
                waiting.append((first, one, start, other))
                first, start = one + 1, other + 1
            waiting.append((first, last, start, end))
        else:
            near = (old[first:last], new[start:end])
            small = (last - first) * (end - start) <= _SMALL
            found += [(first + one, start + other) for one, other in (_matched(*near) if small else _first(*near))]
    return sorted(found)


def increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest of these pairs, sorted by their first, whose second ones grow."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for at, (_, second) in enumerate(pairs):
        rank = bisect_left(ends, second)
        before.append(tails[rank - 1] if rank else -1)
        if rank == len(ends):
            ends.append(second)
            tails.append(at)
        else:
            ends[rank], tails[rank] = second, at
    found, at = [], tails[-1] if tails else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _anchors(
    old: Sequence[Hashable], new: Sequence[Hashable], where: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """The items that stand once in each, and kept their order."""
    first, last, start, end = where
    ones, others = (Counter(one) for one in (old[first:last], new[start:end]))
    at = {new[rank]: rank for rank in range(start, end) if others[new[rank]] == 1}
    pairs = [(rank, at[old[rank]]) for rank in range(first, last) if ones[old[rank]] == 1 and old[rank] in at]
    return increasing(pairs)


def _matched(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((block.a + step, block.b + step) for step in range(block.size))


def _first(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Each item with the first one equal to it after the match before."""
    ranks = defaultdict(list)
    for rank, item in enumerate(new):
        ranks[item].append(rank)
    after = 0
    for one, item in enumerate(old):
        at = bisect_left(ranks[item], after)
        if at < len(ranks[item]):
            yield one, ranks[item][at]
            after = ranks[item][at] + 1

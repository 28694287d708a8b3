"""The difference of the first and the last of several texts, each place with what made it on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from models.records import dataclass

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Hunk(Generic[C]):
    """Items of the first text, by their ranks, for which those of the second stand; and why, in order."""

    start: int
    end: int
    new_start: int
    new_end: int
    causes: tuple[C, ...] = ()


def hunks(old: Sequence[str], new: Sequence[str]) -> list[Hunk[C]]:
    """Where two texts differ."""
    if list(old) == list(new):
        return []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [Hunk(i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def composed(first: Sequence[Hunk[C]], second: Sequence[Hunk[C]]) -> list[Hunk[C]]:
    """What two steps change together: `first` leads to the text that `second` starts from."""
    together: list[Hunk[C]] = []
    for start, end, ones, others in _groups(first, second):
        before, after = _back(first, start, ones), _forth(second, start, others)
        old_end = before + (end - start) + sum((one.end - one.start) - (one.new_end - one.new_start) for one in ones)
        new_end = after + (end - start) + sum((one.new_end - one.new_start) - (one.end - one.start) for one in others)
        causes = tuple(dict.fromkeys(cause for one in (*ones, *others) for cause in one.causes))
        together.append(Hunk(before, old_end, after, new_end, causes))
    return together


def explained(found: Sequence[Hunk[C]], why: Callable[[Hunk[C]], tuple[C, ...]]) -> list[Hunk[C]]:
    """The same places, each with its causes."""
    return [Hunk(one.start, one.end, one.new_start, one.new_end, why(one)) for one in found]


_Group = tuple[int, int, list[Hunk[C]], list[Hunk[C]]]


def _groups(first: Sequence[Hunk[C]], second: Sequence[Hunk[C]]) -> Iterator[_Group[C]]:
    """The stretches of the text between that one step or the other changes; those that touch are one."""
    spans = [(one.new_start, one.new_end, 0, one) for one in first] + [(one.start, one.end, 1, one) for one in second]
    group: _Group[C] | None = None
    for start, end, step, one in sorted(spans, key=lambda each: each[:3]):
        if group is None or start > group[1]:
            if group:
                yield group
            group = (start, end, [], [])
        group = (group[0], max(group[1], end), group[2], group[3])
        group[2 + step].append(one)  # type: ignore[union-attr]
    if group:
        yield group


def _back(first: Sequence[Hunk[C]], at: int, own: Sequence[Hunk[C]]) -> int:
    """The rank in the first text of what stands at a rank of the text between, none of its own changes counted."""
    before = (one for one in first if one.new_end <= at and one not in own)
    return at + sum((one.end - one.start) - (one.new_end - one.new_start) for one in before)


def _forth(second: Sequence[Hunk[C]], at: int, own: Sequence[Hunk[C]]) -> int:
    before = (one for one in second if one.end <= at and one not in own)
    return at + sum((one.new_end - one.new_start) - (one.end - one.start) for one in before)

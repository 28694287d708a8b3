"""What is wrong with what is read: each fault at its place, and all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Sort = Literal[
    "unknown_key", "key_of_another_type", "missing", "group", "keys", "list", "text", "choice", "value", "yes_no",
    "day", "day_in_words", "number", "above", "at_least", "at_most", "too_short", "form", "other",
]  # fmt: skip
"""What may be wrong: `group` where a class of facts is expected, `keys` where any keys are, `value` in the words of
whoever reads it (`error` of the limits)."""


class Fault(NamedTuple):
    """One thing that is wrong: of which sort, where, what was read, and the limits that it goes beyond.

    `path` goes from what is read to the fault: names of keys, positions of items (from 0). `of_key` says that the last
    step, a key, is what is wrong.
    """

    sort: Sort
    path: tuple[Any, ...]
    value: Any
    limits: Mapping[str, Any] = MappingProxyType({})
    of_key: bool = False

    def under(self, step: Any) -> Fault:
        """The same, seen from what holds it under a key or at a position."""
        return self._replace(path=(step, *self.path))


class UnreadError(ValueError):
    """What was read is not as it must be."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "; ".join(f"{'.'.join(map(str, one.path))}: {one.sort} {dict(one.limits)}" for one in self.faults)


def refusal(sort: Sort, value: Any, **limits: Any) -> UnreadError:
    """What is raised of a value that is wrong in one way."""
    return UnreadError((Fault(sort, (), value, limits),))

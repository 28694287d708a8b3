"""What was made lately, by a key: a bounded memory for what most contracts share, and few make anew."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar, Generic, TypeVar

_Value = TypeVar("_Value")


class Lately(Generic[_Value]):
    """At most twice `most` values; those that served lately stay, those of one contract alone are dropped.

    Where it does not age, only their number is bounded: for small ones, that serve again after hundreds of contracts.

    It may be shared between threads: at worst the same thing is made twice.
    """

    _now: ClassVar[int] = 0

    def __init__(self, most: int, *, ages: bool = True) -> None:
        self._most, self._ages, self._since = most, ages, Lately._now
        self._recent: dict[Hashable, _Value] = {}
        self._former: dict[Hashable, _Value] = {}

    def __len__(self) -> int:
        return len(self._recent) + len(self._former)

    def get(self, key: Hashable) -> _Value | None:
        """The value of a key; None where there is none any more."""
        found = self._recent.get(key)
        return self._of_before(key) if found is None else found

    def _of_before(self, key: Hashable) -> _Value | None:
        """The value of a key that did not serve lately."""
        found = self._former.get(key)
        if found is not None:
            self.put(key, found)
        return found

    def put(self, key: Hashable, value: _Value) -> None:
        """Keep a value."""
        if (self._ages and self._since != Lately._now) or len(self._recent) >= self._most:
            self._since, self._former, self._recent = Lately._now, self._recent, {}
        self._recent[key] = value

    @staticmethod
    def age() -> None:
        """Have every one of them drop, as it next keeps something, what has not served since it was last told to."""
        Lately._now += 1

    def clear(self) -> None:
        """Drop them all."""
        self._recent, self._former = {}, {}

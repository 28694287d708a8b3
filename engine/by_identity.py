"""What was made of a part of a tree, found again while it is the very same object.

The parts of a clause that print no fact are shared from one contract to the next: what a writer made of one serves
again. To compare two equal parts would cost as much as making it anew; to see that it is the same one costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Made = TypeVar("_Made")
_Kept = dict[tuple[int, Hashable], tuple[object, _Made]]


class ByIdentity(Generic[_Made]):
    """At most twice `most` results; those that served lately stay, those of one contract alone are dropped.

    It may be shared between threads: at worst the same thing is made twice.
    """

    def __init__(self, most: int = 2048) -> None:
        self._most = most
        self._recent: _Kept[_Made] = {}
        self._former: _Kept[_Made] = {}

    def of(self, part: object, how: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` gives of a part; `how` is everything else that the result depends on."""
        key = (id(part), how)
        found = self._recent.get(key)
        if found is None and (found := self._former.get(key)) is not None:
            self._keep(key, found)
        if found is None or found[0] is not part:  # the part is kept with its result: its identity is no one else's
            found = (part, make())
            self._keep(key, found)
        return found[1]

    def _keep(self, key: tuple[int, Hashable], found: tuple[object, _Made]) -> None:
        if len(self._recent) >= self._most:
            self._former, self._recent = self._recent, {}
        self._recent[key] = found

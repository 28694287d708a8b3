"""What was made of a part of a tree, found again while it is the very same object.

The parts of a clause that print no fact are shared from one contract to the next: what a writer made of one serves
again. To compare two equal parts would cost as much as making it anew; to see that it is the same one costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from engine.lately import Lately

_Made = TypeVar("_Made")


class ByIdentity(Lately[tuple[object, _Made]]):
    """At most twice `most` results, by the part that each was made of."""

    def __init__(self, most: int = 2048) -> None:
        super().__init__(most)

    def of(self, part: object, how: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` gives of a part; `how` is everything else that the result depends on."""
        key = (id(part), how)
        found = self._recent.get(key) or self._of_before(key)
        if found is None or found[0] is not part:  # the part is kept with its result: its identity is no one else's
            found = (part, make())
            self.put(key, found)
        return found[1]

    def of_all(self, parts: Sequence[object], how: Hashable, make: Callable[[], _Made]) -> _Made:
        """The same of parts that come one after the other."""
        key = (tuple(map(id, parts)), how)
        found = self._recent.get(key) or self._of_before(key)
        if found is None:
            found = (tuple(parts), make())
            self.put(key, found)
        return found[1]

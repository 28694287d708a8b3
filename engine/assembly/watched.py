"""What a clause looks at while it is rendered by itself, told to what keeps its words (engine.assembly.reuse)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import TypeVar

from engine.errors import Finding

Input = tuple[str, Hashable]
"""Something that words depend on: its kind, and which one of that kind."""
Look = Callable[[str, Hashable], None]
"""What is told of each thing looked at."""

_Value = TypeVar("_Value")


def unwatched(_: str, __: Hashable) -> None:
    """Nobody keeps what is said."""


class Watched(Mapping[str, _Value]):
    """Values by name, which tell the names that are looked at."""

    def __init__(self, held: Mapping[str, _Value], kind: str, look: Look) -> None:
        self._held, self._kind, self._look = held, kind, look

    def __getitem__(self, name: str) -> _Value:
        self._look(self._kind, name)
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        for name in self._held:
            self._look(self._kind, name)
            yield name

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Told(dict[Finding, None]):
    """The findings that one clause tells; those told before it count, where it asks."""

    def __init__(self, before: Collection[Finding], kind: str, look: Look) -> None:
        super().__init__()
        self._before, self._kind, self._look = before, kind, look

    def __contains__(self, one: object) -> bool:
        if super().__contains__(one):
            return True
        self._look(self._kind, one)
        return one in self._before

"""The last descriptions that were read, for the next one: it most often says the same of most of its keys.

In a programmation, contracts of one département and of one year differ by their gestionnaire and its establishments.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

from engine.lately import Lately
from engine.libraries.modele import Modele
from engine.reading.yaml_strict import Source

_Read = TypeVar("_Read")
_SHARED = ("departement", "effet")
"""The keys that descriptions have in common which say most of the others alike."""


class LastRead(Generic[_Read]):
    """What was made of the last description of each model, and of the last one of each département and of each day."""

    def __init__(self, most: int) -> None:
        self._lately: Lately[tuple[Modele, _Read]] = Lately(most)

    def like(self, source: Source, model: Modele) -> _Read | None:
        """What was made of the one most like this one; None where none of its model was read lately."""
        return next((found[1] for key in _keys(source, model) if (found := self._lately.get(key))), None)

    def keep(self, source: Source, model: Modele, read: _Read) -> None:
        """Keep what was made of a description; its model is kept with it, for its identity to be no one else's."""
        for key in _keys(source, model):
            self._lately.put(key, (model, read))

    def clear(self) -> None:
        """Drop them all."""
        self._lately.clear()


def _keys(source: Source, model: Modele) -> tuple[Hashable, ...]:
    return (id(model), repr([source.data.get(key) for key in _SHARED])), id(model)

"""The facts of a description brought together from several places, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from engine.errors import Path, Place
from engine.reading.yaml_by_key import copied
from engine.reading.yaml_strict import Source
from models import chemins


class Facts:
    """Facts as a description writes them (groups, lists, texts), and the place of each.

    What stands under the `_shared` keys is that of a copy too: it is copied as something under it is given.
    """

    def __init__(self) -> None:
        self.data: dict[str, Any] = {}
        self.places: dict[Path, Place] = {}
        self._shared: set[str | int] = set()

    def copy(self) -> Facts:
        """The same facts, to which others may be added."""
        made = Facts()
        made.data, made.places, made._shared = {**self.data}, {**self.places}, {*self.data}
        self._shared |= made._shared
        return made

    def _take(self, key: Any) -> None:
        """Have what stands under a key for itself, before it changes."""
        if key in self._shared:
            self._shared.discard(key)
            self.data[key] = copied(self.data[key])

    def put(self, path: Path, value: object, place: Place) -> None:
        """Give a fact, in place of what was said before."""
        self._take(path[0])
        chemins.put(self.data, path, _written(value))
        self.places[path] = place

    def put_in(self, path: Path, said: Mapping[str, tuple[object, Place]]) -> None:
        """Give facts of one group, each with its place, in place of what was said before."""
        if not said:
            return
        self._take(path[0])
        chemins.put(self.data, (*path, next(iter(said))), None)
        group = self.at(path)
        for key, (value, place) in said.items():
            group[key] = _written(value)
            self.places[(*path, key)] = place

    def merge(self, given: Any, origin: Path, source: Source | None, matching: Mapping[str, str] | None = None) -> None:
        """Give every fact of a group; `origin` is where the group stands in its source.

        A list takes the place of the one before, but those that are `matching`: their items complete or correct those
        that have the same key.
        """
        self._merge(given, (), origin, source, matching or {})

    def _merge(self, given: Any, path: Path, origin: Path, source: Source | None, matching: Mapping[str, str]) -> None:
        if isinstance(given, dict):
            if path and source:  # a key that nothing admits is told where its group stands
                self.places[path] = source.key_place(origin)
            for key, value in given.items():
                self._merge(value, (*path, key), (*origin, key), source, matching)
        elif isinstance(given, list) and matching.get(str(path[-1] if path else "")) and self.has(path):
            for at, item in enumerate(given):
                place = self._matched(path, item, matching[str(path[-1])])
                self._merge(item, (*path, place), (*origin, at), source, {})
        elif isinstance(given, list):
            self.put(path, [], source.place(origin) if source else Place(""))
            for at, item in enumerate(given):
                self._merge(item, (*path, at), (*origin, at), source, {})
        elif given is not None:
            self.put(path, given, source.place(origin) if source else Place(""))

    def _matched(self, path: Path, item: Any, key: str) -> int:
        """The position of the item that has the same key, or a new one."""
        items = self.at(path)
        wanted = item.get(key) if isinstance(item, dict) else None
        found = (at for at, one in enumerate(items) if wanted and isinstance(one, dict) and one.get(key) == wanted)
        return next(found, len(items))

    def at(self, path: Path) -> Any:
        """What is said at a path; None where nothing is."""
        return chemins.at(self.data, path)

    def has(self, path: Path) -> bool:
        """Whether anything is said at a path."""
        return self.at(path) is not None

    def text(self, path: Path) -> str:
        """The text at a path, empty where there is none."""
        found = self.at(path)
        return found if isinstance(found, str) else ""


def _written(value: object) -> object:
    """A fact as a description writes it: texts, but for empty lists."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, list) else str(value)

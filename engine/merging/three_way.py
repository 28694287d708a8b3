"""A description and what several made of it, as one: what one changed is taken, what two changed in two ways is told.

Nothing is lost: what a file says otherwise than the one that was sent is in the result, or in a conflict. Without
conflict, the order of the files changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from engine.errors import Path
from engine.merging.answers import Answers
from engine.merging.matching import matched
from engine.merging.sides import Side
from models import chemins
from models.records import dataclass

BASE = -1
"""The file that was sent, among those that may be preferred."""
Prefers = Callable[[Path], int | None]


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer that is taken: what was said, what is said now (None for nothing), and the files that say it.

    `order` says that it is the order of a list.
    """

    path: Path
    old: Any
    new: Any
    files: tuple[int, ...]
    order: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Answers that contradict each other: what was said, and what each file says (None for nothing).

    `order` says that it is about the order of a list.
    """

    path: Path
    old: Any
    answers: Mapping[int, Any]
    order: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a merged list: its rank in the list that was sent, None for one that was added."""

    origin: int | None
    value: Any


Given = Mapping[int, Any]
"""What each file says there; None where it says that there is nothing."""


@dataclass
class ThreeWay:
    """One merging: what a file does not say at all, it leaves as it was."""

    answers: Answers
    sides: Sequence[Side]
    prefers: Prefers = lambda _: None
    leads: bool = False
    """Whether what the first file adds to a list keeps its place, and its order, before what the others add."""
    taken: list[Taken] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    unseen: list[tuple[Path, int]] = field(default_factory=list)
    """The items that a file does not have because it never showed them: they stay."""
    ranks: dict[tuple[Path, int], dict[int, int]] = field(default_factory=dict)
    """Of each list and each file, the rank of each item in the list that was sent; those that were added follow it."""

    def merge(self, path: Path, base: Any, given: Given) -> Any:
        """What stands at a path: groups stay groups, lists become rows."""
        if not (changed := self._changed(path, base, given)):
            return base
        held = [one for one in (base, *changed.values()) if one is not None]
        if all(isinstance(one, dict) for one in held):
            return self._group(path, base or {}, {at: one or {} for at, one in given.items()})
        if all(isinstance(one, list) for one in held):
            return self._rows(path, base or [], {at: one or [] for at, one in given.items()})
        return self._one(path, base, changed)

    def _changed(self, path: Path, base: Any, given: Given) -> Given:
        names = chemins.noms(path)
        meant = self.answers.meant(names, base)
        return {at: one for at, one in given.items() if self.answers.meant(names, one) != meant}

    def _one(self, path: Path, base: Any, changed: Given) -> Any:
        """The one answer that was changed, or the one preferred."""
        names = chemins.noms(path)
        ways = {_key(self.answers.meant(names, one)) for one in changed.values()}
        preferred = self.prefers(path) if len(ways) > 1 else next(iter(changed))
        if preferred is None or preferred not in (BASE, *changed):
            self.conflicts.append(Conflict(path, base, changed))
            return base
        if preferred == BASE:
            return base
        alike = len(ways) == 1  # and yet each may have written it in its own way
        said = min(changed.values(), key=_key) if alike else changed[preferred]
        self.taken.append(Taken(path, base, said, tuple(changed) if alike else (preferred,)))
        return said

    def _group(self, path: Path, base: dict[str, Any], given: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
        merged = {}
        for key in sorted({key for one in given.values() for key in one} - base.keys()):
            base = {**base, key: None}
        for key, old in base.items():
            names = (*chemins.noms(path), key)
            said = {at: one[key] for at, one in given.items() if key in one}
            for at in given.keys() - said.keys():
                if isinstance(old, dict):
                    said[at] = {}
                elif self.sides[at].says(names):
                    said[at] = None
            if (found := self.merge((*path, key), old, dict(sorted(said.items())))) is not None:
                merged[key] = found
        return merged

    def _rows(self, path: Path, base: list[Any], given: Mapping[int, list[Any]]) -> list[Row]:
        names = chemins.noms(path)
        ranks = {at: matched(self.answers, names, base, items) for at, items in given.items()}
        self.ranks |= {(path, at): found for at, found in ranks.items()}
        of = {at: {rank: given[at][theirs] for theirs, rank in found.items()} for at, found in ranks.items()}
        kept: dict[int, Row] = {}
        for rank, old in enumerate(base):
            present = {at: items[rank] for at, items in of.items() if rank in items}
            if (row := self._kept((*path, rank), old, present, [at for at in given if at not in present])) is not None:
                kept[rank] = row
        order = self._order(path, list(kept), given, ranks)
        added = list(self._added(path, given, ranks, order))
        rows = [kept[rank] for rank in order]
        new = 0  # those added before, by which the places that follow are moved
        for number, (place, theirs) in enumerate(added, start=len(base)):
            for at, rank in theirs.items():
                ranks[at][rank] = number
            value = self.merge((*path, number), None, {at: given[at][rank] for at, rank in theirs.items()})
            if value is not None:
                rows.insert(place + new, Row(None, value))
                new += 1
        return rows

    def _kept(self, path: Path, old: Any, present: Given, without: list[int]) -> Row | None:
        """An item that was sent, as it becomes; None where it is taken out."""
        rank = path[-1]
        assert isinstance(rank, int)  # noqa: S101 - the path of an item
        unseen = [at for at in without if not self.sides[at].shows]
        self.unseen += ((path, at) for at in unseen)
        without = [at for at in without if at not in unseen]
        changed = self._changed(path, old, present)
        if without and changed:
            preferred = self.prefers(path)
            if preferred not in (*without, *changed):
                if preferred != BASE:
                    self.conflicts.append(Conflict(path, old, {**dict.fromkeys(without), **changed}))
                return Row(rank, old)
            without = [preferred] if preferred in without else []
        if without:
            self.taken.append(Taken(path, old, None, tuple(without)))
            return None
        return Row(rank, self.merge(path, old, present) if changed else old)

    def _order(self, path: Path, kept: list[int], given: Given, ranks: Mapping[int, Mapping[int, int]]) -> list[int]:
        """The items that stay, in the order that one file gave them."""
        orders = {}
        for at in given:
            theirs = [ranks[at][one] for one in sorted(ranks[at]) if ranks[at][one] in kept]
            if theirs != sorted(theirs):
                orders[at] = [*theirs, *(rank for rank in kept if rank not in theirs)]
        ways = {tuple(one) for one in orders.values()}
        if not ways:
            return kept
        preferred = self.prefers(path) if len(ways) > 1 else next(iter(orders))
        if preferred in orders:
            self.taken.append(Taken(path, None, None, tuple(orders), order=True))
            return orders[preferred]
        if preferred != BASE:
            self.conflicts.append(Conflict(path, None, dict.fromkeys(orders), order=True))
        return kept

    def _added(
        self, path: Path, given: Mapping[int, list[Any]], ranks: Mapping[int, Mapping[int, int]], order: list[int]
    ) -> Iterator[tuple[int, Mapping[int, int]]]:
        """The items that were added, each with where it goes among those that stay, and its rank in each file."""
        names = chemins.noms(path)
        groups: list[dict[int, tuple[int, int]]] = []  # of each item, its rank and its place, by file
        for at, items in given.items():
            new = [rank for rank in range(len(items)) if rank not in ranks[at]]
            known = [given[first][one[first][0]] for one in groups for first in [next(iter(one))]]
            same = matched(self.answers, names, known, [items[rank] for rank in new])
            for number, rank in enumerate(new):
                place = self._place(path, at, _after(rank, ranks[at], order), order)
                if number in same:
                    groups[same[number]][at] = (rank, place)
                else:
                    groups.append({at: (rank, place)})

        def where(one: dict[int, tuple[int, int]]) -> tuple[int, bool, int, str]:
            said = sorted(_key(self.answers.meant(names, given[at][rank])) for at, (rank, _) in one.items())
            first = self.leads and 0 in one
            ranks, places = zip(*([one[0]] if first else one.values()), strict=True)
            return min(places), self.leads and not first, min(ranks), "".join(said)

        for one in sorted(groups, key=where):
            yield where(one)[0], {at: rank for at, (rank, _) in one.items()}

    def _place(self, path: Path, file: int, place: int, order: list[int]) -> int:
        """A place moved past the items that a file never showed: what it adds comes after them."""
        while place < len(order) and ((*path, order[place]), file) in self.unseen:
            place += 1
        return place


def _after(rank: int, ranks: Mapping[int, int], order: list[int]) -> int:
    """Where a new item goes: after the item that precedes it, of those that stay."""
    before = (ranks[one] for one in range(rank - 1, -1, -1) if one in ranks)
    return next((order.index(one) + 1 for one in before if one in order), 0)


def _key(value: Any) -> str:
    """What tells two answers apart, in an order that depends on them alone."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def plain(value: Any) -> Any:
    """What was merged, as a description says it."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one.value if isinstance(one, Row) else one) for one in value]
    return value

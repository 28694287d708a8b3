"""The inputs that clauses looked at, put together by key and by group, and what is compared of each fact."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple, cast

from engine.assembly.facts import is_a_number
from engine.assembly.watched import Input
from engine.by_identity import ByIdentity
from engine.errors import Path
from models.champs import Fiche

_AS_THEY_ARE = (str, date, type(None))
"""Types of which two values that are equal are the same value."""
_SHOWN = ("imprime", "organisme")
"""The kinds of inputs that are only printed (`Printed.shown`): of another value, they are other words, and no more."""
_FACTS = ("fait", "tout", "donne", "nombre", *_SHOWN)
"""The kinds of inputs that are told by their path in the description."""
_MOST = 16
"""What a key says in contracts of other départements is the very same as in those before of the same one."""
_SETTLED = ("trait", "numero", "numero du contrat", "cadre", "constat", "remarque")
"""The kinds of inputs that follow from the traits of a contract, or from the clauses before."""


Shown = tuple[Any, ...]
"""What the inputs that are only printed are in a contract, under each key where there are some."""


class Worth(NamedTuple):
    """What inputs decide in a contract, and what those that are only printed are in it, on which nothing depends."""

    decided: tuple[Hashable, ...]
    shown: Shown


class Shape:
    """The inputs that a rendering looked at, in any order. It equals itself alone.

    `printing` are the keys of the description under which some are only printed, `unsettled` the inputs that do not
    follow from the traits of a contract, or from the clauses before.
    """

    def __init__(self, inputs: Iterable[Input]) -> None:
        self.every = frozenset(inputs)
        self.unsettled = frozenset([one for one in self.every if one[0] not in _SETTLED])
        facts: dict[Any, list[Input]] = {}
        for one in sorted((one for one in self.every if one[0] in _FACTS), key=_group_of):
            facts.setdefault(one[1][0], []).append(one)  # type: ignore[index]
        self.of_keys = tuple(_of_a_key(key, tuple(found)) for key, found in facts.items())
        self.others = tuple(one for one in self.every if one[0] not in _FACTS)
        self.printing = tuple(one for one in self.of_keys if one.shown)

    def changed(self, before: Shown, now: Shown) -> set[Input]:
        """Of the inputs that are only printed, those that are no more what they were."""
        keys = [(key, was, one) for key, was, one in zip(self.printing, before, now, strict=True) if was is not one]
        return {
            what for key, was, one in keys for what, old, new in zip(key.shown, was, one, strict=True) if old != new
        }


def _group_of(one: Input) -> tuple[str, str]:
    """What those of one group have in common: they follow each other, in one order, and the group is gone to once."""
    return repr(one[1][:-1]), repr((one[1][-1], one[0]))  # type: ignore[index]


class OfAKey:
    """The inputs that are under one key of the description, and `lately` what that key said and their values there.

    Contracts that come one after the other share what their keys say alike: it is not gone through again.
    """

    def __init__(self, key: str, inputs: Sequence[Input]) -> None:
        printed = [one for one in inputs if one[0] == "imprime"]
        self.key = key
        self.called = tuple(one for one in inputs if one[0] == "organisme")
        self.shown = (*printed, *self.called)
        self.printed, self.looked_at = _by_group(printed), _by_group(one for one in inputs if one[0] not in _SHOWN)
        self.lately = (object(), Worth((), ()))
        self.known: ByIdentity[Worth] = ByIdentity(_MOST)


_of_a_key = lru_cache(maxsize=1024)(OfAKey)
"""Of the same inputs, the very same: what a shape knows of a key serves another, which differs elsewhere."""


class OfAGroup(NamedTuple):
    """The inputs that are facts of one group of the description, which is gone to once: what is looked at of each."""

    path: Path
    names: Path
    looks: tuple[Callable[[Any], Hashable], ...]


def _by_group(inputs: Iterable[Input]) -> tuple[OfAGroup, ...]:
    facts = [(cast("Path", key), _OF_A_FACT[kind]) for kind, key in inputs]
    groups = [(path, [*of_it]) for path, of_it in groupby(facts, key=lambda one: one[0][:-1])]
    return tuple(OfAGroup(path, tuple(key[-1] for key, _ in of_it), tuple(look for _, look in of_it))
                 for path, of_it in groups)  # fmt: skip


def _counted(value: Any) -> Hashable:
    return value > 1 if is_a_number(value) else frozen(value)


def _given(value: Any) -> Hashable:
    """Whether something is given, of its kind; of a list, whether it has an item."""
    return type(value), bool(value) if isinstance(value, list | dict) else value is not None


def frozen(value: Any) -> Hashable:
    """A value of a description, to be compared: two that print or decide otherwise are not equal.

    Of a group, alone or in a list, only its kind counts: its facts are inputs of their own.
    """
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value  # type: ignore[no-any-return]
    if isinstance(value, Fiche):
        return kind  # type: ignore[no-any-return]
    if isinstance(value, list):
        return (kind, *map(frozen, value))
    return kind, repr(value)  # True is equal to 1, and 1.0 to 1.00


_OF_A_FACT: dict[str, Callable[[Any], Hashable]] = {
    "fait": frozen, "imprime": frozen, "tout": repr, "nombre": _counted, "donne": _given
}  # fmt: skip
"""What is looked at of a fact, by the kind of the input."""

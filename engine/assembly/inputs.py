"""What the words of a clause may depend on in one contract, as values that are equal where they decide the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import Any

from engine.assembly.functions import Language
from engine.assembly.watched import Input
from engine.law.collectivites import Autorite
from models import chemins
from models.champs import Fiche
from models.contrat import Contrat

_AS_THEY_ARE = (str, date, type(None))
"""Types of which two values that are equal are the same value."""
_FACTS = ("fait", "tout")
"""The kinds of inputs that are told by their path in the description."""


class Shape:
    """The inputs that a rendering looked at, in any order. It equals itself alone."""

    def __init__(self, inputs: Iterable[Input]) -> None:
        self.every = frozenset(inputs)
        facts: dict[Any, list[Input]] = {}
        for one in self.every:
            if one[0] in _FACTS:
                facts.setdefault(one[1][0], []).append(one)  # type: ignore[index]
        self.of_keys = tuple(OfAKey(key, tuple(found)) for key, found in facts.items())
        self.others = tuple(one for one in self.every if one[0] not in _FACTS)


class OfAKey:
    """The inputs that are under one key of the description, and `lately` what that key said and their values there.

    Contracts that come one after the other share what their keys say alike: it is not gone through again.
    """

    def __init__(self, key: str, inputs: tuple[Input, ...]) -> None:
        self.key, self.inputs = key, inputs
        self.lately: tuple[object, tuple[Hashable, ...]] = (self, ())


class Inputs:
    """The value of each input in a contract, worked out once, but for what is told as the contract is assembled.

    `framed` says what stands around a clause: its number, those of its headings, what its draft tells of it.
    """

    def __init__(
        self, contrat: Contrat, autorite: Autorite | None, language: Language, framed: Callable[[str], Hashable]
    ) -> None:
        self._contrat, self._language = contrat, language
        self._known: dict[Input, Hashable] = {}
        self._told = {"constat": language.findings, "remarque": language.remarked}
        self._ways: dict[str, Callable[[Any], Hashable]] = {
            "fait": lambda path: frozen(chemins.at(contrat, path)),
            "tout": lambda path: repr(chemins.at(contrat, path)),
            "trait": language.traits.get,
            "numero": language.numbers.of.get,
            "numero du contrat": language.contract.of.get,
            "droit": lambda _: language.droit,
            "autorite": lambda _: autorite,
            "tableau": lambda name: _table(language, name),
            "cadre": framed,
        }

    def values(self, shape: Shape) -> tuple[Hashable, ...]:
        """The values of the inputs of a shape, in its order."""
        return (*[self._of_a_key(one) for one in shape.of_keys], *self._each(shape.others))

    def _of_a_key(self, asked: OfAKey) -> tuple[Hashable, ...]:
        said = getattr(self._contrat, asked.key, None)
        before, values = asked.lately
        if before is not said:
            values = self._each(asked.inputs)
            asked.lately = (said, values)  # at once: another thread finds both or neither
        return values

    def _each(self, asked: Iterable[Input]) -> tuple[Hashable, ...]:
        known = self._known
        return tuple([known[one] if one in known else self._worked_out(one) for one in asked])

    def _worked_out(self, one: Input) -> Hashable:
        kind, key = one
        if kind in self._told:
            return key in self._told[kind]
        value = self._known[one] = self._ways[kind](key)
        return value


def _table(language: Language, name: str) -> Hashable:
    tables = language.tables
    return tables and (tables.figures, tables.grilles[name].mark if name in tables.grilles else None)


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

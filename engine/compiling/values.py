"""What an expression of a clause may stand for, as its text tells it: facts by their paths, words, lists, columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import nodes

from engine.compiling.called import PLACES
from models.records import dataclass

LEVELS: Mapping[str, str] = {
    "objectif": "",
    "operationnel": ".operationnels[]",
    "action": ".operationnels[].actions[]",
    "indicateur": ".operationnels[].indicateurs[]",
}
"""Where the levels of a table of objectives are, from an objective."""


@dataclass(frozen=True, slots=True)
class Fait:
    """A fact, a group of facts or a list at a path."""

    path: str


@dataclass(frozen=True, slots=True)
class Mot:
    """A constant."""

    value: Any


@dataclass(frozen=True, slots=True)
class Suite:
    """A list or a tuple, whose parts are known one by one; a dictionary, by its values."""

    parts: tuple[Valeur, ...]


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of a table of objectives: the facts that it shows, or the macro that writes them."""

    faits: Valeur


@dataclass(frozen=True, slots=True, eq=False)
class Formule:
    """A macro, with the names that it sees."""

    node: nodes.Macro
    scope: dict[str, Valeur]


Possible = Fait | Mot | Suite | Colonne | Formule
Valeur = tuple[Possible, ...]
"""What an expression may be, one of several; nothing where its text does not say."""
RIEN: Valeur = ()


def either(*values: Valeur) -> Valeur:
    """One of these."""
    return tuple(dict.fromkeys(one for value in values for one in value))


def items(value: Valeur) -> Valeur:
    """What a loop over it gives."""
    found: list[Possible] = []
    for one in value:
        if isinstance(one, Fait):
            found.append(Fait(f"{one.path}[]"))
        elif isinstance(one, Suite):
            found += either(*one.parts)
    return tuple(dict.fromkeys(found))


def attribute(value: Valeur, name: str) -> Valeur:
    """One of the facts of a group."""
    found: list[Possible] = []
    for one in value:
        if isinstance(one, Fait):
            found.append(Fait(f"{one.path}.{name}"))
        elif isinstance(one, Suite) and name in LEVELS:  # an action with the objectives that it belongs to
            found += either(*one.parts[list(LEVELS).index(name) :][:1])
    return tuple(dict.fromkeys(found))


def walked(value: Valeur) -> Iterator[Possible]:
    """Each part of lists, however deep."""
    for one in value:
        if isinstance(one, Suite):
            for part in one.parts:
                yield from walked(part)
        else:
            yield one


def facts(value: Valeur) -> Iterable[Fait]:
    """The facts among them."""
    return (one for one in value if isinstance(one, Fait))


def words(value: Valeur) -> list[str]:
    """The texts among them."""
    return [one.value for one in value if isinstance(one, Mot) and isinstance(one.value, str)]


def at(objectifs: Valeur, level: str) -> Valeur:
    """The items of a level of these objectives: their actions, their indicators."""
    return tuple(Fait(f"{one.path}{LEVELS[level]}") for one in facts(objectifs))


def shown(objectifs: Valeur, said: object) -> Valeur:
    """« action.delai », of these objectives."""
    level, _, name = said.partition(".") if isinstance(said, str) else ("", "", "")
    is_a_fact = level in LEVELS and name.isidentifier() and name not in PLACES
    return attribute(at(objectifs, level), name) if is_a_fact else RIEN


class Followed(NamedTuple):
    """The sort, the name and the line of each fact and key that a tree names; no name where it does not tell it.

    `answers` are what is compared to words; `named_by` what each expression names, by the identity of its node.
    """

    uses: tuple[tuple[str, str, int], ...]
    answers: tuple[tuple[str, str, tuple[str, ...], int], ...]
    named_by: Mapping[int, Iterable[str]]

"""Every fact that a description gives, gone through once, group by group: a fact that changes leaves the other groups.

What was found in the facts of a group is kept with it, for it does not change once read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from models.champs import Fiche
from models.chemins import Chemin, given
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of, worked_out

Fait = tuple[Chemin, Any, Champ]
"""The path of a fact, what it is, and the field that declares it; facts by year are one."""
_Found = TypeVar("_Found")


def faits(fiche: Fiche) -> Sequence[Fait]:
    """Every fact of a description, item by item."""
    return worked_out(fiche, "faits", lambda: tuple(of_each_group(fiche, _as_they_are)))


def of_each_group(fiche: Fiche, look: Callable[[Sequence[Fait]], Iterable[_Found]]) -> Sequence[_Found]:
    """What is found in the facts of a description, those of each group of the first level apart.

    `look` is a function of a module, and looks at nothing else: of the very same group, it is called once.
    """
    apart = worked_out(fiche, _Apart, lambda: _apart(fiche))
    return [one for found in apart for one in found[look]]


class _Apart(dict[Callable[..., Any], tuple[Any, ...]]):
    """What was found, by what looked for it, in the facts of a group, with which it is kept.

    Or in some that follow each other and are in no group.
    """

    __slots__ = ("facts",)

    def __init__(self, facts: Sequence[Fait]) -> None:
        self.facts = facts

    def __missing__(self, look: Callable[..., Any]) -> tuple[Any, ...]:
        found = self[look] = tuple(look(self.facts))
        return found


def _apart(fiche: Fiche) -> Sequence[_Apart]:
    """The groups of the first level, those of lists one by one; the facts that are in none, between them."""
    every: list[_Apart] = []
    in_none: list[Fait] = []
    for here, value, info in _under(fiche):
        if not isinstance(value, Fiche):
            in_none.append((here, value, info))
            continue
        if in_none:
            every.append(_Apart(in_none))
            in_none = []
        every.append(_of_group(value, here))
    return [*every, _Apart(in_none)] if in_none else every


def _under(fiche: Fiche) -> Iterator[Fait]:
    """What is given at the first level, item by item."""
    values = vars(fiche)
    for name, info in fields_of(type(fiche)).items():
        value = values[name]
        if isinstance(value, list):
            yield from _items(value, (name,), info)
        elif value is not None:
            yield (name,), value, info


def _items(value: list[Any], here: Chemin, info: Champ) -> Iterator[Fait]:
    for at, one in enumerate(value):
        if isinstance(one, list):
            yield from _items(one, (*here, at), info)
        elif one is not None:
            yield (*here, at), one, info


def _of_group(group: Fiche, here: Chemin) -> _Apart:
    return worked_out(group, (_Apart, here), lambda: _Apart(given(group, here)))


def _as_they_are(found: Sequence[Fait]) -> Sequence[Fait]:
    return found


def in_words(value: Any) -> Hashable:
    """All that a fact, a group or a list says, to be compared with another: of the very same group, worked out once."""
    if isinstance(value, list):
        return tuple(map(in_words, value))
    return worked_out(value, in_words, lambda: repr(value)) if isinstance(value, Fiche) else repr(value)

"""Every fact that a description gives, gone through once, group by group: a fact that changes leaves the other groups.

What was found in the facts of a group is kept with it, for it does not change once read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

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
    every: list[_Found] = []
    for facts, found in worked_out(fiche, _Apart, lambda: _apart(fiche)):
        known = found.get(look)
        if known is None:
            known = found[look] = tuple(look(facts))
        if known:
            every += known
    return every


class _Apart(NamedTuple):
    """The facts of a group, or some that follow each other and are in none, and what was found in them, by what looked.

    Of a group, both are kept with it.
    """

    facts: Sequence[Fait]
    found: dict[Callable[..., Any], tuple[Any, ...]]


def _apart(fiche: Fiche) -> Sequence[_Apart]:
    """The groups of the first level, those of lists one by one; the facts that are in none, between them."""
    every: list[_Apart] = []
    in_none: list[Fait] = []
    for here, value, info in _under(fiche):
        if not isinstance(value, Fiche):
            in_none.append((here, value, info))
            continue
        if in_none:
            every.append(_Apart(in_none, {}))
            in_none = []
        every.append(_of_group(value, here))
    return [*every, _Apart(in_none, {})] if in_none else every


def _under(fiche: Fiche) -> Iterator[Fait]:
    """What is given at the first level, item by item."""
    for name, info in fields_of(type(fiche)).items():
        value = getattr(fiche, name)
        if isinstance(value, list):
            yield from _items(value, (name,), info)
        elif value is not None:
            yield (name,), value, info


def _items(value: Any, here: Chemin, info: Champ) -> Iterator[Fait]:
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from _items(one, (*here, at), info)
    elif value is not None:
        yield here, value, info


def _of_group(group: Fiche, here: Chemin) -> _Apart:
    return worked_out(group, (_Apart, here), lambda: _Apart(tuple(given(group, here)), {}))


def _as_they_are(found: Sequence[Fait]) -> Sequence[Fait]:
    return found


def in_words(value: Any) -> Hashable:
    """All that a fact, a group or a list says, to be compared with another: of the very same group, worked out once."""
    if isinstance(value, list):
        return tuple(map(in_words, value))
    return worked_out(value, in_words, lambda: repr(value)) if isinstance(value, Fiche) else repr(value)

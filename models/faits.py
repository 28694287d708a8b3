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


def of_each_group(fiche: Fiche, look: Callable[[Sequence[Fait]], Iterable[_Found]]) -> Iterator[_Found]:
    """What is found in the facts of a description, those of each group of the first level apart.

    `look` is a function of a module, and looks at nothing else: of the very same group, it is called once.
    """
    for one in worked_out(fiche, _Apart, lambda: tuple(map(_apart, _groups(fiche)))):
        if look not in one.found:
            one.found[look] = tuple(look(_facts_of(one.fait)))
        yield from one.found[look]


class _Apart(NamedTuple):
    """A group, or a fact that is in none, and what was found in it, by what looked; of a group, it is kept with it."""

    fait: Fait
    found: dict[Callable[..., Any], tuple[Any, ...]]


def _apart(fait: Fait) -> _Apart:
    here, group, _ = fait
    return _Apart(fait, worked_out(group, (_Apart, here), dict) if isinstance(group, Fiche) else {})


def _facts_of(fait: Fait) -> Sequence[Fait]:
    here, group, _ = fait
    return _of_group(group, here) if isinstance(group, Fiche) else [fait]


def _groups(fiche: Fiche) -> Iterator[Fait]:
    """The groups of the first level, those of lists one by one, and the facts that are in none."""
    for name, info in fields_of(type(fiche)).items():
        yield from _under(getattr(fiche, name), (name,), info)


def _under(value: Any, here: Chemin, info: Champ) -> Iterator[Fait]:
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from _under(one, (*here, at), info)
    elif value is not None:
        yield here, value, info


def _of_group(group: Fiche, here: Chemin) -> Sequence[Fait]:
    return worked_out(group, (_as_they_are, here), lambda: tuple(given(group, here)))


def _as_they_are(found: Sequence[Fait]) -> Sequence[Fait]:
    return found


def in_words(value: Any) -> Hashable:
    """All that a fact, a group or a list says, to be compared with another: of the very same group, worked out once."""
    if isinstance(value, list):
        return tuple(map(in_words, value))
    return worked_out(value, in_words, lambda: repr(value)) if isinstance(value, Fiche) else repr(value)

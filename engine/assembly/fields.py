"""What a question declares of the fact that it asks, as the view of a description needs it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal, get_args, get_origin

from models.champs import Fiche
from models.fiches.champ import Champ
from models.fiches.groupe import fields_of
from models.kind import French, kind_of
from models.kinds import prints_its_own_way
from models.phrases import phrase_de


def said(info: Champ, key: str) -> Any:
    """What a field says under a key; nothing where it does not say it."""
    return info.said.get(key, "")


def is_a_choice(annotation: Any) -> bool:
    """Whether the answers to a question are finite: « oui » or « non », or the words of a list."""
    return annotation is bool or get_origin(annotation) is Literal or any(map(is_a_choice, get_args(annotation)))


@cache
def choices(kind: type[Fiche]) -> frozenset[str]:
    """The facts of a group that are choices."""
    return frozenset(name for name, info in fields_of(kind).items() if is_a_choice(info.annotation))


_OWN_WAYS: dict[int, tuple[Champ, Callable[[Any, French], str] | None]] = {}


def own_way(info: Champ) -> Callable[[Any, French], str] | None:
    """How the values of a field are written, where it is not as others of their type are."""
    known = _OWN_WAYS.get(id(info))
    if known is None:
        kind = kind_of(info.annotation, info.marks)
        known = _OWN_WAYS[id(info)] = info, kind.prints if kind and prints_its_own_way(kind) else None
    return known[1]


_NAMES: dict[int, tuple[Champ, bool]] = {}


def name_of(info: Champ) -> bool:
    """Whether a field holds a name, or names an item of a list: it is printed as typed."""
    known = _NAMES.get(id(info))
    if known is None:
        phrase = phrase_de(info.annotation, info.marks)
        known = _NAMES[id(info)] = info, bool(said(info, "designe") or (phrase and phrase.attend == "nom"))
    return known[1]

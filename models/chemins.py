"""A path into a description, and every walk along one: through its facts, what a file writes, its classes.

A path is a tuple of the names of keys, of the positions of items (from 0), and of `CHAQUE`, every item of a list, which
a library writes « sites[].zone ». Nothing else goes down a description step by step: what is looked for in one is
asked here. A walk takes a description that is read (groups of facts), and as well what its file writes (`dict`, `list`
and texts).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import cache, lru_cache
from itertools import pairwise
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from models.fiches.groupe import Groupe, fields_of
from models.regexes import regex

if TYPE_CHECKING:  # errors name paths: they load in every process, and need no more than that
    from models.champs import Fiche
    from models.fiches.champ import Champ

Chemin = tuple[str | int, ...]
Noms = tuple[str, ...]
"""The path of a question: that of its fact, whatever the items."""
CHAQUE = "[]"
"""The step of a path that stands for every item of a list."""

_STEP = regex(r"[^.\[\]]+|\[\d*\]")
DEEPEST = 60
"""The steps of the longest path, and the levels of the deepest file: more are refused."""
_OF_ONE_FACT = regex(r"[^.\[\]]+(?:\[[1-9]\d{0,3}\])*(?:\.[^.\[\]]+(?:\[[1-9]\d{0,3}\])*)*", re.ASCII)


@lru_cache(maxsize=4096)
def lire(texte: str) -> Chemin:
    """The path that a library writes: « sites[].zone », « moyens.tarif_horaire », « sites[1].nom » (from 1)."""
    steps = _STEP.findall(texte)
    return tuple(int(one[1:-1]) - 1 if one[1:-1].isdecimal() and one[0] == "[" else one for one in steps)


def is_of_one_fact(texte: str) -> bool:
    """Whether a text is the path of one fact, with its ranks from 1 to 9999, and no deeper than a file may be."""
    return bool(_OF_ONE_FACT.fullmatch(texte)) and len(_STEP.findall(texte)) <= DEEPEST


def ecrit(path: Chemin) -> str:
    """A path as it is printed: `("sites", 0, "nom")` is « sites[1].nom », counting from 1."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step + 1}]"
        else:
            text += step if step == CHAQUE or not text else f".{step}"
    return text


def noms(path: Chemin | str) -> Noms:
    """The names along a path: those of the questions, whatever the item."""
    steps = lire(path) if isinstance(path, str) else path
    return tuple(step for step in steps if isinstance(step, str) and step != CHAQUE)


def leading_to(texte: str) -> list[str]:
    """A path, then those that lead to it, the nearest first: « sites[1].nom », « sites[1] », « sites »."""
    path = lire(texte)
    return [ecrit(path[:end]) for end in range(len(path), 0, -1)]


# --- What is said at a path -----------------------------------------------------------------------------------------


def at(held: Any, path: Chemin | str, *, said: bool = False) -> Any:
    """What a description has at a path, or None; with `said`, no value that it has by default alone."""
    for step in lire(path) if isinstance(path, str) else path:
        if held is None:
            return None
        held = _way(type(held))(held, step, said)  # type: ignore[arg-type]
    return held


def several(held: Any, steps: Sequence[str | int]) -> list[Any]:
    """What a group, a list or keys have at each of these steps, or None."""
    way, facts = _way(type(held)), vars(held) if isinstance(held, Groupe) else {}  # type: ignore[arg-type]
    return [facts[step] if step in facts else way(held, step, False) for step in steps]


@cache
def _way(kind: Any) -> Callable[[Any, Any, bool], Any]:
    """What goes one step down a thing of this class: kept, for it is asked at each step of each walk."""
    if issubclass(kind, list):
        return lambda held, step, _: held[step] if isinstance(step, int) and 0 <= step < len(held) else None
    if issubclass(kind, dict):  # facts by year have numbers for keys
        return lambda held, step, _: held.get(step, held.get(int(step)) if str(step).isdecimal() else None)
    if issubclass(kind, str):
        return lambda *_: None
    if hasattr(kind, "__getitem__"):  # a list as a clause sees it: an item that is not given is one to fill in
        return lambda held, step, _: held[step]
    return _of_a_group


def _of_a_group(held: Any, step: str | int, said: bool) -> Any:
    if isinstance(step, int) or (said and step not in getattr(held, "_given", ())):
        return None
    return getattr(held, step, None)


def every(held: Any, path: Chemin | str, here: Chemin = ()) -> Iterator[tuple[Chemin, Any]]:
    """What stands at a path in each item of the lists that it goes through, with its own path; None where nothing is.

    A name after a list is that of each of its items, so that « sites.zone » finds what « sites[].zone » does.
    """
    path = lire(path) if isinstance(path, str) else path
    for depth, step in enumerate(path):
        if step == CHAQUE or (isinstance(held, list) and isinstance(step, str)):
            rest = path[depth + 1 :] if step == CHAQUE else path[depth:]
            yield from _in_each(held, rest, (*here, *path[:depth]))
            return
        held = at(held, (step,))
    yield (*here, *path), held


def _in_each(held: Any, rest: Chemin, here: Chemin) -> Iterator[tuple[Chemin, Any]]:
    if isinstance(held, list):
        for position, one in enumerate(held):
            yield from every(one, rest, (*here, position))
    elif held is not None:  # a group that stands alone is its only item
        yield from every(held, rest, here)


# --- All that is said -----------------------------------------------------------------------------------------------


def given(
    fiche: Fiche, here: Chemin = (), kept: Callable[[Fiche, str, Champ], bool] | None = None
) -> list[tuple[Chemin, Any, Champ]]:
    """Every fact, item by item (those by year are one), with its path and its field, of the fields that are `kept`."""
    found: list[tuple[Chemin, Any, Champ]] = []
    values = vars(fiche)
    for name, info in fields_of(type(fiche)).items():
        if (value := values[name]) is not None and (kept is None or kept(fiche, name, info)):
            holds = isinstance(value, list | Groupe)
            found += given_under(value, (*here, name), info, kept) if holds else [((*here, name), value, info)]
    return found


def given_under(value: Any, here: Chemin, info: Champ, kept: Any) -> list[tuple[Chemin, Any, Champ]]:
    """Every fact of what a field has: a fact, a group, or a list of either."""
    if isinstance(value, list):
        return [fact for position, one in enumerate(value) for fact in given_under(one, (*here, position), info, kept)]
    if isinstance(value, Groupe):
        return given(value, here, kept)  # type: ignore[arg-type]
    return [] if value is None else [(here, value, info)]


def written(data: Any, here: Chemin = ()) -> Iterator[tuple[Chemin, Any]]:
    """Every text that a file writes, with its path; a key without a value has None, or what is empty there."""
    if isinstance(data, dict | list) and data:
        for step, one in data.items() if isinstance(data, dict) else enumerate(data):
            yield from written(one, (*here, step))
    else:
        yield here, data


# --- What is changed at a path --------------------------------------------------------------------------------------


def put(data: Any, path: Chemin, value: Any) -> None:
    """Write a value in a tree of keys and lists; what leads to it is made, in place of a text where it must be."""
    for step, following in pairwise(path):
        _reach(data, step, {})
        kind = list if isinstance(following, int) else dict
        found = at(data, (step,))
        if not isinstance(found, kind):
            data[step] = found = kind()
        data = found
    _reach(data, path[-1], None)
    data[path[-1]] = value


def _reach(data: Any, step: str | int, empty: Any) -> None:
    """Make a list long enough for a position."""
    if isinstance(data, list) and isinstance(step, int):
        data += [deepcopy(empty) for _ in range(step + 1 - len(data))]


def nested(values: Mapping[Chemin, Any]) -> dict[str | int, Any]:
    """Values by path, as the steps of these paths one inside the other, positions of lists included."""
    found: dict[str | int, Any] = {}
    for path, value in values.items():
        inside = found
        for step in path[:-1]:
            inside = inside.setdefault(step, {})
        inside[path[-1]] = value
    return found


def take_out(data: Any, path: Chemin, empty: Any = None) -> None:
    """Take a value out of a tree, where it is; in a list, `empty` keeps the rank of the others."""
    held, last = at(data, path[:-1]), path[-1]
    if isinstance(held, dict):
        held.pop(last, None)
    elif isinstance(held, list) and isinstance(last, int):
        held[last : last + 1] = [empty]


def under(path: Chemin, places: Mapping[Chemin, Any]) -> dict[Chemin, Any]:
    """What is known of the paths that begin with this one, by the rest of each."""
    return {one[len(path) :]: found for one, found in places.items() if one[: len(path)] == path}


def of_error(said: Sequence[int | str], data: Any, *, missing: bool = False) -> Chemin:
    """What the file has of the path of a fault: a clause that its name alone says has no key « clause » in the file.

    The last step of what is `missing` is kept.
    """
    path: list[str | int] = []
    for step in said:
        known: str | int | None
        if isinstance(data, dict):
            known = next((one for one in (step, str(step)) if one in data), None)
        else:
            known = step if isinstance(data, list) and isinstance(step, int) else None
        if known is not None:
            path.append(known)
            data = at(data, (known,))
    if missing:
        path.append(said[-1])
    return tuple(path)


# --- What may be said: the classes of a description -----------------------------------------------------------------


@lru_cache(maxsize=8192)
def inner(annotation: Any) -> Sequence[type[Fiche]]:
    """The groups of facts that a field may hold, alone, in a list or by name."""
    if isinstance(annotation, type) and hasattr(annotation, "_is_a_group"):
        return (annotation,)
    return tuple(kind for one in get_args(annotation) for kind in inner(one))


def required(annotation: Any) -> Any:
    """The type of a fact that is given: `Jour` for `Jour | None`."""
    if get_origin(annotation) in (Union, UnionType):
        return next(kind for kind in get_args(annotation) if kind is not type(None))
    return annotation


def is_list(annotation: Any) -> bool:
    """Whether a field holds a list."""
    return get_origin(required(annotation)) is list


def item(annotation: Any) -> Any:
    """The type of one item of a list, or that of a fact that stands alone."""
    return get_args(required(annotation))[0] if is_list(annotation) else required(annotation)


def field_at(kind: type[Fiche] | None, path: Chemin | str) -> Champ | None:
    """The field that declares the fact, the group or the list at a path; None where nothing does.

    What follows a fact is a part of it: « effet.year », the year of facts by year.
    """
    return _field_at(kind, noms(path)) if kind else None


@lru_cache(maxsize=16384)
def _field_at(kind: type[Fiche], names: Noms) -> Champ | None:
    kinds: Sequence[type[Fiche]] = [kind]
    info = None
    for step in names:
        if info is not None and not kinds:
            return info
        info = next((fields_of(one)[step] for one in kinds if step in fields_of(one)), None)
        if info is None:
            return None
        kinds = inner(info.annotation)
    return info


def fields_at(kind: type[Fiche], path: Chemin | str) -> dict[str, Champ]:
    """The fields that the group at a path may have; a name of no group (the key of a rule) is passed over."""
    kinds: Sequence[type[Fiche]] = [kind]
    for step in noms(path):
        found = [fields_of(above).get(step) for above in kinds]
        kinds = [below for info in found if info for below in inner(info.annotation)] or kinds
    return {name: info for one in kinds for name, info in fields_of(one).items()}


def walk(kind: type[Fiche], here: Noms = (), above: tuple[type, ...] = ()) -> Iterator[tuple[Noms, Champ]]:
    """Every fact that a class declares, with the names that lead to it; a group comes before what it holds."""
    for name, info in fields_of(kind).items():
        yield (*here, name), info
        for one in inner(info.annotation):
            if one not in (kind, *above):
                yield from walk(one, (*here, name), (kind, *above))

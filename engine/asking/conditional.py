"""What a schema says of a question that is worth asking with some answers alone: `if` and `else`.

A question is offered while nothing rules it out, as in a questionnaire. One that is ruled out is no more offered or
looked at, but not refused: the commands say that the contract does not use it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.asking.asked import Asked
from engine.asking.conditions import Condition
from models.chemins import Noms
from models.records import dataclass

_YES_NO: Mapping[str, tuple[object, ...]] = {
    "oui": ("oui", "Oui", "OUI", True),
    "non": ("non", "Non", "NON", False),
}


@dataclass(frozen=True, slots=True)
class Conditional:
    """A question at `path`, with its own schema, to be offered unless one of its conditions rules it out."""

    path: Noms
    conditions: frozenset[Condition]
    schema: Mapping[str, Any]


def ancestor(path: Noms, several: Iterable[Condition]) -> Noms:
    """The group that holds a question and all that it depends on."""
    common = path[:-1]
    for one in several:
        while one.path[: len(common)] != common or len(one.path) == len(common):
            common = common[:-1]
    return common


def offered(group: Noms, several: Iterable[Conditional], lists: frozenset[Noms]) -> list[dict[str, Any]]:
    """The rules of a group: with which answers each of these questions is offered; `lists` are the paths of lists."""
    together: dict[frozenset[Condition], list[Conditional]] = {}
    for one in several:
        together.setdefault(one.conditions, []).append(one)
    return [_rule(group, conditions, questions, lists) for conditions, questions in together.items()]


def _rule(
    group: Noms, conditions: frozenset[Condition], questions: list[Conditional], lists: frozenset[Noms]
) -> dict[str, Any]:
    ordered = sorted(conditions, key=lambda one: (one.path, one.kept))
    ruled_out = [_answered(one.path[len(group) :], _ruling(one), group, lists) for one in ordered]
    then: dict[str, Any] = {}
    for one in questions:
        _put(then, one.path[len(group) :], one.schema, group, lists)
    return {"if": ruled_out[0] if len(ruled_out) == 1 else {"anyOf": ruled_out}, "else": then}


def _ruling(one: Condition) -> list[object]:
    answers = [value for value in one.offered if value not in one.kept]
    return [said for value in answers for said in _YES_NO.get(value, (value,))]


def _answered(path: Noms, values: list[object], group: Noms, lists: frozenset[Noms]) -> dict[str, Any]:
    """A description, or each item of its list, gives one of these answers there."""
    if not path:
        return {"enum": values}
    here = (*group, path[0])
    inner = _answered(path[1:], values, here, lists)
    if here in lists and len(path) > 1:
        inner = {"type": "array", "minItems": 1, "items": inner}
    return {"type": "object", "required": [path[0]], "properties": {path[0]: inner}}


def _put(into: dict[str, Any], path: Noms, schema: Mapping[str, Any], group: Noms, lists: frozenset[Noms]) -> None:
    properties = into.setdefault("properties", {})
    if len(path) == 1:
        properties[path[0]] = schema
        return
    here = (*group, path[0])
    inner = properties.setdefault(path[0], {})
    _put(inner.setdefault("items", {}) if here in lists else inner, path[1:], schema, here, lists)


def lists_of(questions: Iterable[Asked], path: Noms = ()) -> Iterator[Noms]:
    """The paths of the groups of which there are several."""
    for one in questions:
        here = (*path, one.name)
        if one.under and one.many:
            yield here
        yield from lists_of(one.under, here)

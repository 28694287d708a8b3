"""What of a questionnaire is left to answer, and in which order: first what decides which of the rest is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any

from engine.asking.asked import Asked
from engine.asking.conditions import is_asked
from engine.asking.formats import YEARS
from engine.asking.meant import as_meant
from models.chemins import Chemin


class Rank(IntEnum):
    """Where a question stands in the questionnaire of what is left."""

    DECIDES = 0
    LEFT = 1
    ANSWERED = 2


def rank(one: Asked, value: Any) -> Rank:
    """What is still to answer of a question, or of a group; `value` is what the description says of it."""
    found = [each for _, each in left(one, value)]
    if any(each.decides for each in found):
        return Rank.DECIDES
    return Rank.LEFT if found else Rank.ANSWERED


def left(one: Asked, value: Any, above: Chemin = ()) -> Iterator[tuple[Chemin, Asked]]:
    """The questions without an answer, each with its path; one that several items miss, again at each."""
    path = (*above, one.name)
    if not one.under:
        if not (_says_every_year(value) if one.format is YEARS else _says(value)):
            yield path, one
    elif not _says_in_words(value):
        for at, item in enumerate(_items(one, value)):
            for fact in under(one, item):
                yield from left(fact, item.get(fact.name), (*path, at) if one.many else path)


def with_years(questions: Iterable[Asked], valeurs: Mapping[str, Any], years: Iterable[int]) -> dict[str, Any]:
    """The same description, where facts that are given for some years have those of the contract that are blank."""
    known = {one.name: one for one in questions}
    blank = dict.fromkeys(map(str, years))
    return {name: _with_years(known[name], said, blank) if name in known else said for name, said in valeurs.items()}


def _with_years(one: Asked, said: Any, blank: Mapping[str, None]) -> Any:
    if isinstance(said, list):
        return [_with_years(one, item, blank) for item in said]
    if not isinstance(said, Mapping):
        return said
    if one.format is YEARS:
        return dict(sorted({**blank, **said}.items())) if _says(said) else said
    return with_years(one.under, said, map(int, blank))


def _says_in_words(value: Any) -> bool:
    """Whether a text stands in place of a group, or of a list of them: « aucun »."""
    return isinstance(value, str) and bool(value.strip())


def _says_every_year(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value) and all(map(_says, value.values()))


def under(one: Asked, known: Mapping[str, Any]) -> list[Asked]:
    """The questions that a group, or an item of a list, is asked by the answers that it has already."""
    meant = as_meant(one.under, known)
    return [each for each in one.under if is_asked(each, meant)]


def deciding_first(questions: Sequence[Asked], known: Mapping[str, Any], *, named: bool) -> list[Asked]:
    """The same questions, those that decide and have no answer first, after the one by which an item is `named`."""
    head, rest = list(questions[:named]), questions[named:]
    return [*head, *sorted(rest, key=lambda one: rank(one, known.get(one.name)) is not Rank.DECIDES)]


def _items(one: Asked, value: Any) -> Iterable[Mapping[str, Any]]:
    items = value if one.many and isinstance(value, list) and value else [value]
    return (item if isinstance(item, Mapping) else {} for item in items)


def _says(value: Any) -> bool:
    if isinstance(value, Mapping | list):
        return any(map(_says, value.values() if isinstance(value, Mapping) else value))
    return value is not None and bool(str(value).strip())

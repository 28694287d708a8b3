"""A description whose traits are those that one asks for, made of the examples of the questions.

Nothing says how a trait is derived: the facts that decide it are tried in turn, with their answers, those of the items
of their list, and the number of these, until the trait is the one that is wanted and the former ones still are.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from engine.asking.asked import Asked
from engine.asking.example_facts import OF_FILES, example, facts
from engine.asking.needed import needed
from engine.assembly.assemble import traits_of
from engine.law.applicable import Droit, law_of
from engine.law.experimentations import load_experimentations
from engine.libraries.modele import Modele
from models import chemins
from models.contrat import Contrat
from models.fiches.groupe import read_as
from models.traits import Trait

_Names = tuple[str, ...]
_Data = dict[str, Any]

_DAY = date(2026, 1, 1)
"""The law of a description whose examples say no day of signature: nothing depends on today."""
_PLAIN = frozenset({"modele", "droit"})


def described(model: Modele, wanted: Mapping[str, str]) -> _Data | None:
    """A description with these values of these traits; None where they contradict each other."""
    data = _examples(model)
    settled: dict[str, str] = {}
    for name, value in sorted(wanted.items(), key=lambda item: len(_paths(traits(model, data)[item[0]])[0])):
        settled[name] = value
        tried = (one for one in _candidates(model, data, traits(model, data)[name]) if _has(model, one, settled))
        found = next(tried, None)
        if found is None:
            return None
        data = found
    return data


def contract(model: Modele, data: Mapping[str, Any]) -> tuple[Contrat, Droit]:
    """A description as read, and the law of its day."""
    read: Contrat = read_as(model.description, data)
    return read, law_of(read, _DAY, model.bibliotheque)


def traits(model: Modele, data: Mapping[str, Any]) -> dict[str, Trait]:
    """The traits of a description."""
    return traits_of(model, *contract(model, data))


def _examples(model: Modele) -> _Data:
    def answer(_: _Names, one: Asked) -> str:
        return "" if one.name in OF_FILES | _PLAIN else example(one)

    return {**facts(needed(model, {}), answer), "modele": model.nom}


def _has(model: Modele, data: _Data, wanted: Mapping[str, str]) -> bool:
    found = traits(model, data)
    return all(found[name].valeurs == {value} for name, value in wanted.items())


def _paths(trait: Trait) -> list[_Names]:
    """The paths of the facts that decide a trait, without the places in lists, once each."""
    return list(dict.fromkeys(map(chemins.noms, trait.chemins)))


def _candidates(model: Modele, data: _Data, trait: Trait) -> Iterator[_Data]:
    """The description itself, then the same with other answers to what decides a trait."""
    yield data
    yield from _experiment(model, data, trait.nom)
    for path in _paths(trait):
        lists = [end for end in range(1, len(path) + 1) if isinstance(chemins.at(data, path[:end]), list)]
        offered = _offered(needed(model, {}), path)
        if not lists:
            yield from (_with(data, path, value) for value in offered)
            continue
        group, column = path[: lists[0]], path[lists[0] :]
        items = chemins.at(data, group)
        for count in (1, 2):
            several = [items[at % len(items)] for at in range(count)]
            if not column:
                yield _with(data, group, several)
                continue
            for values in itertools.product(offered, repeat=count):
                given = [_with(one, column, value) for one, value in zip(several, values, strict=True)]
                yield _with(data, group, given)


def _experiment(model: Modele, data: _Data, name: str) -> Iterator[_Data]:
    """The same signed in and out of the days and the territories of an experiment, if the trait is one."""
    known = load_experimentations(model.bibliotheque).get(name)
    if known is None:
        return
    outside = next(code for code in ("35", "75") if code not in known.territoires)
    days = (known.du, known.du - timedelta(days=1), known.du.replace(year=known.du.year - 1))
    for departement, others in ((known.territoires[0], []), (outside, []), (outside, [known.territoires[0]])):
        for day in (one.isoformat() for one in days):
            yield {
                **data, "departement": departement, "effet": day, "signature": {**data["signature"], "date": day},
                "autres_departements": [{"departement": one} for one in others],
            }  # fmt: skip


def _offered(questions: tuple[Asked, ...], path: _Names) -> tuple[str, ...]:
    found = next((one for one in questions if one.name == path[0]), None)
    if found is None:
        return ()
    return _offered(found.under, path[1:]) if found.under and path[1:] else found.offered


def _with(data: _Data, path: _Names, value: Any) -> _Data:
    """The same with another value at a path."""
    changed = copy.deepcopy(data)
    chemins.put(changed, path, value)
    return changed

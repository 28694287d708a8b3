"""The combinations of traits that a contract may have: what a condition allows, what no other one covers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping

Condition = Mapping[str, frozenset[str]]
"""The values that each trait may have; a trait that is not named may have any."""
Combination = Mapping[str, str]
Domains = Mapping[str, tuple[str, ...]]
Contraires = Iterable[Combination]
"""The values that no contract has together."""
_MOST = 50_000
"""As many combinations as are looked at: a plan that has more is not told of in a second."""


def condition(*parts: Mapping[str, Iterable[str]], contraires: Contraires = ()) -> Condition | None:
    """Several conditions together; None where no contract has them all."""
    both: dict[str, frozenset[str]] = {}
    for part in parts:
        for trait, values in part.items():
            both[trait] = both.get(trait, frozenset(values)) & frozenset(values)
    excluded = any(all(both.get(trait) == frozenset([value]) for trait, value in one.items()) for one in contraires)
    return both if all(both.values()) and not excluded else None


def possible(combination: Combination, contraires: Contraires) -> bool:
    """Whether one contract can have all these values."""
    return not any(one.items() <= combination.items() for one in contraires)


def allows(one: Condition, combination: Combination) -> bool:
    """Whether a contract of this combination meets a condition."""
    return all(combination[trait] in values for trait, values in one.items())


def within(one: Condition, traits: Iterable[str], domains: Domains, contraires: Contraires) -> Iterator[Combination]:
    """Every combination of these traits, and of those of a condition, that a contract which meets it can have."""
    named = [trait for trait in dict.fromkeys((*one, *traits)) if trait in domains]
    values = [[value for value in domains[trait] if value in one.get(trait, (value,))] for trait in named]
    for found in itertools.islice(itertools.product(*values), _MOST):
        combination = dict(zip(named, found, strict=True))
        if possible(combination, contraires):
            yield combination


def told(combination: Combination) -> str:
    """« permanent = certains et statut = association »; « toujours » where nothing decides."""
    return " et ".join(f"{trait} = {value}" for trait, value in combination.items()) or "toujours"

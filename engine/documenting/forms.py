"""The forms of a clause: what it prints in the blank form, then with each combination of what decides its words."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import prod
from typing import Any

from engine.asking.described import contract, described
from engine.assembly.assemble import assemble, domains_of, settled, traits_of
from engine.document import Block, Heading
from engine.documenting.excerpts import plain
from engine.law.applicable import Droit
from engine.law.collectivites import authority
from engine.libraries.modele import Clause, Modele
from models.fiches.groupe import read_as
from models.records import dataclass

_ANY = date(2026, 1, 1)
"""A day for what depends on none."""
_MOST = 32
"""How many combinations are tried; beyond, what decides is changed one answer at a time."""

_Case = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What a clause prints in some cases, told by the traits that matter; nothing where the contract leaves it out.

    That of the blank model has no case.
    """

    cases: tuple[Mapping[str, str], ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """All of them; `whole` tells that every combination was tried."""

    forms: tuple[Form, ...]
    whole: bool


def forms(model: Modele, clause: Clause, wanted: Mapping[str, str], jour: Droit) -> Forms:
    """The forms of a clause, with these values of the traits that are `wanted`.

    Raises:
        InputError: where a clause of the model cannot be rendered.
    """
    document = document_of(model, clause)
    blank = _printed(model, {"modele": model.nom}, clause, document, jour)
    domains = {name: (wanted[name],) if name in wanted else values for name, values in deciding(model, clause).items()}
    found = {case: _in_case(model, clause, document, case) for case in _cases(domains)}
    known = {case: blocks for case, blocks in found.items() if blocks is not None}
    told = tuple(_grouped(known, [name for name in domains if name in wanted or _matters(name, known)]))
    return Forms((Form((), blank), *told), _count(domains) <= _MOST)


def deciding(model: Modele, clause: Clause) -> dict[str, tuple[str, ...]]:
    """The traits that decide whether a contract holds a clause, and which of its words, with their domains."""
    every = domains_of(model)
    nothing = read_as(model.description, {"modele": model.nom})
    part = model.documents.get(document_of(model, clause), model)
    selection, _ = settled(
        part,
        tuple(
            traits_of(
                model, nothing, Droit(_ANY, tel_que_publie=True, bibliotheque=model.bibliotheque), blank=True
            ).values()
        ),
    )
    tests = {one.clause.id: (one.under, [trait.nom for trait in one.traits]) for one in selection.decisions}
    names: list[str] = []
    above = clause.id
    while above in tests:
        names += tests[above][1]
        above = tests[above][0]
    for visa in part.plan.visas:
        names += visa.si if visa.visa == clause.id else ()
    names += [*clause.uses.of("trait"), *(one.name for one in clause.uses.answers)]
    return {name: every[name] for name in dict.fromkeys(names) if name in every}


def document_of(model: Modele, clause: Clause) -> str:
    """The other document of the model that holds a clause; empty for one of its contracts."""
    if clause.id in model.clauses:
        return ""
    return next(name for name, part in model.documents.items() if clause.id in part.clauses)


def _cases(domains: Mapping[str, Sequence[str]]) -> Iterator[_Case]:
    if _count(domains) <= _MOST:
        yield from (tuple(zip(domains, values, strict=True)) for values in itertools.product(*domains.values()))
        return
    first = {name: values[0] for name, values in domains.items()}
    yield tuple(first.items())
    for name, values in domains.items():
        yield from (tuple({**first, name: value}.items()) for value in values[1:])


def _count(domains: Mapping[str, Sequence[str]]) -> int:
    return prod(len(values) for values in domains.values())


def _in_case(model: Modele, clause: Clause, document: str, case: _Case) -> tuple[Block, ...] | None:
    """What the clause prints; None where the case is none that a contract can be in."""
    data = described(model, dict(case))
    return None if data is None else _printed(model, data, clause, document, None)


def _printed(
    model: Modele, data: Mapping[str, Any], clause: Clause, document: str, blank: Droit | None
) -> tuple[Block, ...]:
    contrat, droit = contract(model, data)
    autorite = (
        authority(droit.bibliotheque, contrat.departement, droit.jour)
        if contrat.departement and blank is None
        else None
    )
    made = assemble(model, contrat, blank or droit, autorite, blank=blank is not None, document=document)
    return tuple(plain(made.clauses.get(clause.id, ())))


def _matters(name: str, found: Mapping[_Case, tuple[Block, ...]]) -> bool:
    """Whether what is printed depends on a trait, all the others being the same."""
    seen: dict[_Case, object] = {}
    for case, blocks in found.items():
        others = tuple(one for one in case if one[0] != name)
        if seen.setdefault(others, _words(blocks)) != _words(blocks):
            return True
    return False


def _words(blocks: Iterable[Block]) -> object:
    """What is printed but for the numbers of headings."""
    return tuple(replace(one, number=None) if isinstance(one, Heading) else one for one in blocks)


def _grouped(found: Mapping[_Case, tuple[Block, ...]], names: Sequence[str]) -> Iterator[Form]:
    together: dict[object, tuple[list[dict[str, str]], tuple[Block, ...]]] = {}
    for case, blocks in found.items():
        said = {name: value for name, value in case if name in names}
        cases, _ = together.setdefault(_words(blocks), ([], blocks))
        if said not in cases:
            cases.append(said)
    yield from (Form(tuple(cases), blocks) for cases, blocks in together.values())

"""On which answers a question depends: what a contract asks and what it prints come from one place, its clauses.

Each finite answer is tried in turn, all the rest being answered but what decides, or with the first of what decides: a
question that the contract prints with some of these answers, and not with others, is asked of the contracts that give
the first alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from engine.asking.asked import Asked
from engine.asking.example_facts import OF_FILES, example, facts
from engine.asking.meant import as_meant
from engine.asking.needed import needed
from engine.assembly.assemble import assemble
from engine.french import capitalise, enumerate_fr
from engine.lately import Lately
from engine.law.applicable import law_of
from engine.law.collectivites import authority
from engine.libraries.bibliotheque import kept
from engine.libraries.compiled import kept as compiled
from engine.libraries.modele import Modele, as_its_library_has_it
from models import chemins
from models.chemins import Noms
from models.fiches.groupe import read_as
from models.records import dataclass

_Conditions = Mapping[tuple[str, ...], tuple["Condition", ...]]
_SHORT = "2 ans"
"""As many years as the examples name, and fewer columns to work out."""
_PLAIN = frozenset({"modele", "droit"})
_DECIDES_NOTHING = frozenset({"civilite", "forme"})
"""Choices that change words alone, or that another one sums up."""
_DAY = date(2026, 1, 1)
"""The law of a contract whose examples say no day of signature: what is asked never depends on today."""
_CHANGED = 16
"""How many contracts of a model in other words are kept apart: a few are open at once."""
_ALWAYS_ASKED = frozenset({"statut", "forme"})
"""What an organisation is: words agree with it, and what the law says of it follows, whatever prints it."""


@dataclass(frozen=True, slots=True)
class Condition:
    """The answers to the question at `path` with which another is printed, of all those that are `offered`."""

    path: Noms
    kept: tuple[str, ...]
    offered: tuple[str, ...]

    @property
    def is_an_exception(self) -> bool:
        """Whether fewer answers leave the other question out than keep it."""
        return len(self.offered) < 2 * len(self.kept)

    def answers(self, group: Noms) -> str:
        """« moyens.mode_evolution: formule_fixe », to a reader of the questions of a group."""
        named = [one for one in self.offered if (one in self.kept) is not self.is_an_exception]
        near = self.path[:-1] == group
        return f"« {self.path[-1] if near else '.'.join(self.path)}: {' ou '.join(named)} »"

    def excluded_by(self, valeurs: Any) -> bool:
        """Whether the answers given leave no place for what depends on it."""
        given = list(_values_at(valeurs, self.path))
        return bool(given) and all(one is not None and one not in self.kept for one in given)


@kept
def conditions(model: Modele) -> _Conditions:
    """The conditions of each question that has any, worked out once for each content of the library of a model.

    What contracts make of it has its own, worked out once for the same words.
    """
    own = as_its_library_has_it(model)
    if own is not model:
        return _of_changed(model, own) if own else _worked_out(model)
    library, name = model.bibliotheque, f"conditions:{model.nom}"
    known: _Conditions | None = compiled.found(library, name)
    if known is None:
        known = _worked_out(model)
        compiled.keep(library, name, known)
    return known


@kept
def _of_contracts(_: Modele) -> Lately[_Conditions]:
    """What lately came of a model in contracts that say it in other words, by these words."""
    return Lately(_CHANGED, ages=False)


def _of_changed(model: Modele, own: Modele) -> _Conditions:
    others = ((name, one) for name, one in model.clauses.items() if own.clauses.get(name) is not one)
    words = tuple((name, one.en_tete.titre, one.corps, one.retiree) for name, one in others)
    key, lately = (words, tuple(model.plan.identifiants())), _of_contracts(own)
    found = lately.get(key)
    if found is None:
        found = _worked_out(model)
        lately.put(key, found)
    return found


def _worked_out(model: Modele) -> _Conditions:
    questions = needed(model, {})
    every = dict(_leaves(questions))
    decisive = dict(_deciding(every))
    found: dict[Noms, list[Condition]] = {}
    first = {one: values[0] for one, values in decisive.items()}
    of_the_first = _lost(model, questions, first)
    for path, offered in decisive.items():
        alone = {value: _lost(model, questions, {path: value}) for value in offered}
        others = {value: _lost(model, questions, {**first, path: value}) for value in offered[1:]}
        together = {offered[0]: of_the_first, **others}
        never = frozenset.intersection(*alone.values())
        for other in (one for one in every if one[-1] not in _ALWAYS_ASKED and one != path):
            lost = together if other in decisive or other in never else alone
            kept = tuple(value for value in offered if other not in lost[value])
            if kept and kept != offered:
                found.setdefault(other, []).append(Condition(path, kept, offered))
    return {path: tuple(_with_theirs(path, found)) for path in found}


@kept
def deciding(model: Modele) -> frozenset[Noms]:
    """The questions on which others depend."""
    return frozenset(one.path for several in conditions(model).values() for one in several)


def _with_theirs(path: Noms, found: Mapping[Noms, list[Condition]]) -> dict[Condition, None]:
    """The conditions of a question, and those of the questions on which it depends."""
    every = dict.fromkeys(found.get(path, ()))
    for one in tuple(every):
        every |= {each: None for each in found.get(one.path, ()) if each.path != path}
    return every


def conditioned(
    model: Modele, questions: Sequence[Asked], valeurs: Mapping[str, Any], path: Noms = ()
) -> tuple[Asked, ...]:
    """The same questions, each with what it depends on, without those that the answers already given exclude.

    What holds for all that is in a group is said of the group.
    """
    known = conditions(model)
    meant = as_meant(questions, valeurs)
    excluded = {each for each, several in known.items() if any(one.excluded_by(meant) for one in several)}
    possible = tuple(_possible(frozenset(excluded), deciding(model), questions, valeurs, path))
    return tuple(_told(possible, known, path, dict(depends(possible, known, path))))


def is_asked(one: Asked, item: Mapping[str, Any]) -> bool:
    """Whether an item of a list is asked a fact, by the answers (`as_meant`) that it already has beside it."""
    return one.name in item or all(item.get(name) in (None, "", *kept) for name, kept in one.selon.items())


def _possible(
    excluded: frozenset[Noms],
    deciding: frozenset[Noms],
    questions: Iterable[Asked],
    valeurs: Mapping[str, Any],
    path: Noms,
) -> Iterator[Asked]:
    for one in questions:
        here = (*path, one.name)
        under = tuple(_possible(excluded, deciding, one.under, valeurs, here))
        given = any(value is not None for value in _values_at(valeurs, here))
        if under or given or not (one.under or here in excluded):
            yield replace(one, under=under, decides=here in deciding)


def depends(
    questions: Iterable[Asked], known: _Conditions, path: Noms = (), said: frozenset[Condition] = frozenset()
) -> Iterator[tuple[Noms, frozenset[Condition]]]:
    """What each question, or each group as a whole, depends on that is not said of the group around it."""
    for one in questions:
        here = (*path, one.name)
        every = [frozenset(known.get(leaf, ())) for leaf, _ in _leaves([one], path)]
        own = frozenset.intersection(*every) - said
        yield here, own
        yield from depends(one.under, known, here, said | own)


def _told(
    questions: Iterable[Asked], known: _Conditions, path: Noms, own: Mapping[Noms, frozenset[Condition]]
) -> Iterator[Asked]:
    for one in questions:
        here = (*path, one.name)
        words = _in_words(sorted(own[here], key=lambda each: each.path), path)
        selon = {each.path[-1]: each.kept for each in known.get(here, ()) if each.path[:-1] == path}
        yield replace(one, si=words, selon=selon, under=tuple(_told(one.under, known, here, own)))


def _in_words(several: Iterable[Condition], group: Noms) -> str:
    """« seulement si « retenu: oui » et « versement: acompte_et_solde » »."""
    said: dict[str, list[str]] = {}
    for one in several:
        said.setdefault("sauf si" if one.is_an_exception else "seulement si", []).append(one.answers(group))
    return ", ".join(f"{word} {' et '.join(answers)}" for word, answers in sorted(said.items(), reverse=True))


def in_labels(several: Iterable[Condition], named: Mapping[Noms, Asked]) -> str:
    """« Seulement si « Plan » est « oui » », to whoever sees the words of the questions, and not their keys."""
    said: dict[str, list[str]] = {}
    for one in several:
        deciding = named.get(one.path)
        if deciding is None:
            continue
        answers = [value for value in one.offered if (value in one.kept) is not one.is_an_exception]
        words = enumerate_fr([f"« {_label(deciding, value)} »" for value in answers], "ou")
        sort = "sauf si" if one.is_an_exception else "seulement si"
        said.setdefault(sort, []).append(f"« {capitalise(deciding.libelle)} » est {words}")
    return capitalise(
        ", ".join(f"{sort} {' et '.join(answers)}" for sort, answers in sorted(said.items(), reverse=True))
    )


def _label(one: Asked, value: str) -> str:
    words = one.words(value)
    return capitalise(words) if words else value


def every_one(questions: Iterable[Asked], above: Noms = ()) -> Iterator[tuple[Noms, Asked]]:
    """Every question and every group, by its path."""
    for one in questions:
        yield (*above, one.name), one
        yield from every_one(one.under, (*above, one.name))


def _deciding(every: Mapping[Noms, Asked]) -> Iterator[tuple[Noms, tuple[str, ...]]]:
    for path, one in every.items():
        if one.offered and not one.many and path[-1] not in _DECIDES_NOTHING | OF_FILES | _PLAIN:
            yield path, one.offered


def _leaves(questions: Iterable[Asked], path: Noms = ()) -> Iterator[tuple[Noms, Asked]]:
    for one in questions:
        here = (*path, one.name)
        yield from _leaves(one.under, here) if one.under else [(here, one)]


def _lost(model: Modele, questions: tuple[Asked, ...], decided: Mapping[Noms, str]) -> frozenset[Noms]:
    """The facts that a contract does not use, which gives all of them but those that decide and are not `decided`."""

    def answer(path: Noms, one: Asked) -> str:
        decides = bool(dict(_deciding({path: one})))
        return decided.get(path, "" if decides or one.name in OF_FILES | _PLAIN else example(one))

    said = {**facts(questions, answer), "modele": model.nom, "duree": _SHORT}
    contrat = read_as(model.description, said)
    droit = law_of(contrat, _DAY, model.bibliotheque)
    autorite = authority(droit.bibliotheque, contrat.departement, droit.jour) if contrat.departement else None
    lost = assemble(model, contrat, droit, autorite, figures=False).unprinted
    return frozenset(chemins.noms(one) for one in lost)


def _values_at(valeurs: Any, path: Noms) -> Iterator[str | None]:
    """The answers at a path of a description whose answers are as they are meant; None where one is not given."""
    for _, said in chemins.every(valeurs, path):
        for one in said if isinstance(said, list) else [said]:
            yield one.strip() or None if isinstance(one, str) else None

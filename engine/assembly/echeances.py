"""The calendar of one contract: the deadlines of its rules and those of its clauses, each with its article."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

from engine import french
from engine.assembly.assemble import settled, traits_of
from engine.assembly.numbering import Numbers
from engine.assembly.selection import Kept, Selection
from engine.by_identity import ByIdentity
from engine.calendar.echeances import facts_of, of_contract, period
from engine.calendar.echeancier import Deadline, Period, echeancier
from engine.law.applicable import Droit
from engine.libraries.echeances import Echeance
from engine.libraries.modele import Clause, Modele
from engine.libraries.plan import Niveau
from models import chemins
from models.contrat import Contrat
from models.faits import in_words
from models.traits import Trait


class _LookedAt(NamedTuple):
    """The places of the facts on which deadlines depend, some those of no fact, and the keys that they are under."""

    places: tuple[chemins.Chemin, ...]
    keys: chemins.Chemin


_THEIR_OWN: tuple[chemins.Chemin, ...] = (
    ("effet",),
    ("duree",),
    ("prorogation",),
    ("avenants",),
    ("signature", "date"),
)
"""The facts on which the deadlines of any contract depend."""
_LOOKED_AT: ByIdentity[_LookedAt] = ByIdentity(256)
_OF_THE_SAME_KEYS: ByIdentity[tuple[Deadline, ...]] = ByIdentity(256)
"""Those of contracts whose keys are the very same, which is told at once."""
_DEADLINES: ByIdentity[tuple[Deadline, ...]] = ByIdentity(256)
"""Those of contracts of the same clauses: many have the same dates, and say nothing else that gives one."""


def deadlines_of(modele: Modele, contrat: Contrat, droit: Droit) -> tuple[Deadline, ...]:
    """Every deadline of a contract, by day; none while its dates are unknown."""
    traits = tuple(traits_of(modele, contrat, droit).values())
    alike = modele, settled(modele, traits)  # the very same for those of the same traits
    looked_at = _LOOKED_AT.of_all(alike, None, partial(_looked_at, modele, traits))

    def by_what_is_said() -> tuple[Deadline, ...]:
        said = tuple([_said(contrat, path) for path in looked_at.places])
        return _DEADLINES.of_all(alike, said, partial(_worked_out, modele, contrat, traits))

    return _OF_THE_SAME_KEYS.of_all((*alike, *chemins.several(contrat, looked_at.keys)), None, by_what_is_said)


def _looked_at(modele: Modele, traits: tuple[Trait, ...]) -> _LookedAt:
    """What the deadlines of these contracts depend on."""
    siege = modele.regles.frais_de_siege
    names = [siege.effet, siege.arrete, siege.duree] if siege else []
    for clause, _ in _declaring(modele, traits):
        for rule in clause.en_tete.echeances:
            names += [rule.pour or rule.fait, rule.periodicite, *facts_of(rule.objet)]
    places = tuple(dict.fromkeys((*_THEIR_OWN, *(chemins.lire(name) for name in names if name))))
    return _LookedAt(places, tuple(dict.fromkeys(path[0] for path in places)))


def _said(contrat: Contrat, path: chemins.Chemin) -> Hashable:
    """All that a contract says at a place, or in each item of the lists on the way to it."""
    return tuple(in_words(value) for _, value in chemins.every(contrat, path))


def _worked_out(modele: Modele, contrat: Contrat, traits: tuple[Trait, ...]) -> tuple[Deadline, ...]:
    given = {one.kind: one for one in echeancier(contrat, modele.regles)}
    if not given:
        return ()
    by_name = {one.nom: one for one in traits}
    found: list[tuple[Deadline, str]] = []
    dated = of_contract(contrat)
    for clause, article in _declaring(modele, traits):
        for rule in _applying(clause, by_name):
            doubt = _adapted(clause, rule)
            if rule.rappelle in given:
                told = given[rule.rappelle]
                given[rule.rappelle] = replace(told, article=article, doute=doubt or rule.doute or told.doute)
            elif not rule.rappelle:
                said = "" if rule.hors_contrat else article
                found += ((replace(one, doute=doubt) if doubt else one, said) for one in dated(rule))
    kept = (one for one in given.values() if one.article or one.kind != "siege")  # the contract may say nothing of it
    return tuple(sorted((*kept, *_once(found))))


def _adapted(clause: Clause, rule: Echeance) -> str:
    """What is to be verified of a deadline whose clause the parties put in other words: whether these still say it."""
    adapted = clause.negociee is not None and clause.negociee.sort == "adaptee"
    return "la clause est adaptée, et peut ne plus le dire" if adapted and not rule.hors_contrat else ""


def periods_of(modele: Modele, contrat: Contrat, droit: Droit) -> tuple[Period, ...]:
    """Every period of a contract that runs from something which has no day yet, in the order of its articles."""
    traits = traits_of(modele, contrat, droit)
    found = (
        replace(period(rule), article=article, doute=_adapted(clause, rule) or rule.doute)
        for clause, article in _declaring(modele, tuple(traits.values()))
        for rule in _applying(clause, traits)
        if rule.evenement
    )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=256)
def _declaring(modele: Modele, traits: tuple[Trait, ...]) -> tuple[tuple[Clause, str], ...]:
    """The clauses that declare deadlines, with their articles: many contracts have the same."""
    return tuple(one for one in with_articles(modele, *settled(modele, traits)) if one[0].en_tete.echeances)


def _once(found: Iterable[tuple[Deadline, str]]) -> Iterator[Deadline]:
    """Each deadline once, with every article that says it: a clause may stand under two of them."""
    articles: dict[str, list[str]] = {}
    first: dict[str, Deadline] = {}
    for one, article in found:
        first.setdefault(one.kind, one)
        articles.setdefault(one.kind, []).append(article)
    for kind, one in first.items():
        yield replace(one, article=french.enumerate_fr(list(dict.fromkeys(filter(None, articles[kind])))))


def _applying(clause: Clause, traits: Mapping[str, Trait]) -> Iterator[Echeance]:
    """The deadlines of a clause whose condition is sure to hold."""
    for rule in clause.en_tete.echeances:
        if all(traits[name].valeurs <= set(values) for name, values in rule.si.items()):
            yield rule


def with_articles(modele: Modele, selection: Selection, numbers: Numbers) -> Iterator[tuple[Clause, str]]:
    """Every clause kept, with the number of the heading that it stands under: « article 5.2 », « annexe 3 »."""
    plan = modele.plan
    yield from _numbered(selection.articles, numbers, plan.numerotation, "article", "")
    yield from _numbered(selection.annexes, numbers, plan.numerotation_annexes, "annexe", "")


def _numbered(
    kept: tuple[Kept, ...], numbers: Numbers, levels: Sequence[Niveau], word: str, above: str
) -> Iterator[tuple[Clause, str]]:
    for one in kept:
        own, here = numbers.of.get(one.clause.id), above
        if own:
            level = levels[min(numbers.level[one.clause.id], len(levels)) - 1]
            alone = not above or "{parent}" in level.motif or level.continu
            here = f"{own.prefix.strip().lower() or word} {own.value}" if alone else f"{above}, {own.value}"
        yield one.clause, here
        yield from _numbered(one.under, numbers, levels, word, here)

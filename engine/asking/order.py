"""The order of the contract: where it first needs each key of a description.

A clause needs a key when it names it or asks something under it. Two needs are weaker, and count only for the keys that
have no other: deciding a trait or a derived name (`echeance` rests on `effet`), and being recalled by the visas or the
préambule, which name beforehand what the articles are about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from engine.compiling.uses import first_step
from engine.libraries.bibliotheque import kept
from engine.libraries.modele import Clause, Modele
from engine.libraries.plan import entries
from models.adaptations import NEGOCIES
from models.avenants import SUIVI
from models.fiches.groupe import fields_of

# The facts behind the names that the engine derives for the clauses (engine/assembly/derived.py).
DERIVED: Mapping[str, tuple[str, ...]] = {
    "autorite": ("departement", "collectivite"),
    "organisme": ("gestionnaire",),
    "echeance": ("effet", "duree"),
    "limite_preavis": ("effet", "duree", "prorogation"),
    "preavis": ("prorogation",),
    "reponse": ("prorogation",),
    "annees": ("effet", "duree"),
    "annee_initiale": ("effet", "duree"),
    "prorogations": ("effet", "duree", "avenants"),
}

_Traits = Mapping[str, tuple[str, ...]]


class _Need(NamedTuple):
    key: str
    weak: bool = False


def _named(clause: Clause, traits: _Traits) -> Iterator[_Need]:
    """The keys that the text of a clause needs, from its beginning to its end."""
    for use in clause.uses.all:
        key = first_step(use.name)
        if use.sort == "trait":
            yield from _deciding([use.name], traits)
        elif use.sort == "fait" and key in DERIVED:
            yield from (_Need(one, weak=True) for one in DERIVED[key])
        elif use.sort == "fait":
            yield _Need(key)


def _deciding(tested: Iterable[str], traits: _Traits) -> Iterator[_Need]:
    return (_Need(key, weak=True) for trait in tested for key in traits.get(trait, ()))


def _needs(clause: Clause, traits: _Traits) -> Iterator[_Need]:
    header = clause.en_tete
    yield from _deciding(header.si, traits)
    yield from _named(clause, traits)
    yield from (_Need(first_step(path)) for path in header.questions)


def _keys_of_traits(model: Modele) -> dict[str, tuple[str, ...]]:
    """Map each trait to the keys that decide it."""
    traits = model.traits(model.description(modele=model.nom))
    keys = {name: tuple(str(path[0]) for path in trait.chemins) for name, trait in traits.items()}
    return {**keys, "preambule": ("preambule",)}


def _all_needs(model: Modele) -> Iterator[_Need]:
    """Go through the contract and yield each key that it needs, again at each need."""
    plan, traits = model.plan, _keys_of_traits(model)

    def of(identifiers: Iterable[str]) -> Iterator[_Need]:
        for identifier in identifiers:
            yield from _needs(model.clauses[identifier], traits)

    def recalled(identifiers: Iterable[str]) -> Iterator[_Need]:
        return (_Need(need.key, weak=True) for need in of(identifiers))

    yield from of(plan.parties)
    for visa in plan.visas:
        for condition in visa.conditions():
            yield from _deciding(condition, traits)
        yield from recalled([] if visa.est_un_texte else [visa.visa])
    yield _Need("visas_locaux")
    if plan.preambule:
        yield from (_Need("preambule"), _Need("preambule_libre"))
        yield from recalled(plan.preambule.au_choix.values())
    yield from of(entry.clause for entry in entries((*plan.articles, *plan.signatures, *plan.annexes)))
    yield from (_Need(first_step(path)) for t in model.tableaux.values() for path in t.questions)
    for document in model.documents.values():
        yield from (need for clause in document.clauses.values() for need in _needs(clause, traits))


_ALWAYS = frozenset({"modele", "charte", "droit", "departement"})


@kept
def unused(model: Modele) -> frozenset[str]:
    """The keys of every description that no clause of this model names: it does not ask for them."""
    words = {name for clause in model.clauses.values() for name in clause.uses.names}
    words |= {key for name in words & set(DERIVED) for key in DERIVED[name]}
    words |= {key for trait, keys in _keys_of_traits(model).items() if model.tests(trait) for key in keys}
    words |= {first_step(path) for path in model.questions if path not in model.plan.questions}
    cited = {"visas_locaux"} | ({"preambule", "preambule_libre"} if model.plan.preambule else set())
    return frozenset(fields_of(model.description)) - words - cited - _ALWAYS - {*NEGOCIES, *SUIVI}


def contract_order(model: Modele) -> list[str]:
    """Sort the facts of a description as the contract needs them, after those that no clause needs (modele, charte)."""
    keys, needs = list(fields_of(model.description)), list(_all_needs(model))
    needed = {need.key for need in needs if not need.weak}
    kept = dict.fromkeys(need.key for need in needs if need.key in keys and not (need.weak and need.key in needed))
    return [*(key for key in keys if key not in kept and key not in (*NEGOCIES, *SUIVI)), *kept]

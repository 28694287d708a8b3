"""The order of the contract: where it first needs each key of a description.

A clause needs a key when it names it or asks something under it. Two needs are weaker, and count only for the keys that
have no other: deciding a trait or a derived name (`echeance` rests on `effet`), and being recalled by the visas or the
préambule, which name beforehand what the articles are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from jinja2 import Environment, nodes

from engine.reading.library import Clause, Modele
from engine.reading.plan import entries
from models.traits import deriver

# The facts behind the names that the engine derives for the clauses (engine/assembly/derived.py).
DERIVED: Mapping[str, tuple[str, ...]] = {
    "autorite": ("departement", "collectivite"),
    "echeance": ("effet", "duree"),
    "limite_preavis": ("effet", "duree", "prorogation"),
    "preavis": ("prorogation",),
    "reponse": ("prorogation",),
    "annees": ("effet", "duree"),
    "annee_initiale": ("effet", "duree"),
}
_TESTS = ("cas", "variantes")
_HEADING_ID = re.compile(r"^(## .*?) *\{#[\w-]+\} *$", re.MULTILINE)  # « {# » would begin a comment of Jinja
_JINJA = Environment(autoescape=True)  # it only parses

_Traits = Mapping[str, tuple[str, ...]]


class _Need(NamedTuple):
    key: str
    weak: bool = False


def _named(text: str, traits: _Traits) -> Iterator[_Need]:
    """Find the keys that a text with Jinja needs, from its beginning to its end."""
    tree = _JINJA.parse(_HEADING_ID.sub(r"\1", text))
    # Not meta.find_undeclared_variables, which wants every filter to be known and forgets the order.
    assigned = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    for node in tree.find_all((nodes.Name, nodes.Call)):
        if isinstance(node, nodes.Name) and node.name in DERIVED:
            yield from (_Need(key, weak=True) for key in DERIVED[node.name])
        elif isinstance(node, nodes.Name) and node.name not in assigned:
            yield _Need(node.name)
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _TESTS:
            yield from _deciding((trait.value for trait in node.args[:1] if isinstance(trait, nodes.Const)), traits)


def _deciding(tested: Iterable[str], traits: _Traits) -> Iterator[_Need]:
    return (_Need(key, weak=True) for trait in tested for key in traits.get(trait, ()))


def _needs(clause: Clause, traits: _Traits) -> Iterator[_Need]:
    header = clause.en_tete
    yield from _deciding(header.si, traits)
    yield from _named(header.titre, traits)
    yield from _named(clause.corps, traits)
    yield from (_Need(path.split(".")[0].removesuffix("[]")) for path in header.questions)


def _keys_of_traits(model: Modele) -> dict[str, tuple[str, ...]]:
    """Map each trait to the keys that decide it."""
    traits = deriver(model.description(modele=model.nom), model.domaines)
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
        yield from _deciding(visa.si, traits)
        yield from recalled([] if visa.est_un_texte else [visa.visa])
    yield _Need("visas_locaux")
    if plan.preambule:
        yield from (_Need("preambule"), _Need("preambule_libre"))
        yield from recalled(plan.preambule.au_choix.values())
    yield from of(entry.clause for entry in entries((*plan.articles, *plan.signatures, *plan.annexes)))
    yield from (_Need(path.split(".")[0].removesuffix("[]")) for t in model.tableaux.values() for path in t.questions)
    for document in model.documents.values():
        yield from (need for clause in document.clauses.values() for need in _needs(clause, traits))


_ALWAYS = frozenset({"modele", "charte", "droit", "departement"})


_CODE = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
_QUOTED = re.compile(r"""(["']).*?\1""", re.DOTALL)


def code_of(clause: Clause) -> list[str]:
    """What Jinja reads of a clause, part by part."""
    return _CODE.findall(clause.en_tete.titre + clause.corps)


@cache
def unused(model: Modele) -> frozenset[str]:
    """The keys of every description that no clause of this model names: it does not ask for them.

    It reads words rather than parse Jinja, since `cpom verifier` asks it at each run; a process asks it once.
    """
    parts = [part for clause in model.clauses.values() for part in code_of(clause)]
    words = {word for part in parts for word in re.findall(r"\w+", _QUOTED.sub("", part))}
    words |= {key for name in words & set(DERIVED) for key in DERIVED[name]}
    words |= {key for trait, keys in _keys_of_traits(model).items() if model.tests(trait) for key in keys}
    words |= {path.replace("[]", "").split(".")[0] for path in model.questions}
    cited = {"visas_locaux"} | ({"preambule", "preambule_libre"} if model.plan.preambule else set())
    return frozenset(model.description.model_fields) - words - cited - _ALWAYS


def contract_order(model: Modele) -> list[str]:
    """Sort the keys of a description as the contract needs them, after those that no clause needs (modele, charte)."""
    keys, needs = list(model.description.model_fields), list(_all_needs(model))
    needed = {need.key for need in needs if not need.weak}
    kept = dict.fromkeys(need.key for need in needs if need.key in keys and not (need.weak and need.key in needed))
    return [*(key for key in keys if key not in kept), *kept]

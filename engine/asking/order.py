"""The order of the contract: when its clauses first need each key of a description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
_Traits = Mapping[str, tuple[str, ...]]
_TESTS = ("cas", "variantes")
_JINJA = Environment(autoescape=True)  # it only parses


def _names(text: str, traits: _Traits) -> Iterator[str]:
    """Find the keys that a text with Jinja needs, those that decide its traits included, from beginning to end."""
    tree = _JINJA.parse(text)
    # Not meta.find_undeclared_variables, which wants every filter to be known and forgets the order.
    assigned = {name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    for node in tree.find_all((nodes.Name, nodes.Call)):
        if isinstance(node, nodes.Name) and node.name not in assigned:
            yield from DERIVED.get(node.name, (node.name,))
        elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _TESTS:
            tested = [trait.value for trait in node.args[:1] if isinstance(trait, nodes.Const)]
            yield from _deciding(tested, traits)


def _deciding(tested: Iterable[str], traits: _Traits) -> Iterator[str]:
    for trait in tested:
        yield from traits.get(trait, ())


def _needs(clause: Clause, traits: _Traits) -> Iterator[str]:
    header = clause.en_tete
    yield from _deciding(header.si, traits)
    yield from _names(header.titre, traits)
    yield from _names(clause.corps, traits)
    yield from (path.split(".")[0].removesuffix("[]") for path in header.questions)


def _keys_of_traits(model: Modele) -> dict[str, tuple[str, ...]]:
    """Map each trait to the keys that decide it."""
    traits = deriver(model.description(modele=model.nom), model.domaines)
    keys = {name: tuple(str(path[0]) for path in trait.chemins) for name, trait in traits.items()}
    return {**keys, "preambule": ("preambule",)}


def _first_needs(model: Modele) -> Iterator[str]:
    """Go through the contract and yield each key that it needs, again at each use."""
    plan, traits = model.plan, _keys_of_traits(model)

    def clauses(identifiers: Iterable[str]) -> Iterator[str]:
        for identifier in identifiers:
            yield from _needs(model.clauses[identifier], traits)

    yield from clauses(plan.parties)
    for visa in plan.visas:
        yield from _deciding(visa.si, traits)
        yield from clauses([] if visa.est_un_texte else [visa.visa])
    yield "visas_locaux"
    if plan.preambule:
        yield from ("preambule", "preambule_libre")
        yield from clauses(plan.preambule.au_choix.values())
    yield from clauses(entry.clause for entry in entries((*plan.articles, *plan.signatures, *plan.annexes)))


def contract_order(model: Modele) -> list[str]:
    """Sort the keys of a description by their first use, after those that no clause uses (modele, charte, droit)."""
    keys = list(model.description.model_fields)
    used = [name for name in dict.fromkeys(_first_needs(model)) if name in keys]
    return [*(key for key in keys if key not in used), *used]

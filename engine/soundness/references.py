"""The references of a clause to headings that not every contract of this clause has, each with such a contract."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.assembly.domains import every_domain
from engine.compiling.uses import Use
from engine.errors import Finding, InputError
from engine.law.applicable import Droit
from engine.libraries.modele import Clause, Modele
from engine.soundness.combinations import Combination, Condition, allows, told, within
from engine.soundness.places import places_of
from engine.soundness.rendered import rendering
from models.traits import Trait


def reference_mistakes(model: Modele) -> Iterator[Finding]:
    """The references that dangle in some contract; those that a clause asks for first (`existe`) may lead nowhere."""
    stands = places_of(model).stands
    where: dict[str, list[Condition]] = {}
    for stand in stands:
        where.setdefault(stand.clause, []).extend([stand.cases] if stand.cases is not None else [])
    for name, clause in model.clauses.items():
        for use in (one for one in clause.uses_in(clause.corps).all if one.sort == "renvoi"):
            target = use.name.partition("#")[0]
            if target not in where:
                continue
            found = next((one for here in where.get(name, ()) for one in _without(model, here, where[target])), None)
            if found is not None and _dangles(model, clause, use, found):
                message = f"le renvoi à « {use.name} » ne mène à rien dans un contrat où {told(found)}."
                hint = f"Écrivez-le sous condition (« {{?existe {use.name}: …?}} »), ou élargissez « {target} »."
                yield Finding("renvoi-sans-article", message, hint=hint, place=clause.place_of(clause.corps, use.line))


def _without(model: Modele, here: Condition, targets: list[Condition]) -> Iterator[Combination]:
    """The contracts that have a clause and not the one that it refers to."""
    domains = every_domain(model)
    traits = dict.fromkeys(trait for one in targets for trait in one)
    if not all(trait in domains for trait in (*here, *traits)):
        return
    for combination in within(here, traits, domains, model.contraires):
        if not any(allows(one, combination) for one in targets):
            yield combination


def _dangles(model: Modele, clause: Clause, use: Use, combination: Combination) -> bool:
    """Whether the clause, tried in a contract of this combination of which nothing else is known, refers to nothing."""
    render = rendering(
        model, Droit(date(2024, 1, 15), bibliotheque=model.bibliotheque), blank=False, traits=_traits(combination)
    )
    try:
        render(clause)
    except InputError as error:
        return any(f"« {use.name} »" in one.message for one in error.findings)
    return False


def _traits(combination: Combination) -> dict[str, Trait]:
    return {name: Trait(name, frozenset([value]), ((name,),)) for name, value in combination.items()}

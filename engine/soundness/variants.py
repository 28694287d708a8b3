"""The clauses that no contract can have, the cases that no alternative is for, those that several are for."""

from __future__ import annotations

from collections.abc import Iterator

from engine.assembly.domains import every_domain
from engine.errors import Finding
from engine.libraries.modele import Modele
from engine.soundness.combinations import allows, condition, told, within
from engine.soundness.places import Choice, Plan, Stand, places_of


def variant_mistakes(model: Modele) -> Iterator[Finding]:
    """What of the plan of a model, or of one of its documents, no contract has, or has twice or not at all."""
    plan = places_of(model)
    yield from _never(model, plan)
    for choice in plan.choices:
        yield from _of_a_choice(model, choice)


def _never(model: Modele, plan: Plan) -> Iterator[Finding]:
    for name in dict.fromkeys(stand.clause for stand in plan.stands):
        stands = [stand for stand in plan.stands if stand.clause == name]
        if any(stand.cases is not None for stand in stands) or name not in model.clauses:
            continue
        clause = model.clauses[name]
        place = clause.place("si") if clause.en_tete.si else model.place(*stands[0].path)
        message = f"aucun contrat n'a la clause « {name} » : {_needs(stands[0])}, ce qui ne se peut pas."
        hint = "Corrigez une de ces conditions (« si »), ou retirez la clause du plan."
        yield Finding("clause-jamais-atteinte", message, hint=hint, place=place)


def _needs(stand: Stand) -> str:
    said = [
        f"{who} veut {trait} = {' ou '.join(values)}" for who, needs in stand.needs for trait, values in needs.items()
    ]
    return " ; ".join(said)


def _of_a_choice(model: Modele, choice: Choice) -> Iterator[Finding]:
    """The first combination of traits for which not exactly one alternative applies."""
    above = condition(*(said for _, said in choice.above), contraires=model.contraires)
    branches = [(one.clause, model.clauses[one.clause].en_tete.si) for one in choice.line.parmi if one.clause]
    if above is None or not branches or len(branches) != len(choice.line.parmi):
        return
    names = [name for name, _ in branches]
    conditions = [(name, {trait: frozenset(values) for trait, values in si.items()}) for name, si in branches]
    traits = [trait for _, si in branches for trait in si] + list(choice.line.cumul)
    domains, place = every_domain(model), model.place(*choice.path)
    if any(trait not in domains for trait in traits):
        return  # told already
    seen: set[int] = set()
    for combination in within(above, traits, domains, model.contraires):
        kept = [name for name, si in conditions if allows(si, combination)]
        together = bool(choice.line.cumul) and choice.line.cumul.items() <= combination.items()
        wanted = len(names) if together else 1
        if len(kept) == wanted or (min(len(kept), wanted + 1) in seen):
            continue
        seen.add(min(len(kept), wanted + 1))
        if len(kept) < wanted:
            message = f"aucune des variantes « {', '.join(names)} » ne s'applique à un contrat où {told(combination)}."
            if kept:
                message = (
                    f"« {', '.join(kept)} » seule s'applique à un contrat où {told(combination)}, que dit « cumul »."
                )
            hint = "Élargissez la condition (« si ») d'une variante, ou écrivez celle qui manque."
            yield Finding("variante-manquante", message, hint=hint, place=place)
        else:
            message = f"« {' » et « '.join(kept)} » s'appliquent ensemble à un contrat où {told(combination)}."
            hint = "Resserrez la condition (« si ») de l'une, ou dites par « cumul » quand elles vont ensemble."
            yield Finding("variantes-ensemble", message, hint=hint, place=place)

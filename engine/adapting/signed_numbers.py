"""What of the numbers of a signed contract cannot be one: written as no number of its place is, or that of another."""

from __future__ import annotations

from collections.abc import Iterator

from engine.adapting.consolidated import slots_of
from engine.assembly.frozen import is_number_of
from engine.libraries.modele import Modele


def wrong_numbers(model: Modele) -> Iterator[tuple[str, str, str]]:
    """The name of each clause whose number is wrong, this number, and the name that has it already; empty for none."""
    slots = slots_of(model) if model.numeros else {}
    taken: dict[tuple[object, ...], str] = {}
    for name, value in model.numeros.items():
        clause, _, inner = name.partition("#")
        slot = slots.get(clause)
        if slot is None:
            continue  # it is counted with no other
        levels = model.plan.numerotation if slot.part == "articles" else model.plan.numerotation_annexes
        if not levels:
            continue
        depth = slot.depth + bool(inner and model.clauses[clause].en_tete.titre)
        level = levels[min(depth, len(levels) - 1)]
        if not is_number_of(value, level):
            yield name, value, ""
            continue
        above = (*slot.above, clause) if inner else slot.above
        other = taken.setdefault((slot.part, depth, () if level.continu else above, value), name)
        if other != name:
            yield name, value, other

"""The model of a contract that avenants changed: what its consolidated version says of them, the numbers that stay.

An article that was signed and that the contract has no more keeps its number and nothing else: « Article 8 (abrogé) ».
One that takes the place of its alternative in the plan takes its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from engine.adapting.plan import Added, with_clauses
from engine.assembly.assemble import traits_of
from engine.assembly.frozen import level_of
from engine.assembly.selection import select
from engine.errors import InputError
from engine.law.applicable import Droit
from engine.libraries.clause import Clause, read_clause
from engine.libraries.modele import Modele
from engine.libraries.plan import Entree, Plan
from models.contrat import Contrat
from models.fiches.groupe import altered
from models.records import dataclass

VERSION = "avenants/consolidation/version"
"""The clause that says which avenants changed the contract: it is no word of the contract."""
PROROGATED = "avenants/consolidation/prorogation"
"""The alinéa that a prorogation adds at the end of the clause of the term: its words are the contract's."""
_TERM = "echeance"
"""The deadline by which the clause of the term is known."""
_REPEALED = {"articles": "avenants/consolidation/article-abroge", "annexes": "avenants/consolidation/annexe-abrogee"}


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a plan has a clause: its part, its rank in the outline from 0, the clauses above it."""

    part: str
    depth: int
    above: tuple[str, ...] = ()


def consolidated(model: Modele, contrat: Contrat, droit: Droit) -> Modele:
    """The model as its avenants left it.

    Raises:
        InputError: where a clause of the library that says so cannot be read.
    """
    traits = traits_of(model, contrat, droit)
    kept = {one.id for one in select(model, traits).clauses}
    slots = slots_of(model)
    signed = dict(_replaced(contrat.numeros, model.plan, kept, slots))
    plan, clauses, gone = model.plan, dict(model.clauses), set[str]()
    for name in [one for one in signed if "#" not in one and one not in kept]:
        slot = slots.get(name)
        if slot is None:  # the parties had added it
            before, slot = _before(name, signed, slots, model.plan)
            plan = with_clauses(plan, [Added(name, before)])
            slots[name] = slot
        elif any(one not in kept for one in slot.above):
            continue  # it goes with the heading above it
        else:
            plan = _alone(plan, slot.part, name)
        clauses[name] = replace(_clause(model, _REPEALED[slot.part]), id=name)
        gone.add(name)
    if any(one.prorogation for one in contrat.avenants):
        clauses |= _prorogated(model, clauses, [one for one in kept if one not in gone])
    if contrat.avenants:
        clauses[VERSION] = _clause(model, VERSION)
        plan = altered(plan, {"parties": [VERSION, *plan.parties]})
    made = replace(model, plan=plan, clauses=clauses, numeros=signed, abroges=frozenset(gone))
    made.__dict__["description"] = model.description  # it takes long, and is the same
    return made


def _clause(model: Modele, name: str) -> Clause:
    file = model.bibliotheque.trouve(f"{name}.md")
    assert file is not None  # noqa: S101 - the library that comes with the product has it
    clause, wrong = read_clause(model.bibliotheque, file, "avenants", name)
    if wrong:
        raise InputError(wrong)
    return clause


def _prorogated(model: Modele, clauses: Mapping[str, Clause], kept: Iterable[str]) -> dict[str, Clause]:
    """The clause of the term with one more alinéa, that says until when the contract was prorogated."""
    added = _clause(model, PROROGATED)
    of_term = [one for one in kept if any(day.rappelle == _TERM for day in clauses[one].en_tete.echeances)]
    return {one: replace(clauses[one], corps=f"{clauses[one].corps.rstrip()}\n\n{added.corps}") for one in of_term[:1]}


def slots_of(model: Modele) -> dict[str, Slot]:
    """Where the plan has each clause of the parts whose headings are numbered."""
    found: dict[str, Slot] = {}

    def walk(lines: Iterable[Entree], part: str, depth: int, above: tuple[str, ...]) -> None:
        for line in lines:
            if line.parmi:
                walk(line.parmi, part, depth, above)
                continue
            found[line.clause] = Slot(part, depth, above)
            below = depth + bool(model.clauses[line.clause].en_tete.titre)
            walk(line.sous, part, below, (*above, line.clause))

    for part in _REPEALED:
        walk(getattr(model.plan, part), part, 0, ())
    return found


def _replaced(
    signed: Mapping[str, str], plan: Plan, kept: set[str], slots: Mapping[str, Slot]
) -> Iterator[tuple[str, str]]:
    """The numbers that were signed, where one alternative of the plan took the place, and the number, of another."""
    renamed: dict[str, str] = {}
    for line in plan.lignes():
        branches = [one.clause for one in line.parmi]
        old = [one for one in branches if one in signed and one not in kept]
        new = [one for one in branches if one in kept and one not in signed]
        renamed |= dict(zip(old, new, strict=False))
    for name, value in signed.items():
        clause = name.split("#", maxsplit=1)[0]
        slot = slots.get(clause)
        if name in renamed:
            yield renamed[name], value
        elif clause not in renamed and not (slot and any(one in renamed for one in slot.above)):
            yield name, value


def _before(name: str, signed: Mapping[str, str], slots: Mapping[str, Slot], plan: Plan) -> tuple[str, Slot]:
    """The clause that one that the plan does not name came after, at the same rank, and so its place."""
    earlier = [one for one in list(signed)[: list(signed).index(name)] if one in slots]
    like = [one for one in earlier if _is_at(signed[name], slots[one], plan)]
    before = (like or earlier or list(slots))[-1]
    return before, slots[before]


def _is_at(value: str, slot: Slot, plan: Plan) -> bool:
    """Whether a number is written as those of a place are."""
    levels = plan.numerotation if slot.part == "articles" else plan.numerotation_annexes
    levels_at = min(slot.depth, len(levels) - 1)
    return level_of(value, levels) == levels_at


def _alone(plan: Plan, part: str, name: str) -> Plan:
    """The plan where nothing stands under a clause."""

    def within(lines: Iterable[Entree]) -> list[Entree]:
        return [
            altered(line, {"sous": [] if line.clause == name else within(line.sous), "parmi": within(line.parmi)})
            for line in lines
        ]

    return altered(plan, {part: within(getattr(plan, part))})

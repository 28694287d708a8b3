"""The plan of a model with the clauses that a contract adds, each after or before one of its own."""

from __future__ import annotations

from collections.abc import Iterable

from engine.libraries.plan import Entree, Plan
from models.fiches.groupe import altered
from models.records import dataclass

PARTS = ("articles", "signatures", "annexes")
"""The parts of a plan where a clause may be added, beside the parties."""


@dataclass(frozen=True, slots=True)
class Added:
    """A clause to add: its name, and that which it follows or precedes."""

    name: str
    apres: str | None = None
    avant: str | None = None


def with_clauses(plan: Plan, added: Iterable[Added]) -> Plan:
    """The plan with these clauses, in their order; one whose neighbour the plan does not name is left out."""
    after: dict[str, list[str]] = {}
    for one in added:
        if one.apres:  # what was put there before comes first
            after.setdefault(one.apres, []).append(one.name)
        beside = after[one.apres][-2] if one.apres and len(after[one.apres]) > 1 else one.apres
        plan = _with(plan, Added(one.name, beside, one.avant))
    return plan


def _with(plan: Plan, one: Added) -> Plan:
    neighbour = one.apres or one.avant
    changed: dict[str, object] = {}
    if neighbour in plan.parties:
        at = plan.parties.index(neighbour) + bool(one.apres)
        changed["parties"] = [*plan.parties[:at], one.name, *plan.parties[at:]]
    for part in PARTS:
        lines, found = _among(getattr(plan, part), one)
        if found:
            changed[part] = lines
    return altered(plan, changed)


def _among(lines: list[Entree], one: Added) -> tuple[list[Entree], bool]:
    """The lines with the new one beside its neighbour; alternatives are one line."""
    neighbour = one.apres or one.avant
    for at, line in enumerate(lines):
        if line.clause == neighbour or neighbour in _branches(line):
            new = at + bool(one.apres)
            return [*lines[:new], Entree(clause=one.name), *lines[new:]], True
        for group in ("sous", "parmi"):
            inner, found = _among(getattr(line, group), one)
            if found:
                return [*lines[:at], altered(line, {group: inner}), *lines[at + 1 :]], True
    return lines, False


def _branches(line: Entree) -> set[str]:
    return {branch.clause for branch in line.parmi if branch.clause}

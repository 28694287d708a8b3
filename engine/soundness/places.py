"""Where the clauses of a plan stand: each place, the cases in which a contract has it, the alternatives of a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from engine.errors import Path
from engine.libraries.modele import Modele
from engine.libraries.plan import Entree
from engine.soundness.combinations import Condition, condition
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Stand:
    """A clause at its place in the plan: the conditions that it needs there, its own last; what they leave.

    `cases` is None where no contract has them all.
    """

    clause: str
    path: Path
    needs: tuple[tuple[str, Mapping[str, list[str]]], ...] = ()
    contraires: tuple[Mapping[str, str], ...] = ()

    @property
    def cases(self) -> Condition | None:
        """The contracts that have it."""
        return condition(*(said for _, said in self.needs), contraires=self.contraires)


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of alternatives, and what stands above it."""

    line: Entree
    path: Path
    above: tuple[tuple[str, Mapping[str, list[str]]], ...] = ()


@dataclass(slots=True)
class Plan:
    """The places and the alternatives of a plan."""

    stands: list[Stand] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)


def places_of(model: Modele) -> Plan:
    """Every place of a plan, in the order of the contract."""
    plan, found = model.plan, Plan()
    for at, name in enumerate(plan.parties):
        found.stands.append(_stand(model, name, ("parties", at)))
    for at, visa in enumerate(plan.visas):
        if not visa.est_un_texte:
            found.stands.append(_stand(model, visa.visa, ("visas", at), (("le plan", visa.si),)))
    for name, clause in plan.preambule.au_choix.items() if plan.preambule else ():
        chosen = (("le plan", {"preambule": [name]}),)
        found.stands.append(_stand(model, clause, ("preambule", "au_choix", name), chosen))
    for part in ("articles", "signatures", "annexes"):
        for line, path in _numbered(getattr(plan, part), (part,)):
            _of_a_line(model, line, path, (), found)
    return found


def _numbered(lines: Iterable[Entree], path: Path) -> Iterator[tuple[Entree, Path]]:
    return ((line, (*path, at)) for at, line in enumerate(lines))


def _stand(model: Modele, name: str, path: Path, above: tuple[tuple[str, Mapping[str, list[str]]], ...] = ()) -> Stand:
    own = ((name, model.clauses[name].en_tete.si),) if name in model.clauses else ()
    return Stand(name, path, (*above, *own), model.contraires)


def _of_a_line(
    model: Modele, line: Entree, path: Path, above: tuple[tuple[str, Mapping[str, list[str]]], ...], found: Plan
) -> None:
    if line.parmi:
        found.choices.append(Choice(line, path, above))
        for branch, under in _numbered(line.parmi, (*path, "parmi")):
            _of_a_line(model, branch, under, above, found)
    elif line.clause:
        here = _stand(model, line.clause, path, above)
        found.stands.append(here)
        for inner, under in _numbered(line.sous, (*path, "sous")):
            _of_a_line(model, inner, under, here.needs, found)

"""Which clauses a contract holds: each clause of the plan against the traits, with the reason for every decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.libraries.modele import Clause, Modele
from engine.libraries.plan import Entree
from engine.libraries.visas_du_plan import VisaDuPlan
from models.fiches.groupe import altered
from models.records import dataclass
from models.traits import Trait


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a clause was kept or left out: the traits that its condition tests, as they are for this contract.

    `under` is the clause under whose heading it stands, which it follows; `left_out` says that it would be kept, had
    the parties not left it out.
    """

    clause: Clause
    kept: bool
    traits: tuple[Trait, ...]
    under: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A clause that the contract holds, and those under its heading.

    `rank` orders alternatives that apply together: 0, then 1 (« bis »), 2 (« ter »). `open` says that this clause is
    one of several shown because the fact that chooses is unknown; they share one number.
    """

    clause: Clause
    under: tuple[Kept, ...] = ()
    rank: int = 0
    open: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """The clauses of a contract by part, in order, and the reasons.

    `textes` are the visas of the plan that are texts of the register, each with the articles that this contract cites.
    """

    parties: tuple[Kept, ...]
    visas: tuple[str, ...]
    textes: tuple[VisaDuPlan, ...]
    preambule: tuple[Kept, ...]
    articles: tuple[Kept, ...]
    signatures: tuple[Kept, ...]
    annexes: tuple[Kept, ...]
    decisions: tuple[Decision, ...]

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause kept, whatever its part."""
        return tuple(decision.clause for decision in self.decisions if decision.kept)


def applies(condition: Mapping[str, Iterable[str]], traits: Mapping[str, Trait]) -> bool:
    """Whether every trait of a condition can have one of the values it names.

    Raises:
        KeyError: where the condition names a trait that the model does not have.
    """
    return all(traits[name].valeurs & set(values) for name, values in condition.items())


class _Selector:
    def __init__(self, model: Modele, traits: Mapping[str, Trait]) -> None:
        self.model, self.traits = model, traits
        self.decisions: list[Decision] = []

    def decide(
        self, identifier: str, condition: Mapping[str, Iterable[str]] | None = None, under: str = ""
    ) -> Clause | None:
        clause = self.model.clauses[identifier]
        tested = {**clause.en_tete.si, **(condition or {})}
        kept = applies(clause.en_tete.si, self.traits) and applies(condition or {}, self.traits)
        removed, kept = kept and clause.retiree, kept and not clause.retiree
        self.decisions.append(Decision(clause, kept, tuple(self.traits[name] for name in tested), under, removed))
        return clause if kept else None

    def lines(self, lines: Iterable[Entree], under: str = "") -> tuple[Kept, ...]:
        kept: list[Kept] = []
        for line in lines:
            if line.parmi:
                kept += self.alternatives(line, under)
            elif clause := self.decide(line.clause, under=under):
                kept.append(Kept(clause, self.lines(line.sous, line.clause)))
            else:
                self.left_out(line.sous, line.clause)
        return tuple(kept)

    def left_out(self, lines: Iterable[Entree], under: str) -> None:
        """What stands under a clause that was left out goes with it; the reason is its parent's."""
        reason = self.decisions[-1].traits
        for line in lines:
            if line.parmi:
                self.left_out(line.parmi, under)
            else:
                self.decisions.append(Decision(self.model.clauses[line.clause], False, reason, under))
                self.left_out(line.sous, line.clause)

    def alternatives(self, line: Entree, under: str) -> list[Kept]:
        kept = self.lines(line.parmi, under)
        together = bool(line.cumul) and all(
            self.traits[name].valeurs == frozenset([value]) for name, value in line.cumul.items()
        )
        if together or len(kept) == 1:
            return [Kept(one.clause, one.under, rank) for rank, one in enumerate(kept)]
        return [Kept(one.clause, one.under, 0, open=True) for one in kept]


def select(model: Modele, traits: Mapping[str, Trait]) -> Selection:
    """The clauses of `model` that apply to a contract of these traits."""
    selector = _Selector(model, traits)
    plan = model.plan

    def whole(identifiers: Iterable[str]) -> tuple[Kept, ...]:
        return tuple(Kept(clause) for identifier in identifiers if (clause := selector.decide(identifier)))

    parties = whole(plan.parties)
    visas = [
        visa.visa
        for visa in plan.visas
        if (applies(visa.si, traits) if visa.est_un_texte else selector.decide(visa.visa, visa.si))
    ]
    texts = tuple(_citing(one, traits) for one in plan.visas if one.est_un_texte and applies(one.si, traits))
    choices = plan.preambule.au_choix.items() if plan.preambule else ()
    opened = [selector.decide(identifier, {"preambule": [name]}) for name, identifier in choices]
    preambule = tuple(Kept(clause) for clause in opened if clause)
    articles, signatures, annexes = (selector.lines(part) for part in (plan.articles, plan.signatures, plan.annexes))
    return Selection(parties, tuple(visas), texts, preambule, articles, signatures, annexes, tuple(selector.decisions))


def _citing(visa: VisaDuPlan, traits: Mapping[str, Trait]) -> VisaDuPlan:
    """A visa with the articles of its mention that are of this contract."""
    kept = [one for one in visa.articles if applies(one.si, traits)]
    return visa if len(kept) == len(visa.articles) else altered(visa, {"articles": kept})

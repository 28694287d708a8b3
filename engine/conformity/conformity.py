"""What became of each article of a model in a contract, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from engine.assembly.assemble import Assembled
from engine.assembly.selection import Decision
from engine.comparing.comparison import Explained
from engine.comparing.side import Side
from engine.conformity.composed import Hunk, composed, explained, hunks
from engine.conformity.drafts import Drafts, Words
from engine.conformity.labels import STATES, State
from engine.conformity.mentions import Met, mentions_of
from engine.conformity.reasons import FILLING, UNKNOWN, Reason, of_departure, of_remark
from engine.conformity.words import short_title, text_of
from engine.dossier import Dossier
from engine.errors import Finding, Place
from engine.french import one_line
from engine.libraries.modele import Modele
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the published model, those of the contract that stand for them, and why.

    `around` comes before the first, `beside` before the second.
    """

    around: str
    before: str
    after: str
    reasons: tuple[Reason, ...]
    beside: str = ""

    @property
    def only_fills(self) -> bool:
        """Whether it only fills in the form."""
        return all(one.kind in FILLING for one in self.reasons)


@dataclass(frozen=True, slots=True)
class Article:
    """A clause of the contract or of its model: its title and its number in the contract, its state, and why."""

    name: str
    title: str
    number: str
    state: State
    reasons: tuple[Reason, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def name_in_the_sheet(self) -> str:
        """« Article 3 › 3-1 Détermination des moyens »: of its article, the number alone."""
        return short_title(self.title)

    @property
    def is_unexplained(self) -> bool:
        """Whether nothing is known of why, for it or for some of its words."""
        return UNKNOWN in self.reasons


@dataclass(frozen=True)
class Conformity:
    """A contract against its model as published."""

    side: Side
    dossier: Dossier
    reference: Modele
    articles: tuple[Article, ...]
    mentions: tuple[Met, ...]
    assembled: Assembled

    @cached_property
    def counts(self) -> dict[State, int]:
        """How many articles are in each state."""
        return {state: [one.state for one in self.articles].count(state) for state in STATES}


def conformity_of(side: Side, dossier: Dossier, reference: Modele | None = None) -> Conformity:
    """Compare a contract with its model as published, or with another model.

    Raises:
        InputError: where a clause of the library cannot be rendered.
    """
    assembled = dossier.assembled(traced=True)
    made = Drafts.of(dossier, reference, assembled)
    articles = (*_together(made, _in_order(made)), *_by_hand(side))
    return Conformity(side, dossier, made.reference, articles, mentions_of(dossier, assembled), assembled)


def _in_order(made: Drafts) -> Iterator[Article]:
    """The articles of the contract in its order, those of the model that it leaves out where they would stand."""
    left = [name for name, one in made.sources.items() if name not in made.agreed and one.in_the_form]
    known = list(made.sources)
    shown: set[str] = set()
    for name in made.agreed:
        if name in made.sources:
            for gone in (one for one in left if known.index(one) < known.index(name) and one not in shown):
                shown.add(gone)
                yield from _left_out(made, gone)
        yield _article(made, name)
    for gone in (one for one in left if one not in shown):
        yield from _left_out(made, gone)


def _together(made: Drafts, articles: Iterable[Article]) -> Iterator[Article]:
    """The clauses of one heading that follow one another as one, where the contract and the model have them all.

    One that stands apart under the heading of another is called as the library calls it.
    """
    held: list[Article] = []
    shown: set[str] = set()
    for one in articles:
        before = held[-1] if held else None
        if before and before.title == one.title and {before.state, one.state} <= set(_OF_BOTH):
            held[-1] = _joined(before, one)
        else:
            held.append(one)
    for one in held:
        printed = made.agreed.get(one.name)
        yield replace(one, title=made.title(one.name, printed)) if printed and one.title in shown else one
        shown.add(one.title)


_OF_BOTH: tuple[State, ...] = ("identique", "complété", "adapté")


def _joined(one: Article, other: Article) -> Article:
    state = max(one.state, other.state, key=_OF_BOTH.index)
    reasons = tuple(dict.fromkeys((*one.reasons, *other.reasons)))
    return replace(one, state=state, reasons=reasons, differences=(*one.differences, *other.differences))


def _article(made: Drafts, name: str) -> Article:
    printed = made.agreed[name]
    source = made.sources.get(name)
    if source is None or not source.published:
        title = made.title(name, printed)
        why = tuple(_why_added(made, name)) or (UNKNOWN,)
        whole = Difference("", "", text_of(printed.words), why)
        return Article(name, title, printed.number, "ajouté", why, (whole,))
    found = _differences(made, name)
    reasons = tuple(dict.fromkeys(reason for one in found for reason in one.reasons))
    state: State = "identique" if not found else "complété" if all(one.only_fills for one in found) else "adapté"
    return Article(name, printed.title, printed.number, state, reasons, found)


def _differences(made: Drafts, name: str) -> tuple[Difference, ...]:
    steps = made.steps(name)
    first, last = steps[0][0], steps[-1][0]
    whole: Sequence[Hunk[Reason]] = ()
    for (before, _), (after, why) in pairwise(steps):
        step = why if not callable(why) else explained(hunks(_keys(before), _keys(after)), why)
        whole = composed(whole, step)
    found = (one for one in whole if not _alike(first[one.start : one.end], last[one.new_start : one.new_end]))
    return tuple(_difference(one, first, last) for one in _close(found))


def _difference(one: Hunk[Reason], first: Words, last: Words) -> Difference:
    around, beside = (text_of(words[max(at - _AROUND, 0) : at]) for words, at in
                      ((first, one.start), (last, one.new_start)))  # fmt: skip
    before, after = text_of(first[one.start : one.end]), text_of(last[one.new_start : one.new_end])
    return Difference(around, before, after, one.causes or (UNKNOWN,), beside)


def _close(found: Iterable[Hunk[Reason]]) -> Iterator[Hunk[Reason]]:
    """The same places, those a word or two apart being one, where both fill in the form or neither does."""
    held: Hunk[Reason] | None = None
    for one in found:
        if held and one.start - held.end <= _APART and _fills(held) == _fills(one):
            causes = tuple(dict.fromkeys((*held.causes, *one.causes)))
            held = Hunk(held.start, one.end, held.new_start, one.new_end, causes)
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _fills(one: Hunk[Reason]) -> bool:
    return bool(one.causes) and all(cause.kind in FILLING for cause in one.causes)


def _keys(words: Words) -> list[str]:
    return [one.key for one in words]


def _alike(before: Words, after: Words) -> bool:
    """Whether both say the same, but for the numbers of articles."""
    if _keys(before) == _keys(after):
        return True
    return bool(after) and all(one.run.number for one in after) and all(one.key.isdigit() for one in before)


_AROUND = 6
"""The words shown before those that differ."""
_APART = 2
"""The words that are the same between two places told as one, at most."""


def _why_added(made: Drafts, name: str) -> Iterator[Reason]:
    for one in made.dossier.contrat.clauses_ajoutees:
        if one.nom == name:
            yield Reason("adaptation", one_line(one.motif or ""))
            return
    clause = made.model.clauses.get(name)
    if clause is None:
        return
    if made.reference is not made.model and name not in made.reference.clauses:
        yield made.local(name)
    decided = (one for one in made.assembled.decisions if one.clause.id == name and one.kept)
    yield from (Reason("variante", trait.nom) for one in decided for trait in one.traits)
    said = [*map(of_departure, clause.en_tete.ecarts), *map(of_remark, clause.en_tete.remarques)]
    yield from said[:2] or (Reason("ecart", clause.en_tete.source),)


def _by_hand(side: Side) -> Iterator[Article]:
    """What a document says, and the description that it carries does not give."""
    for one in side.apart:
        found = tuple(
            Difference("", passage.passage.removed, passage.passage.added, _of_causes(passage))
            for line in one.lines
            for passage in line.passages
        )
        alone = tuple(
            Difference("", line.before, line.after, (Reason("main"),)) for line in one.lines if not line.passages
        )
        differences = (*found, *alone)
        reasons = tuple(dict.fromkeys(reason for each in differences for reason in each.reasons))
        yield Article(one.name, one.title, "", "adapté", reasons, differences)


def _of_causes(one: Explained) -> tuple[Reason, ...]:
    if not one.sure:
        return (UNKNOWN,)
    return tuple(Reason("main") if cause.kind == "main" else Reason("autre", str(cause)) for cause in one.causes)


def _left_out(made: Drafts, name: str) -> Iterator[Article]:
    form = made.sources[name].form
    decisions = {one.clause.id: one for one in made.assembled.decisions}
    decision = decisions.get(name)
    agreed = _agreed_above(decision, decisions)
    if agreed:
        reasons: tuple[Reason, ...] = (made.agreement(agreed),)
    elif decision and decision.kept:  # it prints nothing: what it asks is not of this contract
        reasons = tuple(Reason("variante", asked) for asked in decision.clause.en_tete.questions)
    elif decision:
        reasons = tuple(Reason("variante", one.nom) for one in decision.traits)
    else:
        reasons = (Reason("local", made.model.nom),) if name not in made.model.clauses else ()
    yield Article(name, made.title(name, form), form.number, "écarté", reasons or (UNKNOWN,))


def _agreed_above(decision: Decision | None, decisions: Mapping[str, Decision]) -> str:
    """The clause that the parties left out, this one or one that it stands under; empty where they left out none."""
    while decision and not decision.left_out:
        decision = decisions.get(decision.under)
    return decision.clause.id if decision else ""


def without_description(name: str) -> Finding:
    """That a document no more says what it was made from."""
    message = "ce document ne dit plus de quelle description il vient : rien ne dit de quel modèle il est."
    hint = "Donnez sa description ; ou rendez-la-lui : « cpom relire » dit comment."
    return Finding("conformite-sans-origine", message, hint=hint, place=Place(name))

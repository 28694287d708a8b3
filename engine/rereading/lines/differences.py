"""What was changed by hand in a document: facts by their places, words by clause, figures, paragraphs, whole clauses.

All is told against the lines as they were written, whatever the library or the law became since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from engine.carried import Line
from engine.rereading.lines.alignment import Pair, aligned
from engine.rereading.lines.letters import are_same
from engine.rereading.lines.places import Place, found_in
from engine.writing.layout.written_lines import says
from models.records import dataclass

Fate = Literal["changed", "added", "removed", "moved", "split", "joined"]


@dataclass(frozen=True, slots=True)
class FactPlaces:
    """A fact and all its places, some of which were changed, in the order of the contract."""

    path: str
    places: tuple[Place, ...]

    @property
    def changed(self) -> tuple[Place, ...]:
        """The places where other words stand."""
        return tuple(one for one in self.places if one.is_changed)

    @property
    def unclear(self) -> tuple[Place, ...]:
        """The places where nobody can tell what stands for the fact: the words around it were changed too."""
        return tuple(one for one in self.places if one.found is None and one.edited >= 0)


@dataclass(frozen=True, slots=True)
class WordsChanged:
    """Words of a clause changed by hand: the lines that they were, the lines that they are.

    `before` says its facts as the document does now, so that nothing but words differs from `after`.
    """

    fate: Fate
    clause: str
    base: tuple[int, ...]
    edited: tuple[int, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ClauseLost:
    """A clause that has no more words of its own: `within` is the clause where they are, empty where they are gone."""

    clause: str
    within: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What was changed by hand, each in the order of the contract.

    `pairs` say which lines stand for which, `clauses` the clause of each line of the edited document, by its words
    first. `facts` are those with a place that was changed, or cannot be told.
    """

    pairs: tuple[Pair, ...] = ()
    clauses: tuple[str, ...] = ()
    facts: tuple[FactPlaces, ...] = ()
    words: tuple[WordsChanged, ...] = ()
    figures: tuple[Place, ...] = ()
    lost: tuple[ClauseLost, ...] = ()


def differences(base: Sequence[Line], edited: Sequence[Line]) -> Differences:
    """What was changed between lines as they were written and as they are read."""
    pairs = aligned(base, edited)
    clauses = _clauses(base, edited, pairs)
    places: list[Place] = []
    figures: list[Place] = []
    words: list[WordsChanged] = []
    known = {line.kind for line in base} | {"heading", "paragraph", "item", "cell"}  # or a header nobody wrote down
    for pair in pairs:
        if not pair.base:
            at = pair.edited[0]
            if not says(edited[at].text) or edited[at].kind not in known:
                continue
            words.append(WordsChanged("added", clauses[at], (), pair.edited, "", edited[at].text))
            continue
        if not pair.edited:
            line = base[pair.base[0]]
            places += (Place(one.fact, pair.base[0], -1, one.text, None) for one in line.words if one.fact)
            words.append(WordsChanged("removed", line.clause, pair.base, (), line.text, ""))
            continue
        found = found_in([(at, base[at]) for at in pair.base], [(at, edited[at]) for at in pair.edited])
        places += found.facts
        figures += (one for one in found.figures if one.is_changed)
        words += _changed(pair, base[pair.base[0]].clause, found.before, found.after)
    return Differences(
        pairs, clauses, _facts(places), tuple(words), tuple(figures), tuple(_lost(base, edited, pairs, clauses))
    )


def _changed(pair: Pair, clause: str, before: str, after: str) -> Iterator[WordsChanged]:
    fates: dict[Fate, bool] = {
        "moved": pair.moved,
        "split": len(pair.edited) > len(pair.base),
        "joined": len(pair.base) > len(pair.edited),
        "changed": not are_same(before, after),
    }
    yield from (
        WordsChanged(fate, clause, pair.base, pair.edited, before, after)
        for fate, happened in fates.items()
        if happened
    )


def _facts(places: Sequence[Place]) -> tuple[FactPlaces, ...]:
    by_path: dict[str, list[Place]] = {}
    for one in places:
        by_path.setdefault(one.name, []).append(one)
    found = (FactPlaces(path, tuple(ones)) for path, ones in by_path.items())
    told = [one for one in found if one.changed or one.unclear]
    return tuple(sorted(told, key=lambda one: min(place.line for place in (*one.changed, *one.unclear))))


def _clauses(base: Sequence[Line], edited: Sequence[Line], pairs: Sequence[Pair]) -> tuple[str, ...]:
    """The clause of each line that was read: by its words, or its mark, or its neighbours."""
    found: dict[int, str] = {}
    known = {line.clause for line in base}
    for pair in pairs:
        for at in pair.edited if pair.base else ():
            clause = base[pair.base[0]].clause
            if not pair.moved or edited[at].clause in (clause, "") or edited[at].clause not in known:
                found[at] = clause
    clauses: list[str] = []
    after = _next_known(found, len(edited))
    for at, line in enumerate(edited):
        if at in found:
            clauses.append(found[at])
            continue
        around = (clauses[-1] if clauses else "", after[at])
        clauses.append(line.clause if line.clause in around else around[0] if clauses else around[1])
    return tuple(clauses)


def _next_known(found: Mapping[int, str], count: int) -> list[str]:
    """The clause of the next line whose clause is known, from each line on."""
    after, held = [""] * count, ""
    for at in range(count - 1, -1, -1):
        held = found.get(at, held)
        after[at] = held
    return after


def _lost(
    base: Sequence[Line], edited: Sequence[Line], pairs: Sequence[Pair], clauses: Sequence[str]
) -> Iterator[ClauseLost]:
    """The clauses whose mark or words are nowhere: all taken away, or what is left of them under another's mark."""
    marked = {line.clause for line in edited}
    where: dict[str, Counter[str]] = {}
    for pair in pairs:
        for at in pair.base:
            held = where.setdefault(base[at].clause, Counter())
            held.update((edited[one].clause or clauses[one]) for one in pair.edited)
    headings = {line.clause for line in base if line.kind == "heading"}
    for clause, held in where.items():
        if not clause or clause not in headings or clause in marked:
            continue
        within = held.most_common(1)[0][0] if held else ""
        if not held or (within != clause and any(marked)):
            yield ClauseLost(clause, within)

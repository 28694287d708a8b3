"""What makes words differ: the facts that they come from, or else what changes them when it alone is changed.

A passage that stands in a fact that differs is told by it. Any other is looked for in the first contract with one thing
of the second, thing by thing. Where several change it, or none does alone, all are told as possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Protocol

from engine.assembly.assemble import Assembled
from engine.comparing.causes import NUMBERING, UNKNOWN, Cause, of_facts
from engine.comparing.paired import paired_lines
from engine.comparing.printed import Article, Cell, Line, Run
from engine.comparing.variants import Thing, Variants
from engine.passages import Passage, passages
from engine.rereading.lines.letters import said
from models import chemins
from models.records import dataclass

Told = tuple[tuple[Cause, ...], bool]
"""Causes, and whether they are sure."""
_MOST = 40
"""The facts of a group that are each tried alone, at most."""


@dataclass(frozen=True)
class Silent:
    """Of documents that no more say what they were made from, nothing is known."""

    def of_article(self, name: str) -> Told:  # noqa: ARG002
        """Nothing."""
        return (UNKNOWN,), False

    def within(self, old: Article, new: Article) -> Silent:  # noqa: ARG002
        """The same."""
        return self

    def of_passage(self, passage: Passage, old: Cell, new: Cell) -> Told:  # noqa: ARG002
        """Nothing."""
        return (UNKNOWN,), False


@dataclass(frozen=True)
class Since:
    """Of what a document says and its description does not give: the library of then, its law, or somebody's hand.

    `written` are the words of its lines as they were written, `changed` the clauses that the library says otherwise by
    now, `titles` the libraries of then and those of now.
    """

    written: frozenset[tuple[str, ...]]
    changed: frozenset[str]
    titles: tuple[str, str]
    name: str = ""

    def of_article(self, name: str) -> Told:
        """Why an article is of one alone."""
        return replace(self, name=name)._of_then()

    def within(self, old: Article, new: Article) -> Since:  # noqa: ARG002
        """The same, of this article."""
        return replace(self, name=new.name)

    def of_passage(self, passage: Passage, old: Cell, new: Cell) -> Told:  # noqa: ARG002
        """Why some words are not those of today."""
        if new.text.strip() and said(new.text) not in self.written:
            return (Cause("main"),), True
        return self._of_then()

    def _of_then(self) -> Told:
        now_and_then = (self.titles[1], self.titles[0])
        library = Cause("bibliotheque", "depuis", *(now_and_then if self.titles[0] != self.titles[1] else ("", "")))
        if self.name in self.changed:
            return (library,), True
        return (library, Cause("droit", "depuis"), Cause("main")), False


@dataclass(frozen=True)
class Explainer:
    """Says what makes the articles of two contracts differ; `old` and `new` are the articles being read."""

    variants: Variants
    traits: Mapping[str, tuple[str, ...]]
    deciding: Mapping[str, tuple[str, ...]]
    old: Article = field(default_factory=lambda: Article(""))
    new: Article = field(default_factory=lambda: Article(""))
    _known: dict[tuple[int, str, str], dict[str, set[tuple[str, str]]]] = field(default_factory=dict)

    def within(self, old: Article, new: Article) -> Explainer:
        """The same, of the words of these articles."""
        return replace(self, old=old, new=new)

    def of_article(self, name: str) -> Told:
        """Why an article is of one contract alone."""
        return self.within(Article(name), Article(name))._of_this_article(name)

    def _of_this_article(self, name: str) -> Told:
        facts = of_facts(self.deciding.get(name, ()), self.variants.facts, {})
        if self._alone("fait") and facts:
            return tuple(facts), len(facts) == 1
        here = name in self._base
        things = [thing for thing in self.variants.things if self._has(thing, name) not in (here, None)]
        told = self._told(things, facts)
        return told if told[0] else ((UNKNOWN,), False)

    def _has(self, thing: Thing, name: str) -> bool | None:
        made = self.variants.with_one(thing) if not self._alone(thing) else None
        return (name in made) if made is not None else None

    @property
    def _base(self) -> Mapping[str, Article]:
        return self.variants.articles

    def of_passage(self, passage: Passage, old: Cell, new: Cell) -> Told:
        """Why some words of two cells differ."""
        touched = [*_touched(old, passage.old, passage.removed), *_touched(new, passage.new, passage.added)]
        if touched and all(run.number for run in touched):
            return (NUMBERING,), True
        exact = of_facts({run.fact for run in touched if run.fact}, self.variants.facts, {})
        if exact and all(run.fact or run.number for run in touched):
            return tuple(exact), True
        things = self._things(passage, old)
        cases = {name for run in touched for case in run.cases for name in case.split(",")}
        if self.old.name != self.new.name:  # one clause in the place of another
            cases |= {*self.deciding.get(self.old.name, ()), *self.deciding.get(self.new.name, ())}
        facts = list(dict.fromkeys((*exact, *of_facts(cases, self.variants.facts, self.traits))))
        if "fait" in things and not facts:
            facts = self._tried(passage, old)
        return self._told(things, facts)

    def _alone(self, thing: Thing) -> bool:
        """Whether nothing else differs."""
        return self.variants.things == (thing,)

    def _things(self, passage: Passage, old: Cell) -> list[Thing]:
        """What changes these words when it alone is changed."""
        asked = self.variants.things
        if len(asked) < 2:
            return list(asked)
        return [thing for thing in asked if self._changes(self.variants.with_one(thing), passage, old)]

    def _changes(self, made: Mapping[str, Article] | None, passage: Passage, old: Cell) -> bool:
        """Whether a contract makes the same change of these words."""
        if made is None:
            return False
        key = (id(made), self.old.name, self.new.name)  # the variants are kept as long as this
        if key not in self._known:
            article = made.get(self.old.name) or made.get(self.new.name) or Article(self.old.name)
            self._known[key] = _changed(self.old, article)
        return (passage.removed, passage.added) in self._known[key].get(_key(old), ())

    def _tried(self, passage: Passage, old: Cell) -> list[Cause]:
        """The facts each of which changes these words alone: by their groups first, then one by one."""
        groups: dict[str, dict[str, Cause]] = {}
        for path, one in self.variants.facts.items():
            groups.setdefault(str(chemins.lire(path)[0]), {})[path] = one
        found: list[Cause] = []
        for key, facts in groups.items():
            if len(groups) > 1 and not self._changes(self.variants.with_fact(key), passage, old):
                continue
            alone = [path for path in facts if len(facts) == 1 or self._does(path, passage, old, len(facts))]
            found += [facts[path] for path in alone] or [Cause("fait", path=key)]
        return found

    def _does(self, path: str, passage: Passage, old: Cell, count: int) -> bool:
        return count <= _MOST and self._changes(self.variants.with_fact(path), passage, old)

    def _cause(self, thing: Thing) -> Cause:
        return self.variants.cause(thing, self.new.name or self.old.name)

    def _told(self, things: Iterable[Thing], facts: list[Cause]) -> Told:
        found = list(things)
        if not found:
            possible = [*facts, *(self._cause(one) for one in self.variants.things if one != "fait")]
            if "fait" in self.variants.things and not facts:
                possible.insert(0, Cause("fait", "un fait de la description"))
            return tuple(possible) or (UNKNOWN,), False
        causes = [*facts] if "fait" in found else []
        if "fait" in found and not facts:
            causes.append(Cause("fait", "un fait de la description"))
        causes += [self._cause(one) for one in found if one != "fait"]
        return tuple(causes), len(causes) == 1 and bool(facts or found != ["fait"])


class Explains(Protocol):
    """What says why words differ."""

    def of_article(self, name: str) -> Told:
        """Why an article is of one contract alone."""

    def within(self, old: Article, new: Article) -> Explains:
        """The same, of the words of these articles."""

    def of_passage(self, passage: Passage, old: Cell, new: Cell) -> Told:
        """Why some words of two cells differ."""


def _key(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _changed(old: Article, new: Article) -> dict[str, set[tuple[str, str]]]:
    """The words that differ between two articles, by those of the cell of the first that they are of."""
    found: dict[str, set[tuple[str, str]]] = {}
    for pair in paired_lines(old.lines, new.lines):
        for one, other in _both(pair.old, pair.new):
            changed = {(each.removed, each.added) for each in passages(one.text, other.text)}
            found.setdefault(_key(one), set()).update(changed)
    return found


def _both(old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[tuple[Cell, Cell]]:
    if len(old) == len(new) == 1 and len(old[0].cells) == len(new[0].cells) > 1:
        yield from zip(old[0].cells, new[0].cells, strict=True)
    else:
        first, second = (tuple(run for line in lines for run in line.runs) for lines in (old, new))
        yield Cell(first), Cell(second)


def _touched(cell: Cell, rank: int, words: str) -> Iterator[Run]:
    """The runs that some words of a cell stand in, from the word of this rank on."""
    count = len(words.split())
    if not count:
        return
    spans = [match.span() for match in re.finditer(r"\S+", cell.text)][rank : rank + count]
    position = 0
    for run in cell.runs:
        end = position + len(run.text)
        if any(first < end and last > position and cell.text[max(first, position):min(last, end)].strip()
               for first, last in spans):  # fmt: skip
            yield run
        position = end


def explainer_of(variants: Variants, old: Assembled, new: Assembled) -> Explainer:
    """What explains the differences of two contracts as they were assembled."""
    traits: dict[str, tuple[str, ...]] = {}
    deciding: dict[str, tuple[str, ...]] = {}
    for made in (old, new):
        for one in made.decisions:
            paths = {trait.nom: tuple(chemins.ecrit(path) for path in trait.chemins) for trait in one.traits}
            traits |= {name: tuple(dict.fromkeys((*traits.get(name, ()), *said))) for name, said in paths.items()}
            known = deciding.get(one.clause.id, ())
            deciding[one.clause.id] = tuple(
                dict.fromkeys((*known, *(each for said in paths.values() for each in said)))
            )
    return Explainer(variants, traits, deciding)

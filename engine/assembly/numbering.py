"""The numbers of headings, settled from the selection alone, before any text is rendered.

A heading is numbered where its clause stands in the plan. Headings inside a clause (`## Title`) are counted from its
raw text: they are never conditional (a conditional heading is a clause of its own).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import lru_cache

from engine.assembly.frozen import LATIN, Counted, counted, frozen
from engine.assembly.selection import Kept, Selection
from engine.compiling.parsing import INNER_HEADING
from engine.document import Number
from engine.libraries.modele import Modele
from engine.libraries.plan import Niveau
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number and the anchor of every numbered heading; those inside a clause are « clause#id » or « clause#1 ».

    `names` are what a description calls them: « clause#Title » for one inside a clause that has no name of its own.
    """

    of: Mapping[str, Number]
    level: Mapping[str, int]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def signed(self) -> dict[str, str]:
        """The numbers as a description keeps them, in the order of the contract."""
        return {self.names[key]: number.value for key, number in self.of.items()}

    def anchor(self, key: str) -> str:
        """The identifier of a heading inside the document."""
        return _anchor(key)


@lru_cache(maxsize=1024)
def _anchor(key: str) -> str:
    return re.sub(r"[^\w]+", "-", key).strip("-")


class _Counter:
    def __init__(self, levels: Sequence[Niveau]) -> None:
        self.levels = levels
        self.of: dict[str, Number] = {}
        self.level: dict[str, int] = {}
        self.running: dict[int, int] = {}
        self.order: list[Counted] = []
        self.names: dict[str, str] = {}
        self.above: list[str] = []

    def number(self, key: str, depth: int, parent: str, rank: int, advance: bool) -> str:
        """Number one heading; returns the number as the headings below it repeat it."""
        self.above[depth:] = [key]
        self.order.append(Counted(key, self.above[depth - 1] if depth else "", depth))
        level = self.levels[min(depth, len(self.levels) - 1)]
        self.running[depth] = self.running.get(depth, 0) + (1 if advance else 0)
        latin = LATIN[rank]
        count = self.running[depth]
        value = level.motif.format(n=counted(level.numero, count), parent=parent)
        # « Article 1er » has « 1-1 » under it.
        plain = level.motif.format(n=counted(level.numero.replace("premier", "arabe"), count), parent=parent)
        self.of[key] = Number(level.prefixe, value + latin, level.suffixe)
        self.level[key] = depth + 1
        return plain + latin

    def clauses(self, kept: Iterable[Kept], depth: int, parent: str) -> None:
        previous: Kept | None = None
        for one in kept:
            follows = previous is not None and (one.rank > 0 or (one.open and previous.open))
            below = parent
            if one.clause.en_tete.titre:
                below = self.number(one.clause.id, depth, parent, one.rank, advance=not follows)
                if depth + 1 < len(self.levels) and not self.levels[depth + 1].continu:
                    self.running[depth + 1] = 0
            self.inner(one, depth + 1 if one.clause.en_tete.titre else depth, below)
            self.clauses(one.under, depth + 1 if one.clause.en_tete.titre else depth, below)
            previous = one

    def inner(self, one: Kept, depth: int, parent: str) -> None:
        for index, match in enumerate(INNER_HEADING.finditer(one.clause.corps), start=1):
            key = f"{one.clause.id}#{match['id'] or index}"
            name = f"{one.clause.id}#{match['id'] or match['title']}"
            self.names[key] = key if name in self.names.values() else name
            self.number(key, depth, parent, 0, advance=True)

    def settled(self, model: Modele) -> dict[str, Number]:
        """The numbers, where those of a signed contract do not move."""
        if not model.numeros:
            return self.of
        of = {key: replace(one, suffix=" ") if key in model.abroges else one for key, one in self.of.items()}
        names = {key: self.names.get(key, key) for key in of}
        return frozen(self.order, of, model.numeros, self.levels, names)


def number(model: Modele, selection: Selection) -> Numbers:
    """Settle the numbers of the articles and of the annexes, each counted by its own rules."""
    articles, annexes = _Counter(model.plan.numerotation), _Counter(model.plan.numerotation_annexes)
    if model.plan.numerotation:
        articles.clauses(selection.articles, 0, "")
    if model.plan.numerotation_annexes:
        annexes.clauses(selection.annexes, 0, "")
    of = {**articles.settled(model), **annexes.settled(model)}
    names = {key: {**articles.names, **annexes.names}.get(key, key) for key in of}
    return Numbers(of, {**articles.level, **annexes.level}, names)

"""The numbers of headings, settled from the selection alone, before any text is rendered.

A heading is numbered where its clause stands in the plan. Headings inside a clause (`## Title`) are counted from its
raw text: they are never conditional (a conditional heading is a clause of its own).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from engine.assembly.selection import Kept, Selection
from engine.compiling.parsing import INNER_HEADING
from engine.document import Number
from engine.libraries.modele import Modele
from engine.libraries.plan import Niveau

_LATIN = ("", " bis", " ter", " quater", " quinquies")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number and the anchor of every numbered heading; those inside a clause are « clause#id » or « clause#1 »."""

    of: Mapping[str, Number]
    level: Mapping[str, int]

    def anchor(self, key: str) -> str:
        """The identifier of a heading inside the document."""
        return _anchor(key)


@lru_cache(maxsize=1024)
def _anchor(key: str) -> str:
    return re.sub(r"[^\w]+", "-", key).strip("-")


def roman(number: int) -> str:
    """A small number in Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _counted(kind: str, number: int) -> str:
    if kind == "romain":
        return roman(number)
    if kind == "lettre":
        return chr(ord("a") + number - 1)
    return "1er" if kind == "premier" and number == 1 else str(number)


class _Counter:
    def __init__(self, levels: Sequence[Niveau]) -> None:
        self.levels = levels
        self.of: dict[str, Number] = {}
        self.level: dict[str, int] = {}
        self.running: dict[int, int] = {}

    def number(self, key: str, depth: int, parent: str, rank: int, advance: bool) -> str:
        """Number one heading; returns the number as the headings below it repeat it."""
        level = self.levels[min(depth, len(self.levels) - 1)]
        self.running[depth] = self.running.get(depth, 0) + (1 if advance else 0)
        latin = _LATIN[rank]
        count = self.running[depth]
        value = level.motif.format(n=_counted(level.numero, count), parent=parent)
        # « Article 1er » has « 1-1 » under it.
        plain = level.motif.format(n=_counted(level.numero.replace("premier", "arabe"), count), parent=parent)
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
            self.number(f"{one.clause.id}#{match['id'] or index}", depth, parent, 0, advance=True)


def number(model: Modele, selection: Selection) -> Numbers:
    """Settle the numbers of the articles and of the annexes, each counted by its own rules."""
    articles, annexes = _Counter(model.plan.numerotation), _Counter(model.plan.numerotation_annexes)
    if model.plan.numerotation:
        articles.clauses(selection.articles, 0, "")
    if model.plan.numerotation_annexes:
        annexes.clauses(selection.annexes, 0, "")
    return Numbers({**articles.of, **annexes.of}, {**articles.level, **annexes.level})

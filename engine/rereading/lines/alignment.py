"""The paragraphs of a document matched with those that it was written with: by their words first, wherever they are.

What is equal is matched in order, then what is equal but for its facts, then what has most words in common; a clause's
mark only decides between equals. No line is compared with every other: candidates come from the rare words that they
share, so that a contract of 1,500 paragraphs costs what its length does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from engine.carried import Line
from engine.rereading.lines.letters import said
from engine.rereading.lines.ordered import in_order, increasing
from models.records import dataclass

_RARE = 20
"""A word of more lines than that brings no candidate."""
_WORDS = 12
_CANDIDATES = 8
_NEAR = 2
_SIMILAR, _SIMILAR_HERE = 0.5, 0.35
"""The share of common words from which two lines are the same one changed, anywhere and between the same neighbours."""
_HERE, _SAME_CLAUSE = 0.15, 0.05
_MOVABLE = 4
"""The words from which a line is known again elsewhere."""
_PART = 0.6
"""The share of its words that a half of a paragraph has from the whole."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Lines of the document as it was written and those that stand for them; none where they are added, or removed.

    Two lines for one: a paragraph was split, or two were joined. `moved` lines are no more between the same others.
    """

    base: tuple[int, ...]
    edited: tuple[int, ...]
    moved: bool = False


def aligned(base: Sequence[Line], edited: Sequence[Line]) -> tuple[Pair, ...]:
    """Every line of both, in the order of the contract."""
    return _Alignment(base, edited).pairs()


class _Alignment:
    """The matches found so far, by the ranks of the lines."""

    def __init__(self, base: Sequence[Line], edited: Sequence[Line]) -> None:
        self.base, self.edited = base, edited
        self.matched: dict[int, int] = {}
        self.taken: dict[int, int] = {}
        self.compared = 0
        self._in_order(_letters)
        self._in_order(_without_facts)
        self._cells(alone=True)
        self._similar()
        self._cells()

    def _match(self, one: int, other: int) -> None:
        self.matched[one], self.taken[other] = other, one

    def _in_order(self, key: Callable[[Line], Hashable]) -> None:
        old, new = [key(line) for line in self.base], [key(line) for line in self.edited]
        for ones, others in list(self._gaps()):
            for one, other in in_order([old[at] for at in ones], [new[at] for at in others]):
                self._match(ones[one], others[other])

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """The lines not matched between two that are and kept their order, in both."""
        kept = increasing(sorted(self.matched.items()))
        before = (-1, -1)
        for after in (*kept, (len(self.base), len(self.edited))):
            ones = [at for at in range(before[0] + 1, after[0]) if at not in self.matched]
            others = [at for at in range(before[1] + 1, after[1]) if at not in self.taken]
            if ones and others:
                yield ones, others
            before = after

    def _similar(self) -> None:
        """Match what has most words in common, the most similar first."""
        here = {}
        for number, (ones, others) in enumerate(self._gaps()):
            here.update({("base", at): (number, rank) for rank, at in enumerate(ones)})
            here.update({("edited", at): (number, rank) for rank, at in enumerate(others)})
        by_gap: dict[tuple[int, int], int] = {place: at for (side, at), place in here.items() if side == "edited"}
        by_word = self._by_word()
        found = []
        for one in (at for at in range(len(self.base)) if at not in self.matched):
            gap, rank = here.get(("base", one), (-1, -1))
            near = {by_gap.get((gap, rank + step)) for step in range(-_NEAR, _NEAR + 1)} if gap >= 0 else set()
            for other in sorted({*self._sharing(one, by_word), *(at for at in near if at is not None)}):
                is_here = gap >= 0 and here.get(("edited", other), (-2, 0))[0] == gap
                if (score := self._score(one, other, is_here=is_here)) > 0:
                    found.append((-score, abs(one - other), one, other))
        for _, _, one, other in sorted(found):
            if one not in self.matched and other not in self.taken:
                self._match(one, other)

    def _by_word(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for at, line in enumerate(self.edited):
            if at not in self.taken:
                for word in set(said(line.text)):
                    found[word].append(at)
        return {word: lines for word, lines in found.items() if len(lines) <= _RARE}

    def _sharing(self, one: int, by_word: dict[str, list[int]]) -> list[int]:
        """The lines that share the most rare words with this one."""
        rare = sorted((len(by_word[word]), word) for word in set(said(self.base[one].text)) if word in by_word)
        counted = Counter(at for _, word in rare[:_WORDS] for at in by_word[word])
        return [at for at, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]]

    def _score(self, one: int, other: int, *, is_here: bool) -> float:
        """How much two lines are one, 0 where they are not."""
        self.compared += 1
        before, after = self.base[one], self.edited[other]
        if _part(before) != _part(after):
            return 0
        old, new = said(before.text), said(after.text)
        alike = _alike(old, new)
        if alike < (_SIMILAR_HERE if is_here else _SIMILAR) or (not is_here and len(old) < _MOVABLE):
            return 0
        return alike + _HERE * is_here + _SAME_CLAUSE * (before.clause == after.clause)

    def _cells(self, *, alone: bool = False) -> None:
        """Match what is left between the same neighbours, rank by rank, where it is in cells, or all of facts.

        With `alone`, where nothing else is between these neighbours.
        """
        for ones, others in list(self._gaps()):
            pairs = list(zip(ones, others, strict=False)) if len(ones) == len(others) else []
            printed = [pair for pair in pairs if self._are_printed(*pair)]
            if not alone or printed == pairs:
                for one, other in printed:
                    self._match(one, other)

    def _are_printed(self, one: int, other: int) -> bool:
        before, after = self.base[one], self.edited[other]
        return before.kind == after.kind and (before.kind == "cell" or _is_printed(before))

    def pairs(self) -> tuple[Pair, ...]:
        """The lines of both."""
        groups = {one: ([one], [other]) for one, other in self.matched.items()}
        kept = {one for one, _ in increasing(sorted(self.matched.items()))}
        self._split_and_joined(groups)
        lines = [len(self.base), len(self.edited)]
        found = [
            ((min(ones), 0, 0), Pair(tuple(sorted(ones)), tuple(sorted(others)), one not in kept))
            for one, (ones, others) in groups.items()
        ]
        told = {at for _, pair in found for at in pair.base}
        found += [((at, 0, 0), Pair((at,), ())) for at in range(lines[0]) if at not in told]
        where = {at: pair.base[0] for _, pair in found if not pair.moved for at in pair.edited}
        before = -1
        for at in range(lines[1]):
            before = where.get(at, before)
            if at not in self.taken:
                found.append(((before, 1, at), Pair((), (at,))))
        return tuple(pair for _, pair in sorted(found, key=lambda one: one[0]))

    def _split_and_joined(self, groups: dict[int, tuple[list[int], list[int]]]) -> None:
        """Add to a match the neighbours that are the rest of its words."""
        for one, (ones, others) in sorted(groups.items()):
            other = others[0]
            for step in (1, -1):
                at = other + step
                while (
                    0 <= at < len(self.edited) and at not in self.taken and self._is_rest(at, self.edited, ones, others)
                ):
                    others.append(at)
                    self.taken[at] = one
                    at += step
                at = one + step
                while (
                    0 <= at < len(self.base) and at not in self.matched and self._is_rest(at, self.base, ones, others)
                ):
                    ones.append(at)
                    self.matched[at] = other
                    at += step

    def _is_rest(self, at: int, lines: Sequence[Line], ones: list[int], others: list[int]) -> bool:
        """Whether a line that is not matched has the words that one side of a match has more than the other."""
        whole, held = (self.base, self.edited) if lines is self.edited else (self.edited, self.base)
        of_whole, of_held = (ones, others) if lines is self.edited else (others, ones)
        left = Counter(word for one in of_whole for word in said(whole[one].text))
        left.subtract(word for one in of_held for word in said(held[one].text))
        words = said(lines[at].text)
        common = sum((Counter(words) & +left).values())
        return len(words) > 1 and common >= _PART * len(words) and _part(lines[at]) == _part(whole[of_whole[0]])


def _part(line: Line) -> str:
    """The text, the header or the footer."""
    return line.kind if line.kind in ("header", "footer") else ""


def _letters(line: Line) -> Hashable:
    return _part(line), said(line.text)


def _without_facts(line: Line) -> Hashable:
    words = [("", one.fact) if one.fact else said(one.text) for one in line.words]
    return _part(line), tuple(part for one in words for part in one)


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the words of two lines that they have in common, from 0 to 1."""
    common = sum((Counter(one) & Counter(other)).values())
    return 2 * common / ((len(one) + len(other)) or 1)


def _is_printed(line: Line) -> bool:
    """Whether most letters of a line come from facts and figures."""
    letters = sum(len(one.text) for one in line.words if one.fact or one.figure)
    return 2 * letters >= len(line.text) > 0

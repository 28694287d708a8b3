"""What stands now where a fact was printed: by its control where there is one, by the letters around it otherwise.

The words of a line and its facts are compared as one sequence, in which a fact that still has its control is one item,
whatever it holds, and one that lost it is its letters. What cannot be told apart from the words around, which were
changed too, is told as such and never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from engine.carried import Line, Words
from engine.rereading.lines.letters import are_same, said, tokens
from models.records import dataclass

NAMELESS = "?"
"""The path of a control that an editor left without its name."""
_TO_FILL = "[à compléter"
_BRACKETS = re.compile(r"(?:\[\s*(?:à compléter\s*:)?\s*)?(.*?)\s*\]?", re.DOTALL)
_STOPS = frozenset('.,;:!?)»’"')
_LONGEST_NUMBER = 5
"""The words and signs of the number of a heading (« 3-1 bis »)."""

_Span = tuple[int, int]
_Block = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a fact, or of a computed figure: the line that it was printed in, the words then and now.

    `edited` is the line where it is now, -1 where it is no more. `found` is None there, and where what stands there
    cannot be told from the words around, which were changed too. `span` is where the letters of `found` begin and end,
    from the first of that line.
    """

    name: str
    line: int
    edited: int
    printed: str
    found: str | None
    span: tuple[int, int] | None = None

    @property
    def is_changed(self) -> bool:
        """Whether other words stand there."""
        return self.found is not None and not are_same(self.printed, self.found)


@dataclass(frozen=True, slots=True)
class Found:
    """The places of facts and of figures in a line, then its words before and after, but for these and for references.

    Where both say the same, no word was changed by hand.
    """

    facts: tuple[Place, ...]
    figures: tuple[Place, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Item:
    """What is compared: a word or a sign, or a fact in its control (`whole`); the words that it is of, by rank."""

    said: str
    start: int
    end: int
    rank: int
    whole: bool = False


def found_in(base: Sequence[tuple[int, Line]], edited: Sequence[tuple[int, Line]]) -> Found:
    """What stands in lines, each with its rank, for those that they were; two for one paragraph cut, or two joined."""
    old, lines = _joined(base)
    new = _named(old, _joined(edited)[0])
    whole = _with_controls(old, new)
    text = "".join(one.text for one in new)
    search = _Search(list(_items(old, whole)), list(_items(new, whole)), text)
    spans = {rank: search.span(rank) for rank, one in enumerate(old) if one.fact or one.figure or one.reference}
    search.take_doubts(spans)
    if len(old) == 1 and old[0].fact and not whole and text.strip():  # printed alone: all that stands there is of it
        spans[0] = (0, len(text))
    held = {rank: _held(old[rank].text, text, span) for rank, span in spans.items()}
    gone = {rank for rank, span in spans.items() if span is None and search.is_gone(rank)}
    where = edited[0][0]
    places = {
        rank: Place(
            one.fact or one.figure, lines[rank], -1 if rank in gone else where, one.text, held[rank], spans[rank]
        )
        for rank, one in enumerate(old)
        if one.fact or one.figure
    }
    fields = sum(bool(one.reference) for one in old) == sum(bool(one.reference) for one in new)
    now = [one.text if one.reference and not fields else _as_it_is(one, held.get(rank)) for rank, one in enumerate(old)]
    return Found(
        tuple(place for rank, place in places.items() if old[rank].fact),
        tuple(place for rank, place in places.items() if old[rank].figure),
        "".join(now),
        text,
    )


def _as_it_is(words: Words, held: str | None) -> str:
    """Words as they were, but for a fact, a figure and the number of a heading."""
    if held is None or (words.reference and len(tokens(held)) > _LONGEST_NUMBER):
        return words.text
    return held


def _joined(lines: Sequence[tuple[int, Line]]) -> tuple[list[Words], list[int]]:
    """The words of lines, each with the line that it is of; a control cut in several runs is one."""
    words: list[Words] = []
    of_line: list[int] = []
    for number, line in lines:
        if words:
            words.append(Words("\n"))
            of_line.append(number)
        for one in line.words:
            last = words[-1] if words else Words("")
            if one.fact and one.fact == last.fact != NAMELESS and of_line[-1] == number:
                words[-1] = replace(last, text=last.text + one.text)
            else:
                words.append(one)
                of_line.append(number)
    return words, of_line


def _named(old: Sequence[Words], new: list[Words]) -> list[Words]:
    """The controls with the names that their order tells, where none is missing."""
    names = [one.fact for one in old if one.fact]
    held = [rank for rank, one in enumerate(new) if one.fact]
    same = len(names) == len(held)
    if not same or any(new[at].fact not in (NAMELESS, name) for at, name in zip(held, names, strict=True)):
        return new
    given = dict(zip(held, names, strict=True))
    return [replace(one, fact=given.get(rank, "")) for rank, one in enumerate(new)]


def _with_controls(old: Sequence[Words], new: Sequence[Words]) -> frozenset[str]:
    """The facts that have all their controls."""
    ones, others = (Counter(one.fact for one in words if one.fact) for words in (old, new))
    return frozenset(name for name in ones if ones[name] == others[name])


def _items(words: Sequence[Words], whole: frozenset[str]) -> Iterator[_Item]:
    """What of a line is compared; letters are read across the words that they are of, which editors cut anywhere."""
    chunk: list[tuple[int, int]] = []
    text, at = "", 0
    for rank, one in enumerate(words):
        if one.fact in whole:
            yield from _letters(text, at - len(text), chunk)
            yield _Item(f"\0{one.fact}", at, at + len(one.text), rank, whole=True)
            chunk, text = [], ""
        else:
            chunk += [(at, rank)] if one.text else []
            text += one.text
        at += len(one.text)
    yield from _letters(text, at - len(text), chunk)


def _letters(text: str, start: int, chunk: Sequence[tuple[int, int]]) -> Iterator[_Item]:
    following = 0
    for one in tokens(text):
        while following < len(chunk) and chunk[following][0] <= start + one.start:
            following += 1
        yield _Item(one.said, start + one.start, start + one.end, chunk[following - 1][1])


class _Search:
    """Two lines compared, to find what stands in the second for words of the first."""

    def __init__(self, old: list[_Item], new: list[_Item], text: str) -> None:
        self.old, self.new, self.text = old, new, text
        self.blocks, self.same = _compared([one.said for one in old], [one.said for one in new])
        self.kept = frozenset(self.same.values())

    def span(self, rank: int) -> _Span | None:
        """Where what stands for some words begins and ends; None where it cannot be told."""
        at = [position for position, one in enumerate(self.old) if one.rank == rank]
        if not at:
            return None
        if self.old[at[0]].whole:
            first = self._control(at[0])
            return self._with_glued(first, first + 1)
        start, end = self._edge(at[0], begins=True), self._edge(at[-1], begins=False)
        if start is None or end is None or end < start:
            return None
        return self._with_glued(start, end)

    def take_doubts(self, spans: dict[int, _Span | None]) -> None:
        """Tell nothing of two neighbours that both changed, where what parts them is in what was typed too."""
        ranks = [rank for rank in spans if any(one.rank == rank and not one.whole for one in self.old)]
        for rank, other in pairwise(ranks):
            first, second = spans[rank], spans[other]
            if first and second and self._changed(rank, first) and self._changed(other, second):
                parting = [one.said for one in self.old if rank < one.rank < other]
                typed = self._typed((first[0], second[1]))
                if sum(typed[at : at + len(parting)] == parting for at in range(len(typed))) > 1:
                    spans[rank] = spans[other] = None

    def _typed(self, span: _Span) -> list[str]:
        return [one.said for one in self.new if span[0] <= one.start and one.end <= span[1]]

    def _changed(self, rank: int, span: _Span) -> bool:
        return self._typed(span) != [one.said for one in self.old if one.rank == rank]

    def is_gone(self, rank: int) -> bool:
        """Whether all that stood around some words was taken away with them."""
        at = [position for position, one in enumerate(self.old) if one.rank == rank]
        return bool(at) and any(
            tag == "delete" and first <= at[0] and at[-1] < last for tag, first, last, _, _ in self.blocks
        )

    def _control(self, at: int) -> int:
        """The control of the same fact: the one that stands there, or else the one of the same order."""
        if at in self.same:
            return self.same[at]
        name = self.old[at].said
        order = [position for position, one in enumerate(self.old) if one.said == name].index(at)
        return [position for position, one in enumerate(self.new) if one.said == name][order]

    def _edge(self, at: int, *, begins: bool) -> int | None:
        """The first item of the second line that stands for those from one on, or the one after the last up to it."""
        if at in self.same:
            return self.same[at] if begins else self.same[at] + 1
        for _, first, last, start, end in self.blocks:
            if begins and first == at:
                return start
            if not begins and last == at + 1:
                return end
        return None

    def _with_glued(self, first: int, last: int) -> _Span:
        """A span of letters with what was typed against it, or in place of all that it held."""
        start = self.new[first].start if first < len(self.new) else len(self.text)
        end = self.new[last - 1].end if last > first else start
        if self.text[start:end].strip():
            return self._back(first, start), self._on(last, end)
        for tag, _, _, begins, ends in self.blocks:  # an emptied control, and what was typed beside it
            if (
                tag != "delete"
                and (begins == last or ends == first)
                and not any(one.whole for one in self.new[begins:ends])
            ):
                return self.new[begins].start, self.new[ends - 1].end
        return start, end

    def _on(self, at: int, end: int) -> int:
        kept = end
        while at < len(self.new) and self._is_typed(at) and self.new[at].start == end:
            end = self.new[at].end
            kept = kept if self.new[at].said in _STOPS else end
            at += 1
        return kept

    def _back(self, at: int, start: int) -> int:
        kept = start
        while at and self._is_typed(at - 1) and self.new[at - 1].end == start:
            at -= 1
            start = self.new[at].start
            kept = kept if self.new[at].said in "(«’" else start
        return kept

    def _is_typed(self, at: int) -> bool:
        return at not in self.kept and not self.new[at].whole


def _held(printed: str, text: str, span: _Span | None) -> str | None:
    return None if span is None else _filled(printed, text[slice(*span)])


def _compared(old: list[str], new: list[str]) -> tuple[list[_Block], dict[int, int]]:
    """What differs between two sequences, and the rank in the second of what does not: both ends are alike first."""
    first, last = 0, min(len(old), len(new))
    while first < last and old[first] == new[first]:
        first += 1
    after = 0
    while after < last - first and old[-1 - after] == new[-1 - after]:
        after += 1
    middle = SequenceMatcher(None, old[first : len(old) - after], new[first : len(new) - after], autojunk=False)
    same = {at: at for at in range(first)} | {len(old) - at: len(new) - at for at in range(1, after + 1)}
    for one in middle.get_matching_blocks():
        same |= {first + one.a + step: first + one.b + step for step in range(one.size)}
    codes = (one for one in middle.get_opcodes() if one[0] != "equal")
    return [(tag, first + a, first + b, first + c, first + d) for tag, a, b, c, d in codes], same


def _filled(printed: str, found: str) -> str:
    """What was typed in place of « [à compléter : …] », with or without its brackets."""
    if not printed.startswith(_TO_FILL) or are_same(printed, found) or not said(found):
        return found
    held = _BRACKETS.fullmatch(found.strip())
    return held[1] if held else found

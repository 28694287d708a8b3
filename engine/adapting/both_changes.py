"""Two changes of one text put together: what each of them changed, and where both changed the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from models.records import dataclass

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words that two changes made different: as they were, as the first has them, as the second has them."""

    origin: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A text with both changes; where they contradict each other, it has the words of the first, and says so."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merged(origin: str, ours: str, theirs: str) -> Merged:
    """The text in which both changes of `origin` are made, word by word."""
    if theirs in (ours, origin):
        return Merged(ours)
    if ours == origin:
        return Merged(theirs)
    base, first, second = (_WORD.findall(text) for text in (origin, ours, theirs))
    text, conflicts = "", []
    for was, one, other in _chunks(base, first, second):
        words = ("".join(was), "".join(one), "".join(other))
        if words[1] == words[2] or words[2] == words[0]:
            text += words[1]
        elif words[1] == words[0]:
            text += words[2]
        else:
            conflicts.append(Conflict(*map(str.strip, words)))
            text += words[1]
    return Merged(text, tuple(conflicts))


_Chunk = tuple[Sequence[str], Sequence[str], Sequence[str]]


def _chunks(base: Sequence[str], first: Sequence[str], second: Sequence[str]) -> Iterator[_Chunk]:
    """The three texts cut where all three have the same word; a space between two words does not part them."""
    ours, theirs = _kept(base, first), _kept(base, second)
    same = ours.keys() & theirs.keys()
    at = one = other = 0
    for word in sorted(same):
        if _joins(base[word]) and not {word - 1, word + 1} <= same:
            continue
        yield base[at:word], first[one : ours[word]], second[other : theirs[word]]
        yield base[word : word + 1], base[word : word + 1], base[word : word + 1]
        at, one, other = word + 1, ours[word] + 1, theirs[word] + 1
    yield base[at:], first[one:], second[other:]


def _joins(word: str) -> bool:
    return word.isspace() and word.count("\n") < 2


def _kept(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """The words of a text that a change keeps: their ranks before, and after."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)}

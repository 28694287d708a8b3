"""A document as if only some of what was changed in it had been: the facts and the words that somebody accepts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace

from engine.carried import Line
from engine.errors import Path
from engine.rereading.lines.alignment import Pair
from engine.rereading.lines.differences import WordsChanged, differences
from engine.rereading.reread import Rereading


def chosen(read: Rereading, facts: Mapping[Path, str], words: Collection[WordsChanged]) -> Rereading:
    """The rereading of which nothing is left but these facts, with these texts, and these words.

    What is refused is as the document was written, and so are the words that would follow a fact: they will, where it
    is accepted. A fact that nobody can tell from the words around it stays so.
    """
    taken = (replace(one, fate="taken", text=facts[one.path]) for one in read.facts if one.path in facts)
    unclear = (one for one in read.facts if one.path not in facts and one.fate in ("unclear", "unknown"))
    refused = [one for one in read.differences.words if one not in words]
    lines = _without(read, refused) if refused else read.edited.lines
    return replace(
        read,
        edited=replace(read.edited, lines=lines),
        differences=differences(read.base, lines) if refused else read.differences,
        facts=(*taken, *unclear),
        words=tuple(one for one in read.words if one in words),
    )


def _without(read: Rereading, refused: Sequence[WordsChanged]) -> tuple[Line, ...]:
    """The lines of a document in which these changes were not made."""
    fates = {(one.base, one.edited): set[str]() for one in refused}
    for change in refused:
        fates[change.base, change.edited].add(change.fate)
    pairs = [one for one in read.differences.pairs if not (not one.base and (one.base, one.edited) in fates)]
    back = [one for one in pairs if not one.edited and (one.base, one.edited) in fates]
    back += [one for one in pairs if "moved" in fates.get((one.base, one.edited), ())]
    order = sorted((one for one in pairs if one.edited and one not in back), key=lambda one: one.edited)
    for one in sorted(back, key=lambda one: one.base):
        order.insert(_rank(order, one), one)
    return tuple(line for one in order for line in _lines(read, one, fates.get((one.base, one.edited), set())))


def _rank(order: Sequence[Pair], one: Pair) -> int:
    """Where a paragraph goes back: after the one that it followed, or else at the start."""
    before = [(other.base, rank) for rank, other in enumerate(order) if other.base and other.base < one.base]
    return max(before)[1] + 1 if before else 0


def _lines(read: Rereading, pair: Pair, refused: Set[str]) -> Sequence[Line]:
    """The lines of a pair: as they were written, where their words are refused."""
    if refused - {"moved"}:
        return [read.base[at] for at in pair.base]
    return [read.edited.lines[at] for at in pair.edited]

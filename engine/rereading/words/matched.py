"""The lines that a clause prints matched with those that it must print, and the words and signs of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from engine.carried import Line, Words
from engine.rereading.files.gathering import LOST
from engine.rereading.lines.alignment import Pair, aligned
from engine.rereading.lines.ordered import in_order
from engine.rereading.words.atoms import Atom, atoms_of, compared
from engine.rereading.words.retyped import Change
from engine.rereading.words.source_pieces import Pieces
from models.records import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines that a clause prints, and those that stand in their place."""

    base: tuple[Line, ...]
    edited: tuple[Line, ...]
    start: int
    is_changed: bool

    @property
    def end(self) -> int:
        """The rank after its last edited line."""
        return self.start + len(self.edited)

    def undone(self) -> Segment:
        """The same, not changed."""
        return replace(self, edited=self.base)

    def without_looks(self) -> Segment:
        """The same, of whose words only the letters matter."""
        return replace(self, edited=without_looks(self.edited, self.base))


def same(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether lines have the same words, whatever the numbers that the contract gives its titles."""
    if len(one) != len(other):
        return False
    pairs = zip(one, other, strict=True)
    return all(
        compared(mine) == compared(theirs) or compared(mine, numbered=True) == compared(theirs, numbered=True)
        for mine, theirs in pairs
    )


def looks(lines: Sequence[Line]) -> list[list[tuple[bool, bool]]]:
    """How each word of lines looks; a title, and a cell that is all bold, look so by themselves."""
    found = []
    for rank, line in enumerate(lines):
        words = [(one.bold, one.italic) for one in atoms_of(line, rank)[1:] if one.said.isalnum()]
        found.append([] if line.kind == "heading" or _by_itself(line) else words)
    return found


def _by_itself(line: Line) -> bool:
    return line.kind == "cell" and all(one.bold for one in line.words if one.text.strip())


def without_looks(lines: Sequence[Line], base: Sequence[Line]) -> tuple[Line, ...]:
    """Lines whose words look as in the lines that the clause prints, where these have the same."""
    kept = {line.text: line for line in base}
    return tuple(
        kept.get(line.text, replace(line, words=tuple(replace(one, bold=False, italic=False) for one in line.words)))
        for line in lines
    )


def with_facts(base: Sequence[Line], edited: Sequence[Line]) -> tuple[Line, ...]:
    """Edited lines with the facts of those that the clause prints, and with the numbers of its references.

    What a control holds is another matter; what a field holds is what the contract, or Word, made of its numbers.
    """
    found = list(edited)
    for pair in aligned(base, edited):
        old: dict[str, list[Words]] = {}
        new: dict[str, list[tuple[int, int]]] = {}
        for at in pair.base:
            for one in base[at].words:
                old.setdefault(_name(one), []).append(one)
        for at in pair.edited:
            for rank, one in enumerate(edited[at].words):
                new.setdefault(_name(one), []).append((at, rank))
        for fact in (name for name in new if name and len(new[name]) == len(old.get(name, []))):
            for (at, rank), was in zip(new[fact], old[fact], strict=True):
                words: list[Words] = list(found[at].words)
                if words[rank].reference in ("", LOST, was.reference):
                    words[rank] = replace(words[rank], text=was.text)
                found[at] = replace(found[at], words=tuple(words))
    return tuple(found)


def _name(words: Words) -> str:
    """What fact words are, or what reference; empty where they are neither."""
    return words.fact or ("#" if words.reference else "")


def segments(base: Sequence[Line], edited: Sequence[Line]) -> list[Segment]:
    """All lines of both in order, cut where none was changed."""
    kept = [
        (pair.base[0], pair.edited[0])
        for pair in aligned(base, edited)
        if len(pair.base) == len(pair.edited) == 1 and not pair.moved
    ]
    kept = [(one, other) for one, other in sorted(kept) if same((base[one],), (edited[other],))
            and looks((base[one],)) == looks((edited[other],))]  # fmt: skip
    found: list[Segment] = []
    first = start = 0
    for one, other in (*kept, (len(base), len(edited))):
        if other < start:
            continue
        if first < one or start < other:
            found.append(Segment(tuple(base[first:one]), tuple(edited[start:other]), start, is_changed=True))
        found.append(Segment(tuple(base[one : one + 1]), tuple(edited[other : other + 1]), other, is_changed=False))
        first, start = one + 1, other + 1
    return found


def change_of(pieces: Pieces, atoms: Sequence[Atom], base: Sequence[Line], edited: Sequence[Line]) -> Change:
    """What a text printed and what it must print, word by word."""
    old: list[list[int]] = [[] for _ in base]
    numbered: set[int] = set()
    for rank, atom in enumerate(atoms):
        if not atom.pieces and len(old[atom.line]) <= 1 and base[atom.line].kind == "heading" and atom.start is None:
            numbered.add(atom.line)  # the number that the contract gives a title
        else:
            old[atom.line].append(rank)
    pairs = _pairs(base, edited)
    by_line = {at: pair for pair in pairs for at in pair.edited}
    wanted: list[Atom] = []
    new: list[list[int]] = []
    for at, line in enumerate(edited):
        pair = by_line.get(at)
        counted = any(one in numbered for one in pair.base) if pair and pair.base else bool(numbered)
        found = atoms_of(line, at, numbered=counted)
        new.append(list(range(len(wanted), len(wanted) + len(found))))
        wanted += found
    links: dict[int, int] = {}
    moved: set[int] = set()
    for pair in pairs:
        ones = [rank for at in pair.base for rank in old[at]]
        others = [rank for at in pair.edited for rank in new[at]]
        matched = in_order([atoms[one].said for one in ones], [wanted[other].said for other in others])
        links |= {others[other]: ones[one] for one, other in matched}
        moved |= set(others) if pair.moved else set()
        here = {links[at]: at for at in others if at in links}
        moved |= _carried_over(pieces, atoms, [old[at] for at in pair.base], here)
    looking = looks(edited)
    for at, one in enumerate(wanted):
        if not looking[one.line]:  # it looks so by itself
            was = atoms[links[at]] if at in links else None
            wanted[at] = replace(one, bold=was is not None and was.bold, italic=was is not None and was.italic)
    return Change(pieces, atoms, wanted, links, frozenset(moved))


def _carried_over(
    pieces: Pieces, atoms: Sequence[Atom], lines: Sequence[Sequence[int]], kept: Mapping[int, int]
) -> set[int]:
    """The edited atoms of lines that were joined to one before, where what begins or ends a passage stands between."""
    found: set[int] = set()
    for before, after in pairwise(lines):
        if not after or after[0] in kept:
            continue
        ends = [rank for at in before for rank, _ in atoms[at].pieces]
        begins = [rank for at in after for rank, _ in atoms[at].pieces]
        between = pieces.all[max(ends, default=0) : min(begins, default=0)]
        if any(one.leaf == -1 or one.sort == "bar" for one in between) or before[0] in found:
            found |= {kept[at] for at in after if at in kept}
    return found


def _pairs(base: Sequence[Line], edited: Sequence[Line]) -> list[Pair]:
    """The lines of both, of which the titles are one whatever their words."""
    pairs = list(aligned(base, edited))
    alone = (Pair((0,), ()), Pair((), (0,)))
    if all(one in pairs for one in alone) and base[0].kind == edited[0].kind == "heading":
        pairs = [Pair((0,), (0,)), *(one for one in pairs if one not in alone)]
    return pairs

"""What people changed in a document, on what its description prints by now: new facts and new law stay, so do words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.carried import Line, Words
from engine.rereading.lines.alignment import aligned
from engine.rereading.lines.ordered import in_order, increasing
from engine.rereading.words.atoms import Atom, atoms_of
from engine.rereading.words.matched import same

Conflict = tuple[str, str]
"""The words that the description prints by now, and those of the document that stand in their place."""


def merged(
    base: Sequence[Line], edited: Sequence[Line], current: Sequence[Line]
) -> tuple[tuple[Line, ...], tuple[Conflict, ...]]:
    """The lines that a clause prints now, with what was changed by hand; and where both changed the same words.

    `base` are the lines as they were written, `edited` as they are read. Where both changed them, those of the document
    stand, but for facts alone, which are another matter.
    """
    if same(base, current):
        return tuple(edited), ()
    old, theirs, now = _atoms(base), _atoms(edited), _atoms(current)
    ours, today = _kept(old, theirs, base, edited), _kept(old, now, base, current)
    anchors = increasing([(ours[at], today[at]) for at in sorted(ours.keys() & today.keys())])
    where = {one: at for at, one in ours.items()}
    found: list[Atom] = []
    conflicts: list[Conflict] = []
    first = start = begin = 0
    for other, one in (*anchors, (len(theirs), len(now))):
        at = where.get(other, len(old))
        if at < first:
            continue
        parts = (old[first:at], theirs[start:other], now[begin:one])
        kept, typed = _chosen(*parts)
        if kept is None:
            kept = parts[1]
            conflicts.append((_text(parts[2]), _text(parts[1])))
        found += kept
        if one < len(now):
            found.append(_anchor((old[at], theirs[other], now[one]), typed=typed, alone=not any(parts)))
        first, start, begin = at + 1, other + 1, one + 1
    return tuple(_lines(found, edited[0].clause)), tuple(conflicts)


def _chosen(old: Sequence[Atom], theirs: Sequence[Atom], now: Sequence[Atom]) -> tuple[Sequence[Atom] | None, bool]:
    """Those that changed, where only one side did, and whether the last of them is of the document.

    A fact that changed since goes between the words that were typed beside it; None where both changed the same words.
    """
    said, changed, today = ([one.said for one in part] for part in (old, theirs, now))
    if changed in (said, today):
        return now, False
    if said == today:
        return theirs, True
    if old and all(one.fact for one in old):
        start, end = _of_the_facts(old, theirs)
        before, after = theirs[:start], theirs[end:]
        if start < end or not theirs:
            first = [replace(one, spaced=theirs[start].spaced) for one in now[:1]] if before else now[:1]
            return [*before, *first, *now[1:], *after], bool(after)
    return None, True


def _of_the_facts(old: Sequence[Atom], theirs: Sequence[Atom]) -> tuple[int, int]:
    """Where the words of a document that are of these facts begin and end, in controls or as they were printed."""
    facts, said = {one.fact for one in old}, [one.said for one in old]
    held = [at for at, one in enumerate(theirs) if one.fact in facts]
    if held:
        return held[0], held[-1] + 1
    words = [one.said for one in theirs]
    at = next((at for at in range(len(words)) if words[at : at + len(said)] == said), None)
    return (0, 0) if at is None else (at, at + len(said))


def _anchor(ones: tuple[Atom, Atom, Atom], *, typed: bool, alone: bool) -> Atom:
    """An atom of all three as it is printed now, with the look and the space that people gave it in the document.

    The space belongs to the words before it: those of the document (`typed`), or none that changed (`alone`).
    """
    old, theirs, now = ones
    made = replace(now, bold=_given(*(one.bold for one in ones)), italic=_given(*(one.italic for one in ones)))
    if typed:
        return replace(made, spaced=theirs.spaced)
    return replace(made, spaced=_given(old.spaced, theirs.spaced, now.spaced)) if alone else made


def _given(old: bool, theirs: bool, now: bool) -> bool:
    """What the document says, but where the description alone changed it."""
    return theirs if now == old else now


def _atoms(lines: Sequence[Line]) -> list[Atom]:
    return [atom for rank, line in enumerate(lines) for atom in atoms_of(line, rank)]


def _kept(old: Sequence[Atom], new: Sequence[Atom], base: Sequence[Line], lines: Sequence[Line]) -> dict[int, int]:
    """The new atom that each old one is, where its line stands where it did."""
    found: dict[int, int] = {}
    for pair in aligned(base, lines):
        if not pair.moved:
            ones = [at for at, atom in enumerate(old) if atom.line in pair.base]
            others = [at for at, atom in enumerate(new) if atom.line in pair.edited]
            matched = in_order([old[at].said for at in ones], [new[at].said for at in others])
            found |= {ones[one]: others[other] for one, other in matched}
    return dict(increasing(sorted(found.items())))


def _text(atoms: Sequence[Atom]) -> str:
    return "".join(f"{' ' if one.spaced or one.start else ''}{one.text}" for one in atoms).strip()


def _lines(atoms: Sequence[Atom], clause: str) -> Iterator[Line]:
    words: list[Words] = []
    kind = None
    for one in atoms:
        if one.start:
            if kind and words:
                yield Line(tuple(words), kind, clause)
            words, kind = [], one.start
        else:
            space = " " if one.spaced and words else ""
            if words and one.fact and words[-1].fact == one.fact:
                words[-1] = replace(words[-1], text=f"{words[-1].text}{space}{one.text}")
                continue
            words += [Words(space)] if space else []
            words.append(Words(one.text, one.fact, bold=one.bold, italic=one.italic))
    if kind and words:
        yield Line(tuple(words), kind, clause)

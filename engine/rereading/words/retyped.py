"""Edited words as pieces of a clause: those of a fact that is whole stay that fact, the others are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field

from engine.libraries.conditions import PATH
from engine.rereading.words.atoms import Atom, Printed
from engine.rereading.words.in_markdown import escaped
from engine.rereading.words.source_pieces import Piece, Pieces
from models.records import dataclass

_FACT = re.compile(rf"\{{\{{-? *{PATH}(?P<filters>(?: *\|[^{{}}]*?)?) *-?\}}\}}")
_INDEX = re.compile(r"\[(\d+)\]")


@dataclass(slots=True)
class Change:
    """The atoms that a text printed and those that it must print, with the rank of the first that each of these is.

    `moved` are those whose line stands elsewhere than it did.
    """

    pieces: Pieces
    base: Sequence[Atom]
    edited: Sequence[Atom]
    links: Mapping[int, int]
    moved: frozenset[int] = frozenset()


@dataclass(slots=True)
class Retyped:
    """Makes pieces of edited atoms; without `live`, of words only."""

    change: Change
    live: bool
    leaf: int = -1
    sizes: dict[Printed, int] = field(default_factory=dict)
    """How many atoms each slot printed, each time."""

    def __post_init__(self) -> None:
        for atom in self.change.base:
            for one in atom.pieces:
                self.sizes[one] = self.sizes.get(one, 0) + 1

    def pieces(self, atoms: Sequence[int], near: Piece) -> list[Piece]:
        """The pieces of atoms in a row, that stand beside a piece."""
        made: list[Piece] = []
        place = _Place(near.scope, near.leaf, near.row)
        as_rows = self.columns(atoms, near)
        column = -1
        at = 0
        while at < len(atoms):
            atom = self.change.edited[atoms[at]]
            slot, size = self.slot(atoms[at:])
            if atom.start == "cell" and not as_rows:
                made.append(Piece("break", "<br>", "", *place.said))
            elif atom.start == "cell":
                column = self.cell(made, place, column, self._column(atoms[at], column, as_rows), as_rows)
            elif atom.start:
                self.close(made, place, column, as_rows)
                column = -1
                self.begin(made, place, atoms[at], near)
            if slot and atom.start is None:
                made.append(self._piece(slot, atom, place))
            elif slot and size > 1:
                made.append(self._piece(slot, atom, place, alone=True))
            elif atom.text == "\n":
                made.append(Piece("break", "<br>", "", *place.said))
            elif atom.start is None:
                made.append(self._piece(escaped(atom.text), atom, place))
            at += size
        self.close(made, place, column, as_rows)
        return made

    def _piece(self, text: str, atom: Atom, place: _Place, *, alone: bool = False) -> Piece:
        before = " " if atom.spaced and not alone else ""
        sort = "slot" if text.startswith(("{", ":::")) or "](" in text else "word"
        return Piece(sort, text, before, *place.said, atom.bold, atom.italic)  # type: ignore[arg-type]

    # --- Facts --------------------------------------------------------------------------------------------------------

    def slot(self, atoms: Sequence[int]) -> tuple[str, int]:
        """The slot that the first of these atoms is of, where all that it printed follows, and how many atoms it is."""
        found = self.change.links.get(atoms[0])
        if found is None or not self.live:
            return "", 1
        pieces = self.change.base[found].pieces
        printed = pieces[0] if len(pieces) == 1 else None
        if printed is None or self.change.pieces.all[printed[0]].sort != "slot":
            return "", 1
        size = self.sizes[printed]
        whole = range(found, found + size)
        held = [self.change.links.get(one) for one in atoms[:size]]
        if held != list(whole) or any(self.change.base[one].pieces != pieces for one in whole):
            return "", 1
        text = self.text(printed[0], {self.change.base[one].fact for one in whole})
        return (text, size) if text else ("", 1)

    def text(self, rank: int, facts: set[str]) -> str:
        """A slot as it can stand anywhere; empty where it only can in its repetition."""
        one = self.change.pieces.all[rank]
        if not self.change.pieces.repeats(one):
            return one.text
        fact = next(iter(facts)) if len(facts) == 1 else ""
        written = _FACT.fullmatch(one.text)
        if not fact or not written:
            return ""
        return f"{{{{ {_INDEX.sub(lambda mark: f'[{int(mark[1]) - 1}]', fact)}{written['filters']} }}}}"

    # --- Lines --------------------------------------------------------------------------------------------------------

    def begin(self, made: list[Piece], place: _Place, atom: int, near: Piece) -> None:
        """A paragraph, an item or a title begins."""
        self.leaf -= 1
        place.leaf, place.row = self.leaf, -1
        kind = self.change.edited[atom].start
        prefix = {"item": self.mark_of(near), "heading": "#### "}.get(kind or "", "")
        found = self.change.links.get(atom)
        if found is not None and self.change.base[found].pieces:
            start = self.change.pieces.all[self.change.base[found].pieces[0][0]]
            prefix = start.text if start.sort == "start" else prefix
        last = next((one.text for one in reversed(made) if one.sort == "start"), self._start_of(near))
        follows = kind == "item" and last.strip() and prefix.strip()
        made.append(Piece("start", prefix, "\n" if follows else "\n\n", *place.said))

    def mark_of(self, near: Piece) -> str:
        """What begins an item beside a piece."""
        found = self._start_of(near)
        return found if found.strip() and not found.strip(" -*+.)0123456789") else "- "

    def _start_of(self, near: Piece) -> str:
        starts = (one for one in self.change.pieces.all if one.sort == "start" and one.leaf == near.leaf >= 0)
        return next((one.text for one in starts), "")

    # --- Cells --------------------------------------------------------------------------------------------------------

    def goes_on(self, atoms: Sequence[int], near: Piece) -> bool:
        """Whether atoms that come after a cell are other lines of it."""
        starts = [one for one in atoms if self.change.edited[one].start]
        cells = bool(starts) and all(self.change.edited[one].start == "cell" for one in starts)
        return cells and starts[0] == atoms[0] and near.row >= 0 and not self.columns(atoms, near)

    def columns(self, atoms: Sequence[int], near: Piece) -> int:
        """How many cells a row has, where atoms are whole rows of a table; else 0."""
        starts = [one for one in atoms if self.change.edited[one].start == "cell"]
        bars = [self._bar(one) for one in starts]
        rows = [near.row, *(one.row for one in bars if one)]
        row = next((one for one in rows if one >= 0), -1)
        count = sum(one.sort == "bar" and one.row == row for one in self.change.pieces.all) if row >= 0 else 0
        known = any(bars) or (count and starts and len(starts) % count == 0)
        return count if known else 0

    def _bar(self, atom: int) -> Piece | None:
        found = self.change.links.get(atom)
        if found is None or not self.change.base[found].pieces:
            return None
        one = self.change.pieces.all[self.change.base[found].pieces[0][0]]
        return one if one.sort == "bar" else None

    def _column(self, atom: int, before: int, count: int) -> int:
        bar = self._bar(atom)
        if bar is None:
            return (before + 1) % count
        return [one for one in self.change.pieces.all if one.sort == "bar" and one.row == bar.row].index(bar)

    def cell(self, made: list[Piece], place: _Place, before: int, column: int, count: int) -> int:
        """A cell begins, in a new row where its column is not after that of the one before; its column."""
        if column <= before or before < 0:
            self.close(made, place, before, count)
            self.leaf -= 1
            place.row, before = self.leaf, -1
        for one in range(before + 1, column + 1):
            self.leaf -= 1
            place.leaf = self.leaf
            made.append(Piece("bar", "|", "\n" if one == 0 else " ", *place.said))
        return column

    def close(self, made: list[Piece], place: _Place, column: int, count: int) -> None:
        """The cells that a row has not, and its end."""
        if column >= 0:
            made += [Piece("bar", "|", " ", *place.said) for _ in range(column + 1, count)]
            made.append(Piece("line", "|", " ", *place.said))


@dataclass(slots=True)
class _Place:
    """Where the pieces that are made stand."""

    scope: tuple[tuple[int, int], ...]
    leaf: int
    row: int

    @property
    def said(self) -> tuple[tuple[tuple[int, int], ...], int, int]:
        return self.scope, self.leaf, self.row

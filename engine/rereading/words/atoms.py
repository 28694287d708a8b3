"""The words and the signs of printed lines, each with what of the clause's own text printed it.

The text is printed once with a private letter before each of its pieces: what a letter comes after is what printed it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

from engine import french
from engine.carried import Kind, Line, Words
from engine.rereading.lines.letters import said, tokens
from engine.rereading.words.marked_pieces import BEGIN, BRACKET, END, MARKS
from engine.rereading.words.source_pieces import Piece, Pieces
from models.records import dataclass

_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
START = "\0"
"""What the atom that begins a line says, with the kind of the line."""
_NUMBERED = re.compile(
    r"(?:(?:Article|Annexe|Chapitre|Titre|Section|Fiche)[ \u00a0]+)?(?:\d+(?:er)?|[IVX]+|[A-Za-z](?=[.)\s]))"
    r"(?:[-.]\d+)*(?:[ \u00a0](?:bis|ter|quater|quinquies)(?:[-.]\d+)*)?(?:[ \u00a0]*[:.)\u2013\u2014-])*[ \u00a0]+"
)
Printed = tuple[int, int]
"""A piece by its rank, and which time it was printed."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or a sign as it is compared (`said`), the letters that print it, and whether a space stands before it.

    That which begins a line says its kind. `pieces` printed it, of which an edited line knows nothing; `fact` is the
    path of the fact that it is of.
    """

    said: str
    text: str
    line: int
    spaced: bool = False
    start: Kind | None = None
    bold: bool = False
    italic: bool = False
    fact: str = ""
    pieces: tuple[Printed, ...] = ()


class _Letter(NamedTuple):
    text: str
    words: Words
    piece: Printed | None


def compared(line: Line, *, numbered: bool = False) -> tuple[str, ...]:
    """A line as it is compared, without the number that the contract gives a title where it is `numbered`."""
    text = french.typography(line.text)
    return (line.kind, *said(without_number(text) if numbered and line.kind == "heading" else text))


def without_number(text: str) -> str:
    """The words of a title."""
    return _NUMBERED.sub("", text, count=1)


# --- Read back --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Reading:
    """What is being read back: the slot that is open, how many times each piece was printed."""

    pieces: Pieces
    times: Counter[int] = field(default_factory=Counter)
    slots: list[Printed] = field(default_factory=list)
    word: Printed | None = None
    left: int = 0

    def marked(self, letter: str) -> None:
        """A piece begins, or a slot ends."""
        number = ord(letter)
        if number >= END:
            if self.slots:
                self.slots.pop()
            self.word = None
            return
        rank = number - BEGIN
        self.times[rank] += 1
        printed = (rank, self.times[rank] - 1)
        if self.pieces.all[rank].sort == "slot":
            self.slots.append(printed)
            self.word = None
        else:
            self.word, self.left = printed, len(_printed(self.pieces.all[rank]))

    def letter(self) -> Printed | None:
        """What prints the next letter."""
        if self.slots:
            return self.slots[-1]
        if self.word and self.left:
            self.left -= 1
            return self.word
        if self.word:  # a sign that has no mark of its own follows it
            rank = next(
                (at for at in range(self.word[0] + 1, len(self.pieces.all)) if self.pieces.all[at].sort == "word"), -1
            )
            if rank >= 0:
                self.times[rank] += 1
                self.word, self.left = (rank, self.times[rank] - 1), len(_printed(self.pieces.all[rank])) - 1
                return self.word
        return None


def _printed(piece: Piece) -> str:
    if piece.sort == "break":
        return "\n"
    return html.unescape(piece.text) if piece.text[0] == "&" else piece.text.removeprefix("\\") or "\\"


def read_back(lines: Sequence[Line], pieces: Pieces) -> tuple[list[Atom], list[Line]]:
    """The atoms of lines printed with marks, and the same lines without them."""
    reading = _Reading(pieces)
    starts: Counter[int] = Counter()
    atoms: list[Atom] = []
    plain: list[Line] = []
    for line in lines:
        letters: list[_Letter] = []
        opened = reading.slots[-1] if reading.slots else None
        broken = reading.word if reading.word and pieces.all[reading.word[0]].sort == "break" else None
        for words in line.words:
            for letter in words.text:
                if MARKS.match(letter):
                    reading.marked(letter)
                else:
                    space = letter.isspace() and letter != "\n"
                    letters.append(_Letter(letter, words, None if space else reading.letter()))
        if _is_bracket(line):
            continue
        first = next((one.piece for one in letters if one.piece), None)
        begins = opened if opened and first == opened else None
        if not begins and first:
            begins = broken or _start(pieces, first[0], starts)
        atoms += _atoms(letters, line.kind, len(plain), begins)
        plain.append(_without_marks(line))
    return atoms, plain


def _is_bracket(line: Line) -> bool:
    """Whether a line was printed to tell where what follows begins or ends."""
    return BRACKET.fullmatch(line.text.strip()) is not None


def _start(pieces: Pieces, rank: int, starts: Counter[int]) -> Printed | None:
    leaf = pieces.all[rank].leaf
    while rank >= 0 and not (pieces.all[rank].sort in ("start", "bar") and pieces.all[rank].leaf == leaf):
        rank -= 1
    if rank < 0:
        return None
    starts[rank] += 1
    return rank, starts[rank] - 1


def _without_marks(line: Line) -> Line:
    words = [
        Words(MARKS.sub("", one.text), one.fact, one.figure, one.reference, one.bold, one.italic) for one in line.words
    ]
    return Line(tuple(one for one in words if one.text), line.kind, line.clause)


# --- Atoms ------------------------------------------------------------------------------------------------------------


def atoms_of(line: Line, rank: int, *, numbered: bool = False) -> list[Atom]:
    """The atoms of an edited line; the number of a title is left out where it is `numbered`."""
    letters = [_Letter(letter, words, None) for words in line.words for letter in words.text]
    if numbered and line.kind == "heading":
        letters = letters[len(line.text) - len(without_number(line.text)) :]
    return _atoms(letters, line.kind, rank, None)


def _atoms(letters: Sequence[_Letter], kind: Kind, rank: int, begins: Printed | None) -> list[Atom]:
    """Words and signs of letters, of which French typography moves the spaces only."""
    found = [Atom(f"{START}{kind}", "", rank, start=kind, pieces=(begins,) if begins else ())]
    text = french.typography(_SPACES.sub(" ", "".join(one.text for one in letters)).strip())
    held = [one for one in letters if not one.text.isspace() or one.text == "\n"]
    at = position = 0
    for number, part in enumerate(text.split("\n")):
        if number and at < len(held):
            found.append(_atom("\n", "\n", held[at : at + 1], rank, spaced=False))
            at, position = at + 1, 0
        position = 0
        for one in tokens(part):
            at += _letters(part[position : one.start])
            size = _letters(part[one.start : one.end])
            spaced = one.start > 0 and part[one.start - 1].isspace()
            found.append(_atom(one.said, part[one.start : one.end], held[at : at + size], rank, spaced=spaced))
            at, position = at + size, one.end
        at += _letters(part[position:])
    return found


def _letters(text: str) -> int:
    return sum(not one.isspace() for one in text)


def _atom(compared_as: str, text: str, letters: Sequence[_Letter], rank: int, *, spaced: bool) -> Atom:
    pieces = tuple(dict.fromkeys(one.piece for one in letters if one.piece))
    words = letters[0].words if letters else Words("")
    facts = {one.words.fact for one in letters}
    fact = facts.pop() if len(facts) == 1 else ""
    return Atom(compared_as, text, rank, spaced, None, words.bold, words.italic, fact, pieces)

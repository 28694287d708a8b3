"""The text of a clause in the pieces that its author wrote: words, slots, marks, what begins and ends each passage.

Joined again, they are the text to the letter: whoever changes one of them leaves the others as they were.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from typing import Literal

from models.records import dataclass

Sort = Literal["word", "slot", "start", "bar", "break", "note", "mark", "open", "else", "close", "line"]
"""What a piece is. A `start` begins a paragraph, an item or a title, a `bar` a cell; a `mark` is « ** » or « * »; a
`line` says nothing that is printed."""
Scope = tuple[tuple[int, int], ...]
"""The passages that a piece stands in, each by its number and the rank of its branch."""


@dataclass(slots=True, eq=False)
class Piece:
    """A piece of a text: the spaces `before` it, then its letters.

    `leaf` is the rank of the paragraph, of the item, of the title or of the cell that it is in, `row` that of its row
    in a table; `bold` and `italic` say how its words are printed.
    """

    sort: Sort
    text: str
    before: str = ""
    scope: Scope = ()
    leaf: int = -1
    row: int = -1
    bold: bool = False
    italic: bool = False


@dataclass(slots=True)
class Passage:
    """What chooses or repeats pieces: the rank of the one that opens it and of the one that closes it."""

    again: bool
    opened: int
    closed: int = -1
    condition: bool = True
    within: bool = False


@dataclass(slots=True)
class Pieces:
    """The title of a clause, then its body from the piece of this rank on."""

    all: list[Piece] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    body: int = 0

    @property
    def title(self) -> str:
        """The title again."""
        return joined(self.all[: self.body])

    @property
    def text(self) -> str:
        """The body again."""
        return joined(self.all[self.body :])

    def repeats(self, piece: Piece) -> tuple[int, ...]:
        """The numbers of the passages that repeat a piece, the outermost first."""
        return tuple(number for number, _ in piece.scope if self.passages[number].again)


def joined(pieces: Iterable[Piece]) -> str:
    """The text of pieces."""
    return "".join(one.before + one.text for one in pieces)

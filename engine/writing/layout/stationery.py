"""A letterhead as pages are made of it, whatever file it was read from and whatever engine typesets it.

Lengths are in points. A band is what stands at the top or at the foot of a page: rows of cells, of lines, of pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import Finding
from engine.writing.layout.letters import lines_taken
from models.records import dataclass

if TYPE_CHECKING:  # it loads what reads pictures
    from engine.writing.layout.pictures import Picture

BETWEEN = 8.0
"""The least between a band and the text of the page."""

LINE = 1.2


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look, a picture, or a number of pages (`counter`: « page » or « pages »)."""

    text: str = ""
    counter: str = ""
    picture: Picture | None = None
    width: float = 0
    height: float = 0
    size: float = 10
    bold: bool = False
    italic: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a band; `alignment` is « left », « center » or « right ».

    `before` and `after` are the spaces above and below it, `left` and `right` its indents, `first` that of its first
    line, which may be less than nothing.
    """

    pieces: tuple[Piece, ...]
    alignment: str = "left"
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a row, with its share of the width; its words are at its « top », its « center » or its « bottom »."""

    share: float
    lines: tuple[Line, ...]
    vertical: str = "top"


Band = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Stationery:
    """The page of a letterhead; `findings` names what of it no PDF shows.

    `margins` are those of the top, the right, the bottom and the left; `first` and `others` the header and the footer
    of the first page and of the others; `accent` is the colour of headings, or empty.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float]
    header_at: float
    footer_at: float
    first: tuple[Band, Band]
    others: tuple[Band, Band]
    accent: str = ""
    findings: tuple[Finding, ...] = ()

    def top(self, *, first: bool) -> float:
        """The top margin, which a header of many lines pushes down."""
        return max(self.margins[0], self.header_at + self._height((self.first if first else self.others)[0]) + BETWEEN)

    @property
    def bottom(self) -> float:
        """The bottom margin, which a footer of many lines pushes up."""
        feet = max(self._height(self.first[1]), self._height(self.others[1]))
        return max(self.margins[2], self.footer_at + feet + BETWEEN)

    @property
    def room(self) -> float:
        """The height that is left to the text: that of the first page, or of another one on its side if it is less."""
        others = min(self.width, self.height) - self.top(first=False)
        return min(self.height - self.top(first=True), others) - self.bottom

    def _height(self, band: Band) -> float:
        width = self.width - self.margins[1] - self.margins[3]
        return sum(max((_cell_height(cell, width) for cell in row), default=0) for row in band)


def _cell_height(cell: Cell, width: float) -> float:
    return sum(_height(line, width * cell.share) for line in cell.lines)


def _height(line: Line, width: float) -> float:
    size = max((piece.size for piece in line.pieces), default=10)
    words = "".join(piece.text or "00" * bool(piece.counter) for piece in line.pieces)
    bold = any(piece.bold for piece in line.pieces)
    inside = max(width - line.left - line.right, size)
    lines = sum(max(1, lines_taken(one, inside * 0.97, size, bold=bold)) for one in words.split("\n"))
    return line.before + line.after + max(lines * size * LINE, *(piece.height for piece in line.pieces), 0)

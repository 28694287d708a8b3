"""What the body of one DOCX needs to know of its letterhead, and what it has used so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import NamedTuple

from engine.document import Alignment, Note
from engine.writing.docx.text import bookmark
from models.records import dataclass

FIRST_BOOKMARK = 100_000
"""Bookmarks of the contract are numbered from here, far above those of any letterhead."""

FIRST_MARK = 150_000
"""So are the marks of its clauses."""
FIRST_CONTROL = 200_000
"""And its content controls."""

LIST_INDENT = 397
"""How far each level of a list stands from the one around it, in twentieths of a point (7 mm)."""

LEVELS = 9
"""Word knows nine levels of list (ECMA-376, 17.9.3)."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """Where the lists of the contract go in the letterhead's numbering: two abstract lists and the first free w:num."""

    bullets: int
    decimals: int
    first: int


class Frame(NamedTuple):
    """Where blocks stand: the room left to them and how their plain paragraphs are drawn.

    `width` and `indent` are in twentieths of a point; `level` counts the lists around, -1 outside any list. A
    table is kept `whole` on its page, however many rows it has.
    """

    width: int
    plain: str = "body"
    alignment: Alignment = "left"
    level: int = -1
    indent: int = 0
    keep_with_next: bool = False
    whole: bool = False


@dataclass(slots=True)
class Draft:
    """A body being written, in the order of the document.

    `styles` gives the identifiers of the letterhead's styles by our names (docx_styles); `positions` the rank of the
    heading that each anchor reaches. Comments and lists are collected for their own parts of the package; `page_break`
    asks for the next paragraph to begin a page, `dense` for what is to be filled in to fit narrow columns. `charts`
    are the parts that the document draws, numbered from `first_chart`, in the `font` of the letterhead. `marks` are
    the bookmarks of the document, each with its clause, of which so many are `marked`; `clause` is that of the last
    block. `reached` are the anchors that were looked for, and `look` what is the same for all the drafts of a
    letterhead (docx.shared).
    """

    styles: Mapping[str, str]
    numbering: Numbering
    first_comment: int
    header_fill: str
    blank: bool
    positions: Mapping[str, int]
    font: str
    first_chart: int
    marks: Sequence[tuple[str, str]] = ()
    marked: int = 0
    clause: str = ""
    comments: list[Note] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    charts: dict[int, str] = field(default_factory=dict)
    headings: int = 0
    controls: int = 0
    page_break: bool = False
    dense: bool = False
    reached: list[str] = field(default_factory=list)
    look: object = None

    def position(self, anchor: str) -> int | None:
        """The rank of the heading that an anchor reaches, which what is being written depends on."""
        self.reached.append(anchor)
        return self.positions.get(anchor)

    def heading(self) -> int:
        """Give the rank of the next heading of the document."""
        self.headings += 1
        return self.headings - 1

    def mark(self, clause: str) -> str:
        """The mark of a clause where it begins, empty where it goes on or has no words."""
        if clause == self.clause:
            return ""
        self.clause = clause
        if self.marked == len(self.marks) or self.marks[self.marked][1] != clause:
            return ""
        name, _ = self.marks[self.marked]
        self.marked += 1
        return bookmark(FIRST_MARK + len(self.marks) - self.marked, name, "")

    def control(self) -> int:
        """Give its identifier to the next content control."""
        self.controls += 1
        return FIRST_CONTROL + self.controls

    def comment(self, note: Note) -> int:
        """Keep a note for the comments part and give it its identifier."""
        self.comments.append(note)
        return self.first_comment + len(self.comments) - 1

    def chart(self, part: str) -> int:
        """Keep the part of a chart and give it its number."""
        number = self.first_chart + len(self.charts)
        self.charts[number] = part
        return number

    def list_number(self, *, ordered: bool, level: int, start: int) -> int:
        """Open a list of its own, which counts from `start` whatever lists came before, and give its w:numId.

        Word goes on counting wherever two lists share a w:num, hence one w:num a list (ECMA-376, 17.9.15 and 17.9.26).
        """
        identifier = self.numbering.first + len(self.lists)
        abstract = self.numbering.decimals if ordered else self.numbering.bullets
        self.lists.append(
            f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract}"/><w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return identifier


def number_bookmark(position: int) -> str:
    """Name the bookmark around the number of a heading, which REF fields repeat; Word hides names in « _ »."""
    return f"_Ref{position:09}"


def heading_bookmark(position: int) -> str:
    """Name the bookmark around a whole heading, which the table of contents points to."""
    return f"_Toc{position:09}"

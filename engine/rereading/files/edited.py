"""A document that people edited, read back: its lines, its tracked changes and comments, what it was made from."""

from __future__ import annotations

from typing import Final, Literal

from engine.carried import Carried, Line
from engine.errors import Finding
from models.records import dataclass

View = Literal["finale", "initiale"]
"""With the tracked changes accepted, or rejected."""
FileKind = Literal["docx", "odt", "pdf"]
RevisionKind = Literal["ins", "del", "move", "format"]

OUR_AUTHORS: Final = ("cpom", "Modèle")
"""Who says the comments that a draft is written with."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A tracked change, neither accepted nor refused: its words, and the line where it stands, or else the next one.

    `date` is as the file says it (« 2026-03-12T10:00:00Z »), or empty.
    """

    author: str
    date: str
    kind: RevisionKind
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, the words that it is about (`quoted`), the line where it begins, and what others answered."""

    author: str
    date: str
    text: str
    line: int
    quoted: str = ""
    replies: tuple[Comment, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether the draft was written with it."""
        return self.author in OUR_AUTHORS


@dataclass(frozen=True, slots=True)
class Edited:
    """A document as it was read.

    `carried` is what it was made from, None where that was lost. `Line.clause` is what its marks say, empty where they
    say nothing; `Words.fact` the path that its control says, « ? » where an editor left a control without its name,
    `Words.reference` the anchor of the heading, « ? » where it is not known.
    """

    kind: FileKind
    carried: Carried | None
    lines: tuple[Line, ...]
    revisions: tuple[Revision, ...] = ()
    comments: tuple[Comment, ...] = ()
    findings: tuple[Finding, ...] = ()

"""The lines of a document as its words come, with its clauses, its tracked changes and its comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Final

from engine.carried import Kind, Line, Words
from engine.rereading.files.edited import Comment, Revision, RevisionKind
from engine.writing.layout.written_lines import says
from models.records import dataclass

LOST: Final = "?"
"""The path of a control that an editor left without its name, and the anchor of a heading that is not known."""
_BANDS: Final = ("header", "footer")
_COPY: Final = re.compile(r"(_Cpom\d{4,})_\d+")
"""What LibreOffice calls the bookmark that was there where somebody pastes another of its name."""

Addition = tuple[str, str]
"""What is no line (« image », « box »), and what it says."""


@dataclass(slots=True)
class Gathering:
    """What was read so far; `clauses` names the clause that each bookmark begins."""

    clauses: Mapping[str, str]
    lines: list[Line] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    quoted: dict[str, str] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _words: list[Words] = field(default_factory=list)
    _clause: str = ""
    _next_clause: str = ""
    _last_change: object = None
    _control: object = None

    def mark(self, bookmark: str) -> None:
        """Begin a clause; one that begins after words of a paragraph is that of the next one."""
        self._next_clause = self.clauses.get(_COPY.sub(r"\1", bookmark), self._next_clause)
        if not says(self.letters):
            self._clause = self._next_clause

    def add(self, words: Words, control: object = None) -> None:
        """Add words to the line, and to what the comments that are open are about.

        Words that come one after the other from the same origin are one, but those of two controls, which may have
        lost their names.
        """
        if self._words and self._words[-1].origin_and_look == words.origin_and_look and self._control is control:
            self._words[-1] = replace(words, text=self._words[-1].text + words.text)
        else:
            self._words.append(words)
        self._control = control
        for identifier in self._open:
            self.quoted[identifier] = self.quoted.get(identifier, "") + words.text

    def end(self, kind: Kind) -> None:
        """End the line; what has no letter and no digit is none."""
        words, self._words = self._words, []
        if says("".join(one.text for one in words)):
            self.lines.append(Line(tuple(words), kind, "" if kind in _BANDS else self._clause))
        self._clause = self._next_clause

    @property
    def letters(self) -> str:
        """The letters of the line so far."""
        return "".join(one.text for one in self._words)

    def begin_comment(self, identifier: str) -> None:
        """Begin the words that a comment is about."""
        self._open.add(identifier)
        self.starts.setdefault(identifier, len(self.lines))

    def end_comment(self, identifier: str) -> None:
        """End them; a comment about no words stands here."""
        self._open.discard(identifier)
        self.starts.setdefault(identifier, len(self.lines))

    def change(self, author: str, date: str, kind: RevisionKind, letters: str) -> None:
        """Add tracked words, to those before where they are of one change."""
        key = (author, kind, len(self.lines))
        if self._last_change == key:
            last = self.revisions[-1]
            self.revisions[-1] = replace(last, text=last.text + letters)
        else:
            self.revisions.append(Revision(author, date, kind, letters, len(self.lines)))
        self._last_change = key


@dataclass(slots=True)
class Said:
    """A comment as a file says it: its own identifier, and that of the one that it answers."""

    own: str
    parent: str
    comment: Comment


def threads(said: Iterable[Said]) -> tuple[Comment, ...]:
    """The comments in the order of the document, each with its answers, and their own after them.

    Word says of an answer to an answer that it is one to the first.
    """
    by_own = {one.own: one for one in said}
    first = [one for one in by_own.values() if by_own.get(one.parent) in (None, one)]
    answers: dict[str, list[Comment]] = {one.own: [] for one in first}
    for one in by_own.values():
        if one not in first and one.parent in answers:
            answers[one.parent].append(one.comment)
    found = [replace(one.comment, replies=tuple(answers[one.own])) for one in first]
    return tuple(sorted(found, key=lambda one: one.line))

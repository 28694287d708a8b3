"""A clause compiled: its Markdown is parsed once, with its code around the blocks, the rows and the words it chooses.

Code alone on its lines chooses blocks, items or rows; code in the middle of a paragraph or of a cell chooses words.
What would be half of one and half of the other is refused, at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from jinja2 import nodes

from engine.compiling import marks
from engine.compiling.emitted import Emitted, Statements
from engine.compiling.inlines import BLOCK_INSIDE, numbered, parser, raw, said, straddling, within
from engine.compiling.parsing import UNNUMBERED
from engine.compiling.pieces import Control, Line, Piece, Slot, Words, flat, lines, without_last_line_end
from engine.compiling.refused import called
from engine.compiling.rows import DELIMITERS, table
from engine.errors import LibraryError
from models.records import dataclass
from models.regexes import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOT_IN_A_LIST = "un titre ou un tableau ne peut pas être dans une liste"
Kind = Literal["blank", "text", "item", "heading", "row", "attributes"]
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("blank", regex(r"\s*\Z")),
    ("row", regex(r"\s*\|")),
    ("heading", regex(r"\s*#{1,6}(?: |\Z)")),
    ("item", regex(r"\s*(?:[-*+]|\d{1,9}[.)])(?: |\Z)")),
    ("attributes", regex(r"\s*\{[.\w][^{}]*\}\s*\Z")),
)


def _kind(line: str) -> Kind:
    return next((kind for kind, pattern in _KINDS if pattern.match(line)), "text")


@dataclass(slots=True)
class _Entry:
    """A line, or a piece of code on its own lines, with the kinds of line by which it may begin and end."""

    what: Line | Control
    first: Kind | None
    last: Kind | None
    mode: Literal["line", "rows", "blocks", "words"] = "line"


@dataclass(slots=True)
class _Skeleton:
    """The lines that Markdown parses, with those of the clause that they come from, and what stands behind parts."""

    text: list[str] = field(default_factory=list)
    line: list[int] = field(default_factory=list)
    known: dict[int, Piece] = field(default_factory=dict)
    whole: dict[int, Statements] = field(default_factory=dict)

    def add(self, text: str, line: int) -> None:
        self.text.append(text)
        self.line.append(line)

    def add_whole(self, statements: Statements, indent: str, line: int) -> None:
        """What is a paragraph of its own, already compiled."""
        number = len(self.known)
        self.known[number], self.whole[number] = Words("", line), statements
        for text in ("", f"{indent}{marks.part(number)}", ""):
            self.add(text, line)


def blocks(parts: Iterable[Piece], *, in_list: bool = False, again: bool = False) -> Statements:
    """The blocks of a text.

    Raises:
        LibraryError: where it holds what a clause may not have, or code that is half of a block.
    """
    skeleton = _Skeleton()
    entries = _entries(parts)
    position = 0
    while position < len(entries):
        entry = entries[position]
        rows = _table(entries[position:])
        if rows:
            if in_list or _flat(entry.what).startswith(" "):
                raise LibraryError(_NOT_IN_A_LIST, rows[0].line - 1)
            skeleton.add_whole(table(rows), "", rows[0].line)
            position += len(rows)
            continue
        position += 1
        match entry.what:
            case Control() as control if entry.mode == "words":
                skeleton.add(numbered(without_last_line_end((control,)), skeleton.known), control.line)
            case Control() as control:
                skeleton.add_whole(*_chosen(control, entries[position:], in_list, again), control.line)
            case Line() as line if entry.first == "attributes":
                skeleton.add_whole([*_said(marks.block("attributes")), *raw(line.parts)], "", line.line)
            case Line() as line:
                skeleton.add(numbered(line.parts, skeleton.known), line.line)
    return _Walk(skeleton, in_list, again).statements


def _said(words: str) -> Statements:
    emitted = Emitted()
    emitted.say(words)
    return emitted.statements


# --- Lines ------------------------------------------------------------------------------------------------------------


_NOTHING = _Entry(Line(0), "blank", "blank")


def _entries(parts: Iterable[Piece]) -> list[_Entry]:
    entries = [_entry(one) for one in lines(parts)]
    for at, entry in enumerate(entries):
        if isinstance(entry.what, Control):
            before = next((one for one in reversed(entries[:at]) if one.last), _NOTHING)
            after = next((one for one in entries[at + 1 :] if one.first), _NOTHING)
            entry.mode = _mode(entry.what, before, after)
    return entries


def _entry(what: Line | Control) -> _Entry:
    if isinstance(what, Line):
        kind = _kind(what.flat)
        return _Entry(what, kind, kind)
    ends = list(_ends(what))
    return _Entry(what, _riskiest(first for first, _ in ends), _riskiest(last for _, last in ends))


def _flat(what: Line | Control) -> str:
    return flat(what.parts if isinstance(what, Line) else [what])


def _ends(control: Control) -> Iterator[tuple[Kind, Kind]]:
    """The kinds of the first and of the last lines of each branch that says something."""
    for branch in control.branches:
        if text := flat(branch):
            every = text.removesuffix("\n").split("\n")
            yield _kind(every[0]), _kind(every[-1])


def _riskiest(kinds: Iterable[Kind]) -> Kind | None:
    """Words may go on with those of the next line; an item too; nothing else does."""
    found = list(kinds)
    return next((kind for kind in ("text", "item") if kind in found), found[0] if found else None)


_APART: set[Kind] = {"blank", "item", "heading", "row", "attributes"}
"""The lines that begin a block by themselves."""


def _mode(control: Control, before: _Entry, after: _Entry) -> Literal["rows", "blocks", "words"]:
    """What code on its own lines chooses: rows of the table that it is in, blocks, or words of a paragraph."""
    if control.silent:
        if before.last == "row":
            return "rows"
        return "words" if before.last in ("text", "item") and after.first == "text" else "blocks"
    if before.last == "row" and all(_kind(line) == "row" for line in flat([control]).splitlines()):
        return "rows"
    begins = before.last not in ("text", "item") or all(first in _APART for first, _ in _ends(control))
    ends = after.first in _APART or all(last not in ("text", "item") for _, last in _ends(control))
    if begins and ends:
        return "blocks"
    if not any(BLOCK_INSIDE.search(f"\n{flat(branch).rstrip()}") for branch in control.branches):
        return "words"
    # Between two cases that follow each other, only one of which has its words in a contract, nothing goes on.
    if (begins or isinstance(before.what, Control)) and (ends or isinstance(after.what, Control)):
        return "blocks"
    raise straddling(control)


def _table(entries: Sequence[_Entry]) -> list[Line | Control]:
    """The lines of the table that begins here; none where none does."""
    if len(entries) < 2 or entries[0].first != "row" or not isinstance(entries[0].what, Line):
        return []
    second = entries[1].what
    if not isinstance(second, Line) or not DELIMITERS.fullmatch(second.flat):
        return []
    rows = [one.what for one in entries[:2]]
    for entry in entries[2:]:
        if entry.mode != "rows" and (entry.mode != "line" or entry.first != "row"):
            break
        rows.append(entry.what)
    return rows


def _chosen(control: Control, following: Sequence[_Entry], in_list: bool, again: bool) -> tuple[Statements, str]:
    """What code chooses among blocks, with the margin at which it stands."""
    if control.silent:
        after = next((one.what for one in following if one.first), None)
        margin = _margin(after.flat) if isinstance(after, Line) else ""
        return [control.with_bodies([blocks(branch) for branch in control.branches])], margin
    margin = _margin(flat([control]).lstrip("\n"))
    inside, repeated = in_list or bool(margin), again or isinstance(control.node, nodes.For)
    bodies = [blocks(_dedented(control, one, margin), in_list=inside, again=repeated) for one in control.branches]
    begin, end = marks.block("case", control.origin), marks.block("other")
    return [control.with_bodies([within(control, body, begin, end) for body in bodies])], margin


def _margin(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" "))]


def _dedented(control: Control, branch: tuple[Piece, ...], margin: str) -> tuple[Piece, ...]:
    """The pieces of a branch, without the margin of its lines."""
    if not margin:
        return branch
    if any(line.strip() and not line.startswith(margin) for line in flat(branch).split("\n")):
        raise straddling(control)
    return tuple(_without_margin(branch, margin))


def _without_margin(parts: Iterable[Piece], margin: str, begins: bool = True) -> Iterator[Piece]:
    for one in parts:
        match one:
            case Control():
                inner = [tuple(_without_margin(branch, margin, begins)) for branch in one.branches]
                yield Control(one.node, one.line, tuple(inner), one.origin)
                begins = flat([one]).endswith("\n") or (begins and one.silent)
            case Words(text, line):
                shifted = text.replace(f"\n{margin}", "\n")
                yield Words(shifted.removeprefix(margin) if begins else shifted, line)
                begins = text.endswith("\n")
            case Slot():
                yield one
                begins = False


# --- Blocks -----------------------------------------------------------------------------------------------------------


class _Walk:
    """Walks the tokens of Markdown once."""

    def __init__(self, skeleton: _Skeleton, in_list: bool, again: bool) -> None:
        self.skeleton, self.depth, self.again = skeleton, int(in_list), again
        self.emitted = Emitted()
        self.tokens: list[Token] = parser().parse("\n".join(skeleton.text))
        self.line = 0
        for at, token in enumerate(self.tokens):
            if token.map:
                self.line = skeleton.line[min(token.map[0], len(skeleton.line) - 1)]
            self.token(token, self.tokens[at + 1] if at + 1 < len(self.tokens) else token)

    @property
    def statements(self) -> Statements:
        return self.emitted.statements

    def token(self, token: Token, following: Token) -> None:
        match token.type:
            case "paragraph_open":
                self.paragraph(following)
            case "heading_open":
                if self.depth:
                    raise LibraryError(_NOT_IN_A_LIST, self.line - 1)
                if not token.markup.startswith("#") or (self.again and token.tag == "h2"):
                    raise LibraryError(UNNUMBERED, self.line - 1)
                self.words(marks.block("heading", token.tag[1:], self.line), following)
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type.startswith("ordered")
                self.depth += 1
                self.emitted.say(marks.block("list", int(ordered), token.attrs.get("start", 1), token.markup))
            case "list_item_open":
                self.emitted.say(marks.block("item"))
            case "bullet_list_close" | "ordered_list_close":
                self.depth -= 1
                self.emitted.say(marks.block("end"))
            case "inline" | "paragraph_close" | "heading_close" | "list_item_close":
                pass
            case unknown:
                raise LibraryError(f"une clause ne peut pas contenir {called(unknown)}", self.line - 1)

    def paragraph(self, inline: Token) -> None:
        numbers = [int(number) for number in marks.PART.findall(inline.content)]
        whole = [number for number in numbers if number in self.skeleton.whole]
        if not whole:
            self.words(marks.block("paragraph", self.line), inline)
        elif inline.content.strip() == marks.part(whole[0]):
            self.emitted.extend(self.skeleton.whole[whole[0]])
        else:
            raise LibraryError("un bloc doit être seul dans son paragraphe", self.line - 1)

    def words(self, opening: str, inline: Token) -> None:
        self.emitted.say(opening)
        try:
            self.emitted.extend(said(inline.children or [], self.skeleton.known))
        except LibraryError as error:
            if error.line < self.line - 1:  # counted from the beginning of the paragraph
                raise LibraryError(str(error), self.line - 1 + error.line) from None
            raise

"""What a clause said, read once: its blocks, each made anew from the values that stand in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple, Protocol

from engine.assembly import shared
from engine.assembly.filled_tables import Rows, header_rows, rows_of, side_of, widths
from engine.assembly.filled_values import NO_VALUES, Holes, Values, Within, holes_of, plain, value_words
from engine.assembly.filled_words import inlines
from engine.compiling import marks
from engine.compiling.marks import MARK, TOKEN
from engine.document import Block, Heading, ListBlock, Paragraph, ParagraphStyle, Text
from engine.errors import LibraryError
from models.regexes import regex

_PARAGRAPHS = regex(r"\r?\n[ \t]*\r?\n")
_STYLES: dict[str, ParagraphStyle] = {"centre": "centered", "sous-titre": "subtitle", "destinataire": "recipient"}
"""The styles of a paragraph, by what stands before it: « {.centre} »."""
_ATTRIBUTE = regex(r"""\.(?P<style>[\w-]+)|(?P<name>\w+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"}]+))""")


class _Step(Protocol):
    """Something that a text said, which makes blocks."""

    @property
    def line(self) -> int:
        """Where it stands in the clause."""

    def blocks(self, values: Values) -> Sequence[Block]:
        """Its blocks with these values."""


Steps = Sequence["_Step | _Listed"]
"""What a text said, block after block."""


def made(steps: Steps, values: Values) -> list[Block]:
    """The blocks of a text with these values.

    Raises:
        LibraryError: where what it said is no block, with the line of the clause that said it.
    """
    found: list[Block] = []
    listed = ""
    for step in steps:
        if isinstance(step, _Listed):
            step.add_to(found, listed, values)
            listed = step.marker
            continue
        try:
            blocks = step.blocks(values)
        except LibraryError as error:
            raise LibraryError(str(error), error.line or step.line - 1) from error
        found += blocks
        listed = "" if blocks else listed
    return found


class _Fixed(NamedTuple):
    """A paragraph of the clause's words alone."""

    line: int
    found: Sequence[Block]

    def blocks(self, _: Values) -> Sequence[Block]:
        return self.found


class _Holed(NamedTuple):
    """A paragraph that holds values."""

    line: int
    said: str
    holes: Holes
    style: ParagraphStyle

    def blocks(self, values: Values) -> Sequence[Block]:
        known = self.holes.within(values)
        return _known_paragraph(known, self.style) if known else tuple(_filled(self.said, self.style, values))


class _Titled(NamedTuple):
    line: int
    level: int
    said: str

    def blocks(self, values: Values) -> Sequence[Block]:
        return (Heading(self.level, inlines(self.said, values), anchor=""),)


class _Tabled(NamedTuple):
    line: int
    rows: Rows

    def blocks(self, values: Values) -> Sequence[Block]:
        return (self.rows.table(values),)


class _Listed(NamedTuple):
    """A list, or the rest of the one before: a case may choose some of its items."""

    ordered: bool
    start: int
    marker: str
    items: Sequence[Steps]

    def add_to(self, found: list[Block], listed: str, values: Values) -> None:
        items = tuple([tuple(made(one, values)) for one in self.items])
        last = found[-1] if found and listed == self.marker else None
        if isinstance(last, ListBlock):
            found[-1] = shared.listed(last.items + items, ordered=last.ordered, start=last.start)
        elif items:
            found.append(shared.listed(items, ordered=self.ordered, start=self.start))


@lru_cache(maxsize=4096)
def _constant_paragraph(said: str) -> tuple[Block, ...]:
    """A paragraph of the clause's words alone."""
    return tuple(_paragraph(said, "body", NO_VALUES))


@lru_cache(maxsize=1024)
def _known_paragraph(known: Within, style: ParagraphStyle) -> tuple[Block, ...]:
    """A paragraph with the same values as lately, in this contract or in another."""
    return tuple(_filled(known.said, style, Values(known.values, (), dict(known.paths), alone=True)))


def _filled(said: str, style: ParagraphStyle, values: Values) -> Iterator[Block]:
    """A paragraph that holds values, or that is one value: blocks, or the paragraphs of a long text."""
    words = marks.ORIGINS.sub("", said).strip() if marks.ORIGIN in said else said.strip()
    alone = TOKEN.fullmatch(words) if words[:1] == MARK else None
    value = values.here[int(alone[1])] if alone else None
    if isinstance(value, tuple):
        yield from value
    elif isinstance(value, Text):
        parts = _PARAGRAPHS.split(value.text.strip("\r\n"))
        for part in parts:
            one = replace(value, text=part) if len(parts) == 1 else Text(part)
            yield Paragraph(tuple(value_words(one, values)), style)
    else:
        yield from _paragraph(said, style, values)


def _paragraph(said: str, style: ParagraphStyle, values: Values) -> Iterator[Block]:
    if content := inlines(said, values):
        # Words that announce something stay on the page where it begins.
        yield Paragraph(content, style, keep_with_next=plain(content).endswith(":"))


def read(parts: Sequence[str]) -> Steps:
    """What a text said, of what begins each block, with its words.

    Raises:
        LibraryError: where what it said is no block, with the line of the clause that said it.
    """
    reader = _Reader(parts)
    try:
        return reader.until()
    except LibraryError as error:
        raise LibraryError(str(error), error.line or reader.line - 1) from error


class _Reader:
    """Reads what was said, block after block."""

    def __init__(self, parts: Sequence[str]) -> None:
        self.parts, self.position, self.line = parts, 0, 1
        self.attributes = ""
        self.cases: list[str] = []

    def next(self) -> tuple[list[str], str]:
        """The kind of a block, with what is said of it; its words."""
        said, _, words = self.parts[self.position].partition(marks.SAID)
        self.position += 1
        return said.split(";"), words

    def until(self, *ends: str) -> Steps:
        found: list[_Step | _Listed] = []
        while self.position < len(self.parts):
            (kind, *given), words = self.next()
            if kind in ends:  # whoever asked reads it
                self.position -= 1
                break
            if kind == "list":
                ordered, start, marker = given
                found.append(_Listed(ordered == "1", int(start), marker, self.items()))
            elif kind == "attributes":
                self.attributes = words
            elif kind == "case":
                self.cases.append(given[0])
            elif kind == "other":
                self.cases.pop()
            else:
                found.append(self.block(kind, given, words))
        return found

    def block(self, kind: str, given: Sequence[str], words: str) -> _Step:
        self.line = int(given[-1])
        words = self.in_its_cases(words)
        if kind == "paragraph":
            return self.paragraph(words)
        if kind == "table":
            return _Tabled(self.line, self.table())
        return _Titled(self.line, int(given[0]), words)

    def in_its_cases(self, words: str) -> str:
        """Words with the cases that their block stands in; they have none but in a traced clause."""
        if not self.cases or not words:
            return words
        return "".join(marks.origin("cas", case) for case in self.cases) + words + marks.ORIGIN_END * len(self.cases)

    def paragraph(self, said: str) -> _Step:
        if MARK not in said and not self.attributes:
            return _Fixed(self.line, _constant_paragraph(said))
        return _Holed(self.line, said, holes_of(said), self.style())

    def style(self) -> ParagraphStyle:
        if not self.attributes:
            return "body"
        given, self.attributes = self.attributes, ""
        for one in _ATTRIBUTE.finditer(given):
            if one["style"] not in _STYLES:
                known = ", ".join(_STYLES)
                raise LibraryError(f"« {one.group()} » n'est pas un style de paragraphe (au choix : {known})")
            return _STYLES[one["style"]]
        return "body"

    def items(self) -> Sequence[Steps]:
        items: list[Steps] = []
        while self.next()[0][0] == "item":
            items.append(self.until("item", "end"))
        return items

    def table(self) -> Rows:
        given, self.attributes = self.attributes, ""
        said = {one["name"]: one["quoted"] or one["bare"] or "" for one in _ATTRIBUTE.finditer(given) if one["name"]}
        opened = self.line
        (_, head), (_, delimiters), *others = self.rows()
        if len(delimiters) != len(head):
            message = f"la ligne « |---| » du tableau a {len(delimiters)} cellules, et l'en-tête {len(head)}"
            raise LibraryError(message, opened - 1)
        for at, cells in others:
            if len(cells) > len(head):
                raise LibraryError(f"cette ligne du tableau a {len(cells)} cellules, et l'en-tête {len(head)}", at - 1)
        rows = [head, *([*cells, *[""] * (len(head) - len(cells))] for _, cells in others)]
        heads = header_rows(said.get("entetes", "0"), len(rows))
        sides = [side_of(marks.ORIGINS.sub("", cell).strip()) for cell in delimiters]
        return rows_of(rows, sides, heads, widths(said.get("largeurs", ""), len(head)))

    def rows(self) -> list[tuple[int, list[str]]]:
        """The cells of each row, with its line."""
        found: list[tuple[int, list[str]]] = []
        while (one := self.next())[0][0] != "end":
            (kind, *line), words = one
            if kind == "cell":
                found[-1][1].append(self.in_its_cases(words))
            elif kind == "case":
                self.cases.append(line[0])
            elif kind == "other":
                self.cases.pop()
            else:
                found.append((int(line[0]), []))
        return found

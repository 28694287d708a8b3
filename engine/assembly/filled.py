"""From what a compiled clause says to the blocks of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from engine.assembly import shared
from engine.assembly.filled_apart import apart, parts_of
from engine.assembly.filled_tables import header_rows, side_of, table, widths
from engine.assembly.filled_values import NO_VALUES, Values, Within, plain, value_words, within
from engine.assembly.filled_words import inlines
from engine.assembly.printed import Printed
from engine.compiling import marks
from engine.compiling.marks import MARK, TOKEN
from engine.document import Block, Heading, ListBlock, Paragraph, ParagraphStyle, Table, Text
from engine.errors import LibraryError
from models.regexes import regex

_PARAGRAPHS = regex(r"\r?\n[ \t]*\r?\n")
_STYLES: Mapping[str, ParagraphStyle] = {"centre": "centered", "sous-titre": "subtitle", "destinataire": "recipient"}
"""The styles of a paragraph, by what stands before it: « {.centre} »."""
_ATTRIBUTE = regex(r"""\.(?P<style>[\w-]+)|(?P<name>\w+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"}]+))""")


def blocks(said: str, printed: Printed) -> tuple[Block, ...]:
    """What a compiled clause said, as blocks. `## ` headings come out with no number: the caller numbers them.

    Raises:
        LibraryError: where what it said is no block, with the line of the clause that said it.
    """
    text, numbers = _renumbered(said)
    values = _values(numbers, printed)
    if not any(isinstance(value, tuple) or (isinstance(value, Text) and MARK in value.text) for value in values.here):
        with suppress(LibraryError):  # told with its line, by whoever reads the whole
            return tuple([block for part in apart(text) for block in part.blocks(values, _read)])
    return tuple(_read(parts_of(text), values))


@lru_cache(maxsize=256)
def _renumbered(said: str) -> tuple[str, tuple[int, ...]]:
    """What was said with its tokens numbered from 0, so that the same words of two contracts are; its numbers."""
    numbers: list[int] = []

    def renumber(match: re.Match[str]) -> str:
        numbers.append(int(match[1]))
        return f"\ue000{len(numbers) - 1}\ue001"

    return TOKEN.sub(renumber, said), tuple(numbers)


def _values(numbers: Sequence[int], printed: Printed) -> Values:
    """The values of these numbers, as those of a text."""
    facts = printed.paths
    paths = {at: facts[number] for at, number in enumerate(numbers) if number in facts} if facts else {}
    return Values([printed.values[number] for number in numbers], printed.values, paths)


def _read(parts: Sequence[str], values: Values) -> Sequence[Block]:
    reader = _Blocks(parts, values)
    try:
        return reader.until()
    except LibraryError as error:
        raise LibraryError(str(error), error.line or reader.line - 1) from error


@lru_cache(maxsize=4096)
def _opening(said: str) -> tuple[str, ...]:
    """The kind of a block, with what is said of it."""
    return tuple(said.split(";"))


@lru_cache(maxsize=4096)
def _constant_paragraph(said: str) -> tuple[Block, ...]:
    """A paragraph of the clause's words alone."""
    return tuple(_paragraph(said, "body", NO_VALUES))


@lru_cache(maxsize=1024)
def _known_paragraph(known: Within, style: ParagraphStyle) -> tuple[Block, ...]:
    """A paragraph with the same values as lately, in this contract or in another."""
    return tuple(_filled(known.said, style, Values(known.values, (), dict(known.paths))))


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
            yield Paragraph(tuple(value_words(one, values)))
    else:
        yield from _paragraph(said, style, values)


def _paragraph(said: str, style: ParagraphStyle, values: Values) -> Iterator[Block]:
    if content := inlines(said, values):
        # Words that announce something stay on the page where it begins.
        yield Paragraph(content, style, keep_with_next=plain(content).endswith(":"))


class _Blocks:
    """Reads what was said once, block after block."""

    def __init__(self, parts: Sequence[str], values: Values) -> None:
        self.parts, self.values, self.position, self.line = parts, values, 0, 1
        self.attributes = ""
        self.cases: list[str] = []

    def next(self) -> tuple[tuple[str, ...], str]:
        said, _, words = self.parts[self.position].partition(marks.SAID)
        self.position += 1
        return _opening(said), words

    def until(self, *ends: str) -> list[Block]:
        found: list[Block] = []
        listed = ""
        while self.position < len(self.parts):
            (kind, *given), words = self.next()
            if kind in ends:  # whoever asked reads it
                self.position -= 1
                break
            count = len(found)
            if kind == "list":
                self.add_list(given, found, listed)
                listed = given[2]
            elif kind == "attributes":
                self.attributes = words
            elif kind == "case":
                self.cases.append(given[0])
            elif kind == "other":
                self.cases.pop()
            else:
                found += self.block(kind, given, words)
                listed = "" if len(found) > count else listed
        return found

    def block(self, kind: str, given: Sequence[str], words: str) -> Iterable[Block]:
        self.line = int(given[-1])
        words = self.in_its_cases(words)
        if kind == "paragraph":
            return self.paragraph(words)
        if kind == "table":
            return (self.table(),)
        return (Heading(int(given[0]), inlines(words, self.values), anchor=""),)

    def in_its_cases(self, words: str) -> str:
        """Words with the cases that their block stands in; they have none but in a traced clause."""
        if not self.cases or not words:
            return words
        return "".join(marks.origin("cas", case) for case in self.cases) + words + marks.ORIGIN_END * len(self.cases)

    def add_list(self, given: Sequence[str], found: list[Block], listed: str) -> None:
        """A list, or the rest of the one before: a case may choose some of its items."""
        ordered, start, marker = given
        items = self.items()
        last = found[-1] if found and listed == marker else None
        if isinstance(last, ListBlock):
            found[-1] = shared.listed(last.items + items, ordered=last.ordered, start=last.start)
        elif items:
            found.append(shared.listed(items, ordered=ordered == "1", start=int(start)))

    def paragraph(self, said: str) -> Iterable[Block]:
        if MARK not in said and not self.attributes:
            return _constant_paragraph(said)
        known = within(said, self.values)
        style = self.style()
        return _known_paragraph(known, style) if known else _filled(said, style, self.values)

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

    def items(self) -> tuple[tuple[Block, ...], ...]:
        items: list[tuple[Block, ...]] = []
        while self.next()[0][0] == "item":
            items.append(tuple(self.until("item", "end")))
        return tuple(items)

    def table(self) -> Table:
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
        return table(rows, sides, heads, widths(said.get("largeurs", ""), len(head)), self.values)

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

"""From the Markdown of a clause to the blocks of the tree, with the printed values put back in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin

from engine import french
from engine.assembly.facts import TOKEN, Printed
from engine.assembly.markdown_refused import called
from engine.assembly.markdown_tables import check_row, header_rows, widths
from engine.assembly.spans import ABOVE, LEFT, Square, spanned
from engine.document import (
    Alignment,
    Block,
    Cell,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Note,
    Paragraph,
    ParagraphStyle,
    Strong,
    Table,
    Text,
)
from engine.errors import LibraryError

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").use(attrs_block_plugin)
_BREAK = re.compile(r"<br>")
_ONE_STOP = re.compile(r"\.(?!\.)")
_MARK = "\ue000"
"""How every token begins."""
_STYLES: Mapping[str, ParagraphStyle] = {"": "body", "centre": "centered", "sous-titre": "subtitle"}
"""The styles of a paragraph, by what stands before it: « {.centre} »."""


class _Values(NamedTuple):
    """The printed values behind the tokens of one text, by their number in it, and all those of the rendering."""

    here: Sequence[Any]
    whole: Sequence[Any]


_NO_VALUES = _Values((), ())


def parse_inline(text: str, printed: Printed) -> tuple[Inline, ...]:
    """One line of Markdown as inlines."""
    if _MARK not in text:
        return _constant_inlines(text.strip())
    text, values = _renumbered(text.strip(), printed)
    return _inlines(_parsed_inline(text), values)


def parse_blocks(text: str, printed: Printed) -> tuple[Block, ...]:
    """A Markdown text as blocks. `## ` headings come out at level 2 with no number: the caller numbers them."""
    text, values = _renumbered(text, printed)
    if any(isinstance(value, tuple) or (isinstance(value, Text) and _MARK in value.text) for value in values.here):
        return _walked(text, values)
    return _known_blocks(text, tuple(values.here))


def _renumbered(text: str, printed: Printed) -> tuple[str, _Values]:
    """The text with its tokens numbered from 0, so that the same clause of two contracts is parsed once."""
    here: list[Any] = []

    def renumber(match: re.Match[str]) -> str:
        here.append(printed.values[int(match[1])])
        return f"\ue000{len(here) - 1}\ue001"

    return TOKEN.sub(renumber, text), _Values(here, printed.values)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tuple[Token, ...]:
    return tuple(_PARSER.parse(text))


@lru_cache(maxsize=4096)
def _parsed_inline(text: str) -> tuple[Token, ...]:
    return tuple(_PARSER.parseInline(text)[0].children or ())


@lru_cache(maxsize=4096)
def _constant_inlines(text: str) -> tuple[Inline, ...]:
    """Words that hold no printed value: the same in every contract."""
    return _inlines(_parsed_inline(text), _NO_VALUES)


@lru_cache(maxsize=512)
def _known_blocks(text: str, values: tuple[Inline, ...]) -> tuple[Block, ...]:
    """The blocks of a text with the same values as in another contract: two drafts lack much the same facts."""
    return _walked(text, _Values(values, ()))


def _walked(text: str, values: _Values) -> tuple[Block, ...]:
    walk = _Blocks(_parsed(text), values, text.splitlines())
    try:
        return tuple(walk.until(""))
    except LibraryError as error:
        raise LibraryError(str(error), walk.line + error.line) from error


def _restored(text: str, values: _Values) -> Iterator[Inline]:
    """Characters of a clause with the values behind their tokens; French typography touches the clause alone."""
    position, stopped = 0, False
    text = french.typography(text)
    for match in (*TOKEN.finditer(text), None):
        words = text[position : match.start() if match else len(text)]
        if words:
            # The stop of « etc. » is that of the sentence too.
            yield from (Text(kept) for kept in [words[1:] if stopped and _ONE_STOP.match(words) else words] if kept)
            stopped = False
        if match:
            value = values.here[int(match[1])]
            position = match.end()
            stopped = value.text.endswith(".") if isinstance(value, Text) else stopped and isinstance(value, Note)
            yield from _printed(value, values)


def _printed(value: Any, values: _Values) -> Iterator[Inline]:
    if isinstance(value, Text):
        yield from _value(value.text, values)
    elif isinstance(value, tuple):
        raise LibraryError("un bloc doit être seul dans son paragraphe")
    else:
        yield value


def _value(text: str, values: _Values) -> Iterator[Inline]:
    """A value exactly as typed, its line ends kept; it may hold the token of a missing fact it was joined with."""
    for number, line in enumerate(text.strip("\r\n").splitlines() or [""]):
        if number:
            yield LineBreak()
        if TOKEN.search(line):
            yield from _restored(line, _Values(values.whole, values.whole))
        elif line:
            yield Text(line)


def _inlines(tokens: Sequence[Token], values: _Values) -> tuple[Inline, ...]:
    stack: list[list[Inline]] = [[]]
    for at, token in enumerate(tokens):
        match token.type:
            case "text" | "code_inline":
                for number, part in enumerate(_BREAK.split(token.content)):
                    stack[-1] += [LineBreak()] if number else []
                    stack[-1] += _restored(part, values)
            case "softbreak":
                stack[-1].append(Text(" "))
            case "hardbreak":
                stack[-1].append(LineBreak())
            case "strong_open" | "em_open":
                stack.append([])
            case "strong_close":
                content = tuple(stack.pop())
                stack[-1].append(Strong(content))
            case "em_close":
                content = tuple(stack.pop())
                stack[-1].append(Emphasis(content))
            case unknown:
                line = sum(one.type.endswith("break") for one in tokens[:at])
                raise LibraryError(f"une clause ne peut pas contenir {called(unknown)}", line)
    return _joined(stack[0])


def _joined(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, without the space that a note would leave before a stop."""
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)


class _Blocks:
    """Walks the tokens of the parser once."""

    def __init__(self, tokens: Sequence[Token], values: _Values, lines: Sequence[str]) -> None:
        self.tokens, self.values, self.lines, self.position = tokens, values, lines, 0
        self.line = 0
        """That of the last token whose line is known, from 0."""

    def next(self) -> Token:
        token = self.tokens[self.position]
        self.position += 1
        self.line = token.map[0] if token.map else self.line
        return token

    def until(self, closing: str) -> Iterator[Block]:
        while self.position < len(self.tokens):
            token = self.next()
            if token.type == closing:
                return
            yield from self.block(token)

    def block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "paragraph_open":
                yield from self.paragraph(_style(token))
            case "heading_open":
                content = self.inlines(self.next())
                self.next()
                yield Heading(int(token.tag[1:]), content, anchor="")
            case "bullet_list_open" | "ordered_list_open":
                yield self.list(token)
            case "table_open":
                yield self.table(token)
            case unknown:
                raise LibraryError(f"une clause ne peut pas contenir {called(unknown)}")

    def inlines(self, inline: Token) -> tuple[Inline, ...]:
        if _MARK not in inline.content:
            return _constant_inlines(inline.content)
        return _inlines(inline.children or [], self.values)

    def paragraph(self, style: ParagraphStyle) -> Iterator[Block]:
        inline = self.next()
        self.next()
        alone = TOKEN.fullmatch(inline.content.strip())
        value = self.values.here[int(alone[1])] if alone else None
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, Text):
            for part in re.split(r"\r?\n[ \t]*\r?\n", value.text.strip("\r\n")):
                yield Paragraph(tuple(_value(part, self.values)))
        elif content := self.inlines(inline):
            # Words that announce something stay on the page where it begins.
            yield Paragraph(content, style, keep_with_next=plain(content).endswith(":"))

    def list(self, opening: Token) -> ListBlock:
        ordered = opening.type == "ordered_list_open"
        closing = opening.type.replace("open", "close")
        items: list[tuple[Block, ...]] = []
        while self.next().type != closing:
            items.append(tuple(self.until("list_item_close")))
            if any(isinstance(block, Heading | Table) for block in items[-1]):
                raise LibraryError("un titre ou un tableau ne peut pas être dans une liste")
        return ListBlock(tuple(items), ordered, int(opening.attrs.get("start", 1)))

    def table(self, opening: Token) -> Table:
        rows: list[list[Square]] = []
        while (token := self.next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
                check_row(self.lines[token.map[0]] if token.map else "", len(rows[0]))
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append(self.square(token))
        self.line = opening.map[0] if opening.map else self.line
        heads = header_rows(str(opening.attrs.get("entetes", "0")), len(rows))
        shares = widths(str(opening.attrs.get("largeurs", "")), len(rows[0]))
        return Table(shares, spanned(rows, heads), heads, str(opening.attrs.get("legende", "")))

    def square(self, token: Token) -> Square:
        inline = self.next()
        self.next()
        style = str(token.attrs.get("style", ""))
        alignment: Alignment = "right" if "right" in style else "center" if "center" in style else "left"
        return Square(inline.content.strip(), Cell(self.cell(inline), alignment=alignment))

    def cell(self, inline: Token) -> tuple[Block, ...]:
        """The lines of a cell, each a paragraph."""
        if inline.content.strip() in {ABOVE, LEFT}:
            return ()
        lines: list[list[Inline]] = [[]]
        for part in self.inlines(inline):
            if isinstance(part, LineBreak):
                lines.append([])
            else:
                lines[-1].append(part)
        return tuple(Paragraph(tuple(line)) for line in lines if line)


def _style(paragraph: Token) -> ParagraphStyle:
    asked = str(paragraph.attrs.get("class", ""))
    if asked not in _STYLES:
        known = ", ".join(filter(None, _STYLES))
        raise LibraryError(f"« .{asked} » n'est pas un style de paragraphe (au choix : {known})")
    return _STYLES[asked]


def plain(content: Sequence[Inline]) -> str:
    """The characters of inlines, without what is missing or noted."""
    return "".join(
        plain(part.content) if isinstance(part, Strong | Emphasis) else part.text
        for part in content
        if isinstance(part, Strong | Emphasis | Text)
    ).strip()

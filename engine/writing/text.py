"""Plain text: for diffs, golden tests, screen readers and tools that search a contract line by line.

A paragraph is one line, never wrapped. What is read aloud by numbering or layout elsewhere is spelled out here with
punctuation alone: no word is added to the contract's. Header, footer and table of contents are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from engine.document import (
    Block,
    Cell,
    Chart,
    Document,
    Emphasis,
    Heading,
    Inline,
    Letterhead,
    LineBreak,
    ListBlock,
    Missing,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    Section,
    Signatures,
    Strong,
    Table,
    Text,
)
from engine.writing.charts.alternative import alternative

CELL_SEPARATOR = " | "
LINE_SEPARATOR = " / "
"""Joins the lines of one cell, so that a row of a table stays one line."""

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document may hold, even escaped (XML 1.0, § 2.2), and so neither a DOCX nor a PDF's metadata."""


def write_text(document: Document) -> str:
    """Write the contract as plain text, its title first, ended by a new line.

    Headings, lists, tables, charts and signatures stand between empty lines; a row of a table is one line of cells
    separated by « | », where a position covered by a merged cell is empty; a chart is told in words. A blank alone
    prints what is part of the form and not of a contract: the places of the two logos, and the notes to the drafter.
    """
    opening, sections = opening_and_body(document)
    head = _head(document.letterhead) if document.blank else ""
    lines = ["", head, "", *_lines_of(opening, document.blank), ""]
    for section in sections:
        lines += ["", *_lines_of(section.blocks, document.blank), ""]
    return _spaced(lines)


def blank_words(blocks: Iterable[Block]) -> str:
    """What a blank form prints of some blocks, as plain text."""
    return _spaced(["", *_lines_of(blocks, blank=True)])


def _spaced(lines: list[str]) -> str:
    """The lines as a text, empty ones kept single."""
    kept = [line for line, previous in zip(lines[1:], lines, strict=False) if line or previous]
    return "\n".join(kept).strip("\n") + "\n"


def _head(letterhead: Letterhead) -> str:
    """The head of a form: the places of the logos."""
    return " | ".join(name for name in (letterhead.authority_place, letterhead.manager_place) if name)


def opening_and_body(document: Document) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    """Split the contract into the title and subtitles that open it, and its sections without them.

    Where the tree does not open with a paragraph of style « title », the document's own title is put first, so that
    every output begins with its title, once.
    """
    first, *others = document.sections or (Section(()),)
    opening = tuple(
        block
        for block in takewhile(lambda b: isinstance(b, Paragraph) and b.style in ("title", "subtitle"), first.blocks)
        if isinstance(block, Paragraph)
    )
    rest = Section(first.blocks[len(opening) :], first.landscape)
    if all(paragraph.style != "title" for paragraph in opening):
        opening = (Paragraph((Text(document.title),), "title"), *opening)
    return opening, tuple(section for section in (rest, *others) if section.blocks)


def heading_label(heading: Heading) -> str:
    """Spell the settled number of a heading as it is printed before its words: « Article 3 bis : »."""
    number = heading.number
    return f"{number.prefix}{number.value}{number.suffix}" if number else ""


def printed(content: Iterable[Inline], blank: bool) -> tuple[Inline, ...]:
    """Settle what is printed: a blank shows the notes of the form in brackets, any other contract shows none."""
    shown: list[Inline] = []
    for inline in content:
        if isinstance(inline, Note):
            if not (blank and inline.from_model):
                continue
            following: Inline = Note(f"[{inline.text}]")
        elif isinstance(inline, Strong | Emphasis):
            following = type(inline)(printed(inline.content, blank))
        else:
            following = inline
        if shown and _note_touches_words(shown[-1], following):
            shown.append(Text(" "))
        shown.append(following)
    return tuple(shown)


def _note_touches_words(before: Inline, after: Inline) -> bool:
    """Whether a note, always bracketed, wants a space from the word that it follows or precedes."""
    if isinstance(after, Note):
        return not plain((before,))[-1:].isspace()
    first = plain((after,))[:1]
    return isinstance(before, Note) and (first.isalnum() or first in "([«")


def plain(content: Iterable[Inline]) -> str:
    """Join the characters of inlines that `printed` has settled, a line break being a new line."""
    return "".join(_plain_inline(inline) for inline in content)


def printable(text: str) -> str:
    """Keep the characters as they are, but for what no XML can hold (« � », never nothing) and old ends of lines."""
    return NOT_XML.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def _plain_inline(inline: Inline) -> str:
    match inline:
        case LineBreak():
            return "\n"
        case Strong(content) | Emphasis(content):
            return plain(content)
        case Text(text) | Reference(text=text) | Missing(text=text) | Note(text=text):
            return printable(text)


def words_of(content: Iterable[Inline], blank: bool) -> str:
    """Join the characters that are printed of inlines."""
    return plain(printed(content, blank))


def _lines_of(blocks: Iterable[Block], blank: bool) -> list[str]:
    """List the lines of blocks; an empty line asks for a space, which the caller keeps single."""
    lines: list[str] = []
    for block in blocks:
        lines += _block_lines(block, blank)
    return lines


def _block_lines(block: Block, blank: bool) -> list[str]:
    match block:
        case Paragraph():
            lines = words_of(block.content, blank).split("\n")
            return ["", *lines, ""] if block.style in ("title", "subtitle") else lines
        case Heading():
            return ["", *(heading_label(block) + words_of(block.content, blank)).split("\n"), ""]
        case ListBlock():
            return ["", *_list_lines(block, blank), ""]
        case Table():
            return ["", *_table_lines(block, blank), ""]
        case Chart(title=title):
            words = (line for text in (title, alternative(block)) for line in printable(text).split("\n") if line)
            return ["", *words, ""]
        case Signatures(parties):
            signed = ((words_of(p.title, blank), words_of(p.name, blank)) for p in parties)
            return ["", *(line for party in signed for words in party for line in (*words.split("\n"), ""))]
        case PageBreak():
            return [""]


def _list_lines(block: ListBlock, blank: bool) -> Iterator[str]:
    """Put each item after its dash or number; what follows in an item is set under its first words."""
    for position, item in enumerate(block.items):
        mark = f"{block.start + position}. " if block.ordered else "- "
        lines = [line for line in _lines_of(item, blank) if line]
        yield mark + (lines[0] if lines else "")
        yield from (" " * len(mark) + line for line in lines[1:])


def grid(table: Table) -> Iterator[tuple[Cell | None, ...]]:
    """Place the cells of each row on the columns; a position that a merged cell covers holds None."""
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(table.rows):
        cells = iter(row)
        placed: list[Cell | None] = []
        for x in range(len(table.widths)):
            cell = None if (x, y) in covered else next(cells, None)
            placed.append(cell)
            if cell:
                covered |= {(x + i, y + j) for i in range(cell.colspan) for j in range(cell.rowspan)}
        yield tuple(placed)


def _table_lines(table: Table, blank: bool) -> Iterator[str]:
    """Give the caption, then one line a row; the positions that a merged cell covers are left empty."""
    if table.caption:
        yield table.caption
    for row in grid(table):
        yield CELL_SEPARATOR.join(_cell_words(cell.blocks, blank) if cell else "" for cell in row).rstrip()


def _cell_words(blocks: Iterable[Block], blank: bool) -> str:
    return LINE_SEPARATOR.join(line.strip() for line in _lines_of(blocks, blank) if line.strip())

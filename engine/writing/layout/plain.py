"""Plain text: for diffs, golden tests, screen readers and tools that search a contract line by line.

A paragraph is one line, never wrapped. What is read aloud by numbering or layout elsewhere is spelled out here with
punctuation alone: no word is added to the contract's. Header, footer and table of contents are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from engine.by_identity import ByIdentity
from engine.document import (
    Block,
    Chart,
    Document,
    Heading,
    Letterhead,
    ListBlock,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
)
from engine.writing.layout.charts.alternative import alternative
from engine.writing.layout.words import grid, heading_label, opening_and_body, printable, words_of

Made = TypeVar("Made")

CELL_SEPARATOR = " | "
LINE_SEPARATOR = " / "
"""Joins the lines of one cell, so that a row of a table stays one line."""


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


def of_each_text(document: Document, kept: ByIdentity[Made], make: Callable[[str], Made]) -> Iterator[Made]:
    """What is made of the text of each block, once for all the documents that hold it; no end of line matters to it."""
    opening, sections = opening_and_body(document)
    yield make(_head(document.letterhead) if document.blank else "")
    for block in chain(opening, *(section.blocks for section in sections)):
        yield kept.of(block, document.blank, lambda: make("\n".join(_block_lines(block, document.blank))))  # noqa: B023


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


def _table_lines(table: Table, blank: bool) -> Iterator[str]:
    """Give the caption, then one line a row; the positions that a merged cell covers are left empty."""
    if table.caption:
        yield table.caption
    for row in grid(table):
        yield CELL_SEPARATOR.join(_cell_words(cell.blocks, blank) if cell else "" for cell in row).rstrip()


def _cell_words(blocks: Iterable[Block], blank: bool) -> str:
    return LINE_SEPARATOR.join(line.strip() for line in _lines_of(blocks, blank) if line.strip())

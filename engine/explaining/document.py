"""An explanation as a document: a table for each of its parts, which every format shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from engine import french
from engine.document import Block, Cell, Document, Heading, Paragraph, Section, Strong, Table, Text
from engine.explaining import wording
from engine.explaining.entries import Entry, parts
from engine.explaining.explanation import Explanation

_WIDTHS = (0.36, 0.64)


def document_of(told: Explanation) -> Document:
    """The tree. It is no contract: it carries no description, and has the neutral letterhead, without logos."""
    contract = told.assembled.document
    return replace(
        contract,
        title=wording.TITLE,
        sections=(Section(tuple(_blocks(told))),),
        letterhead=replace(contract.letterhead, title=wording.TITLE, authority_logo="", manager_logo=""),
        source="",
        table_of_contents=False,
        made_with=None,
    )


def _blocks(told: Explanation) -> Iterator[Block]:
    contract = told.assembled.document
    yield Paragraph((Text(wording.TITLE),), "title")
    if contract.letterhead.manager:
        yield Paragraph((Text(contract.letterhead.manager),), "subtitle")
    yield Paragraph((Text(wording.made_from(_file_name(told.name), contract)),), "subtitle")
    for rank, (title, entries) in enumerate(parts(told), start=1):
        yield Heading(1, (Text(title),), f"partie-{rank}")
        yield Table(_WIDTHS, (_head(title), *(_row(one, told) for one in entries)))


def _row(one: Entry, told: Explanation) -> tuple[Cell, ...]:
    what = [Paragraph((Strong((Text(_typeset(one.what, told)),)),))]
    if one.state:
        what.append(Paragraph((Text(one.state),)))
    why = tuple(Paragraph((Text(_typeset(line, told)),)) for line in one.lines)
    return Cell(tuple(what)), Cell(why)


def _typeset(words: str, told: Explanation) -> str:
    """Words of the document, which says the name of the file alone: its folder is of one machine."""
    return french.typography(words.replace(told.name, _file_name(told.name)))


def _file_name(name: str) -> str:
    """The name of a file, without its folders."""
    return PurePath(name).name


def _head(title: str) -> tuple[Cell, ...]:
    return tuple(Cell((Paragraph((Text(words),)),), header=True) for words in wording.HEADS[title])

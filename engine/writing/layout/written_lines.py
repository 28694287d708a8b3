"""The words of a document as a file of it says them, line by line: what was changed by hand is told against them.

They come in the order in which whoever reads the file meets them, set as they are there (no-break spaces); the table of
contents, which repeats them, is left out, and so is what has no letter and no digit.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple

from engine.by_identity import ByIdentity
from engine.carried import Kind, Line, Stretch, Words
from engine.document import (
    Block,
    Chart,
    Document,
    Fact,
    Figure,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    Missing,
    Paragraph,
    Reference,
    Signatures,
    Strong,
    Table,
    Text,
)
from engine.writing.layout.commented import Flat, printed_together
from engine.writing.layout.outline import headings
from engine.writing.layout.placing import Passage, outline_of, pages_of
from engine.writing.layout.signing import signing_rows
from engine.writing.layout.typeset import set_together, unbroken
from engine.writing.layout.words import opening_and_body, printable


class _Place(NamedTuple):
    """Where blocks stand: in a blank or not, under which clause."""

    blank: bool
    clause: str = ""
    kind: Kind = "paragraph"


class _Said(NamedTuple):
    """Lines, and the anchors of the headings that they refer to."""

    lines: Stretch
    reached: frozenset[str]


_Word = tuple[str, tuple[str, str, str, bool, bool]]
"""The text of words, and `Words.origin_and_look`: those that are one are put together before they are a record."""

_OF_DOCUMENTS: ByIdentity[tuple[Stretch, ...]] = ByIdentity(most=2)
"""Those of the documents that were written last: each is written in several formats, one after the other."""
_OF_BLOCKS: ByIdentity[_Said] = ByIdentity()
_OF_WORDS: ByIdentity[Line] = ByIdentity(1024)


def lines_of(document: Document) -> tuple[Line, ...]:
    """The lines of the body, without those of the header and footer, which are of the letterhead."""
    return tuple(chain.from_iterable(one.lines for one in stretches_of(document)))


def stretches_of(document: Document) -> tuple[Stretch, ...]:
    """The same, passage by passage, as contracts share them."""
    return _OF_DOCUMENTS.of(document, None, lambda: tuple(_by_passage(document)))


def _by_passage(document: Document) -> Iterator[Stretch]:
    """The lines of each of the passages, which contracts share."""
    (opening, _), blank = opening_and_body(document), document.blank
    known = {heading.anchor for heading in outline_of(document)}
    yield Stretch(line for block in opening for line in _reaching(_of_block(block, _Place(blank)).lines.lines, known))
    for pages in pages_of(document):
        for passage in pages.passages:
            lines, reached = passage.once("lines", partial(_of_passage, passage, blank))
            yield lines if reached <= known else Stretch(_reaching(lines.lines, known))


def _of_passage(passage: Passage, blank: bool) -> _Said:
    every = [_of_block(one.block, _Place(blank, one.clause)) for one in passage.placed]
    return _Said(Stretch(parts=[one.lines for one in every]), frozenset().union(*[one.reached for one in every]))


def lines_by_block(document: Document) -> Iterator[tuple[Block, tuple[Line, ...]]]:
    """The same, each block of the body with its lines."""
    opening, sections = opening_and_body(document)
    known = {heading.anchor for heading in headings(document.sections)}
    for block, clause in chain(((one, "") for one in opening), *(section.by_clause for section in sections)):
        yield block, _reaching(_of_block(block, _Place(document.blank, clause)).lines.lines, known)


def _of_block(block: Block, place: _Place) -> _Said:
    return _OF_BLOCKS.of(block, place, partial(_said, block, place))


def _reaching(lines: Iterable[Line], known: Container[str]) -> tuple[Line, ...]:
    """Lines whose references to other headings than those that are `known` are plain words."""
    return tuple(replace(line, words=merged(_reached(word, known) for word in line.words)) for line in lines)


def _reached(word: Words, known: Container[str]) -> Words:
    return replace(word, reference="") if word.reference and word.reference not in known else word


def _said(block: Block, place: _Place) -> _Said:
    lines = Stretch([line for line in _block(block, place) if says(line.text)])
    return _Said(lines, frozenset([word.reference for line in lines.lines for word in line.words if word.reference]))


def lines_in_cell(blocks: Iterable[Block], *, blank: bool = False) -> tuple[Line, ...]:
    """The lines of a cell, those too that have no letter."""
    return _reaching(_blocks(blocks, _in_cell(_Place(blank))), ())


def says(text: str) -> bool:
    """Whether a line has a letter or a digit: one that has none is nobody's words."""
    return any(map(str.isalnum, text))


def _blocks(blocks: Iterable[Block], place: _Place) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block, place)


def _block(block: Block, place: _Place) -> Iterator[Line]:
    match block:
        case Paragraph(content):
            yield _line(content, place)
        case Heading():
            yield _heading(block, place)
        case ListBlock(items):
            marked = place if place.kind == "cell" else place._replace(kind="item")
            for item in items:
                yield from _item(item, place, marked)
        case Table():
            yield from _table(block, place)
        case Chart(title=title):
            from engine.writing.layout.charts.alternative import alternative, has_figures  # noqa: PLC0415 - few contracts have a chart

            yield _line((Text(title),), place)
            if not has_figures(block):
                yield _line((Text(alternative(block)),), place)
        case Signatures():
            within = _in_cell(place)
            for row in signing_rows(block):
                yield from (_line((Strong(party.title),), within) for party in row)
                yield from (_line(party.name, within) for party in row)


def _in_cell(place: _Place) -> _Place:
    return place._replace(kind="cell")


def _heading(block: Heading, place: _Place) -> Line:
    number = block.number
    label = (number.prefix, number.value, number.suffix) if number else ()
    words = [word for text in label for word in _words((Text(text),), place)]
    kind: Kind = "cell" if place.kind == "cell" else "heading"
    return Line(_as_one((*words, *_words(block.content, place))), kind, place.clause)


def _item(item: tuple[Block, ...], place: _Place, marked: _Place) -> Iterator[Line]:
    """The first paragraph of an item is `marked`; what follows stands under it."""
    first, *others = item or (Paragraph(()),)
    if isinstance(first, Paragraph):
        yield _line(first.content, marked)
    else:
        others = [first, *others]
    yield from _blocks(others, place)


def _table(table: Table, place: _Place) -> Iterator[Line]:
    if table.caption:
        yield _line((Text(table.caption),), place)
    within = _in_cell(place)
    for row in table.rows:
        for cell in row:
            yield from _blocks(cell.blocks, within)


def _line(content: Sequence[Inline], place: _Place) -> Line:
    if len(content) == 1 and type(content[0]) is Text:  # most lines
        said = printable(unbroken(content[0].text))
        return Line((Words(said),) if said else (), place.kind, place.clause)
    return _OF_WORDS.of(content, place, partial(_line_of, content, place))


def _line_of(content: Sequence[Inline], place: _Place) -> Line:
    return Line(_as_one(_words(content, place)), place.kind, place.clause)


def merged(words: Iterable[Words]) -> tuple[Words, ...]:
    """Neighbours of one origin that look the same, as one."""
    return _as_one((word.text, word.origin_and_look) for word in words)


def _as_one(words: Iterable[_Word]) -> tuple[Words, ...]:
    runs = groupby(filter(itemgetter(0), words), itemgetter(1))
    return tuple([Words("".join([text for text, _ in run]), *origin_and_look) for origin_and_look, run in runs])


def _words(content: Iterable[Inline], place: _Place) -> Iterator[_Word]:
    for together in printed_together(content, place.blank):
        texts = ["\n" if isinstance(one.inline, LineBreak) else _text(one.inline) for one in together]
        for flat, pieces in zip(together, set_together(texts), strict=True):
            yield _word(flat, printable("".join([piece for piece, _ in pieces])))


def _text(inline: Inline) -> str:
    return inline.text if isinstance(inline, Text | Missing | Reference) else ""


def _word(flat: Flat, text: str) -> _Word:
    fact = figure = reference = ""
    match flat.inline:
        case LineBreak():
            return text, ("", "", "", False, False)
        case Fact(path=path) | Missing(path=path, place=True):
            fact = path
        case Figure(case=case):
            figure = case
        case Reference(anchor=anchor):
            reference = anchor
    return text, (fact, figure, reference, flat.bold, flat.italic)

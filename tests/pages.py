"""The pages of a PDF as their reader sees them: its lines of words, where they stand, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

import pypdfium2

from engine.document import Block, Document, Heading, ListBlock, PageBreak, Paragraph, Section, Signatures, Table
from engine.writing.layout.opening import LAST_ENTRIES
from engine.writing.layout.signing import signing_rows
from engine.writing.layout.words import heading_label, words_of

MILLIMETRE = 72 / 25.4
HEAD, FOOT = 20 * MILLIMETRE, 21 * MILLIMETRE
"""What the running header and footer take of a page."""

SIDE = 10 * MILLIMETRE
"""No word of ours stands nearer to the edge of the paper."""

EDGE = 8 * MILLIMETRE

SAME_LINE = 2.5
"""Words of a line may stand so much higher, such as « er », in points."""

MANY_TITLES = 6
"""A page that holds more titles is of a table of contents."""

FEW_LINES = 70.0
"""A page holds more than that of what fills the one before, in points: some five lines."""

FEW_ROWS = 4
"""A table that has no more is kept whole where it can be."""

HALF = 0.5
"""A title alone on a page that holds less than that is an annexe without words, not a title left behind."""


class Line(NamedTuple):
    """Words that stand on one line, and its box from the top left corner of the page, in points."""

    words: str
    left: float
    top: float
    right: float
    foot: float


class Sheet(NamedTuple):
    """A page: its size, the lines of its text, and those of its header and footer."""

    number: int
    width: float
    height: float
    lines: list[Line]
    margins: list[Line]


def sheets(content: bytes) -> list[Sheet]:
    """The pages of a PDF."""
    document = pypdfium2.PdfDocument(content)
    found = [_sheet(number, page) for number, page in enumerate(document, start=1)]
    document.close()
    return found


def _sheet(number: int, page: pypdfium2.PdfPage) -> Sheet:
    width, height = page.get_size()
    lines = list(_lines(page.get_textpage(), height))
    top = HEAD if number > 1 else 16 * MILLIMETRE
    margin = [line for line in lines if line.foot < top or line.top > height - FOOT]
    body = [line for line in lines if line not in margin]
    return Sheet(number, width, height, sorted(body, key=lambda line: (line.foot, line.left)), margin)


def _lines(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Line]:
    boxes = [text.get_rect(n) for n in range(text.count_rects())]
    for left, low, right, high in boxes:
        words = text.get_text_bounded(left - 0.5, low - 0.5, right + 0.5, high + 0.5).strip()
        if words:
            yield Line(" ".join(words.split()), left, height - high, right, height - low)


def letters(words: str) -> str:
    return re.sub(r"[\W_]", "", words)


def row_by_row(document: Document) -> Document:
    """A document whose signatures are words, in the order of a table: who signs, side by side, then the names."""
    sections = (
        Section(tuple(words for block in section.blocks for words in _rows(block)), section.landscape)
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))


def _rows(block: Block) -> Iterator[Block]:
    if not isinstance(block, Signatures):
        yield block
        return
    for row in signing_rows(block):
        yield from (Paragraph(party.title) for party in row)
        yield from (Paragraph(party.name) for party in row)


def headings(document: Document) -> set[str]:
    """The words of each heading, without spaces."""
    found = (block for section in document.sections for block in section.blocks if isinstance(block, Heading))
    return {letters(heading_label(one) + words_of(one.content, document.blank)) for one in found} - {""}


def faults(content: bytes, document: Document) -> list[str]:
    """What is wrong with the pages of a document, in the words of who would send them back."""
    pages = sheets(content)
    found = [*headings_at_the_foot(pages, document), *_beyond_the_paper(pages)]
    found += [*_signatures(pages, document), *_empty_pages(pages), *_few_lines(pages, document)]
    found += [*_few_rows(pages, document), *_few_entries(pages)]
    return found


def headings_at_the_foot(pages: list[Sheet], document: Document) -> Iterator[str]:
    """The titles that end a page, or that one line alone follows where more of it comes on the next."""
    known = headings(document)
    openings = [*_first_words(document), *known]  # after a title, nothing more comes of what stands above
    for page, following in pairwise(pages):
        if _is_contents(page, known) or _filled(page) < HALF:
            continue
        lines = _rows_of(page)
        for below in (0, 1) if not _opens(following, openings) else (0,):
            foot = ""
            for line in reversed(lines[-3 - below : len(lines) - below]):
                foot = letters(line) + foot
                if foot in known and not line.startswith("•"):
                    yield f"page {page.number} : un titre seul au pied de la page, « {line} »"


def _opens(page: Sheet, first: list[str]) -> bool:
    """Whether a page begins with one of these words: those of a section, of what a page break is asked for, of a title.

    Its number is not looked at: a PDF of LibreOffice may give it twice, as a field and as what the field holds.
    """
    said = _without_figures("".join(_rows_of(page)))
    return any(said.startswith(words) for words in map(_without_figures, first) if words)


def _without_figures(words: str) -> str:
    return re.sub(r"\d", "", letters(words))


def _rows_of(page: Sheet) -> list[str]:
    """The words of a page, those that stand on one line together."""
    rows: list[list[Line]] = []
    for line in page.lines:
        if rows and abs(rows[-1][0].foot - line.foot) < SAME_LINE:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [" ".join(line.words for line in sorted(row, key=lambda one: one.left)) for row in rows]


def _filled(page: Sheet) -> float:
    """How much of the height of a page its lines fill."""
    return (page.lines[-1].foot - HEAD) / (page.height - HEAD - FOOT) if page.lines else 0.0


def _is_contents(page: Sheet, known: set[str]) -> bool:
    """Whether a page holds titles above all: a table of contents."""
    said = letters("".join(line.words for line in page.lines))
    return sum(title in said for title in known) > MANY_TITLES


def _beyond_the_paper(pages: list[Sheet]) -> Iterator[str]:
    for page in pages:
        for line in (*page.lines, *page.margins):
            if line.left < SIDE or line.right > page.width - SIDE or line.top < EDGE or line.foot > page.height - EDGE:
                yield f"page {page.number} : des mots dans la marge, « {line.words[:60]} »"
        for line, over in overprinted(page.lines):
            yield f"page {page.number} : « {line.words[:40]} » sur « {over.words[:40]} »"


def overprinted(lines: Iterable[Line]) -> Iterator[tuple[Line, Line]]:
    """The lines that stand over another, looked for among those that begin above its foot: dots are a line each."""
    down = sorted(lines, key=lambda line: line.top)
    for rank, line in enumerate(down, start=1):
        near = takewhile(lambda other: other.top < line.foot, islice(down, rank, None))  # noqa: B023 - used at once
        yield from ((line, other) for other in near if other != line and _overprints(line, other))


def _overprints(one: Line, other: Line) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.foot, other.foot) - max(one.top, other.top)
    return across > 3 and down > 0.55 * min(one.foot - one.top, other.foot - other.top)


def _signatures(pages: list[Sheet], document: Document) -> Iterator[str]:
    for parties in _parties(block for section in document.sections for block in section.blocks):
        title = letters(words_of(parties.parties[-1].title, document.blank))[:18] if parties.parties else ""
        for page in pages:
            said = letters("".join(line.words for line in page.lines))
            place = said.rfind("Fait")
            if title and 0 <= place < 40 and title in said[place:]:
                yield f"page {page.number} : les signatures y sont sans rien du contrat"


def _parties(blocks: Iterable[Block]) -> Iterator[Signatures]:
    for block in blocks:
        if isinstance(block, Signatures):
            yield block
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _parties(item)


def _few_lines(pages: list[Sheet], document: Document) -> Iterator[str]:
    """The pages that hold a few lines of what fills the page before, rather than an annexe of as many."""
    first = _first_words(document)
    for before, page in pairwise(pages):
        if page.lines and not _opens(page, first) and _filled(before) > HALF:
            high = page.lines[-1].foot - page.lines[0].top
            if high < FEW_LINES:
                yield f"page {page.number} : quelques lignes seules, « {page.lines[0].words[:60]} »"


def _first_words(document: Document) -> list[str]:
    """The first words of each section, and those that follow a page break."""
    found: list[str] = []
    for section in document.sections:
        for before, block in pairwise([PageBreak(), *section.blocks]):
            if isinstance(before, PageBreak) and isinstance(block, Heading | Paragraph):
                label = heading_label(block) if isinstance(block, Heading) else ""
                found.append(letters(label + words_of(block.content, document.blank)))
    return [words for words in found if words]


def _few_rows(pages: list[Sheet], document: Document) -> Iterator[str]:
    """The tables of which one row alone stands on a page, as far as rows of one line tell."""
    said = [letters("".join(_rows_of(page))) for page in pages]
    for table in (block for section in document.sections for block in section.blocks if isinstance(block, Table)):
        body = table.rows[table.header_rows :]
        if len(body) > FEW_ROWS and all(cell.rowspan == 1 for row in table.rows for cell in row):
            words = [letters(" ".join(_cell_words(cell.blocks, document.blank) for cell in row)) for row in body]
            for end, row, following in (("premier", words[0], words[1]), ("dernier", words[-1], words[-2])):
                places, others = ([n for n, page in enumerate(said) if one in page] for one in (row, following))
                if row and following and len(places) == len(others) == 1 and places != others:
                    yield f"page {places[0] + 1} : le {end} rang d’un tableau y est seul, « {row[:60]} »"


def _cell_words(blocks: Iterable[Block], blank: bool) -> str:
    return " ".join(words_of(block.content, blank) for block in blocks if isinstance(block, Paragraph))


def _few_entries(pages: list[Sheet]) -> Iterator[str]:
    for page in pages[1:]:
        entries = sum("....." in line.words for line in page.lines)
        if 0 < entries < LAST_ENTRIES:
            yield f"page {page.number} : {entries} lignes du sommaire y sont seules"


def _empty_pages(pages: list[Sheet]) -> Iterator[str]:
    for page in pages:
        if not page.lines:
            yield f"page {page.number} : rien d’imprimé"

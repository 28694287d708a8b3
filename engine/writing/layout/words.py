"""The settled words of the tree, the same in every format, and where the cells of its tables stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from engine.by_identity import ByIdentity
from engine.document import (
    Cell,
    Document,
    Emphasis,
    Fact,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Missing,
    Note,
    Paragraph,
    Reference,
    Section,
    Strong,
    Table,
    Text,
)
from models.regexes import regex

NOT_XML = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no XML 1.0 document may hold, even escaped (XML 1.0, § 2.2), and so neither a DOCX nor a PDF's metadata."""
_UNUSUAL = regex("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""The same, and old ends of lines: most texts hold none of it, which one search tells."""


def opening_and_body(document: Document) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    """Split the contract into the title and subtitles that open it, and its sections without them.

    Where the tree does not open with a paragraph of style « title », the document's own title is put first, so that
    every output begins with its title, once; a letter has none.
    """
    return _PARTED.of(document, None, lambda: _opening_and_body(document))


_PARTED: ByIdentity[tuple[tuple[Paragraph, ...], tuple[Section, ...]]] = ByIdentity(most=2)
"""The documents that were written last: what is read of one is read several times."""


def _opening_and_body(document: Document) -> tuple[tuple[Paragraph, ...], tuple[Section, ...]]:
    first, *others = document.sections or (Section(()),)
    opening = tuple(
        block
        for block in takewhile(lambda b: isinstance(b, Paragraph) and b.style in ("title", "subtitle"), first.blocks)
        if isinstance(block, Paragraph)
    )
    rest = Section(first.blocks[len(opening) :], first.landscape, first.clauses[len(opening) :])
    if document.titled and all(paragraph.style != "title" for paragraph in opening):
        opening = (Paragraph((Text(document.title),), "title"), *opening)
    return opening, tuple(section for section in (rest, *others) if section.blocks)


def heading_label(heading: Heading) -> str:
    """Spell the settled number of a heading as it is printed before its words: « Article 3 bis : »."""
    number = heading.number
    return f"{number.prefix}{number.value}{number.suffix}" if number else ""


def printed(content: Iterable[Inline], blank: bool) -> tuple[Inline, ...]:
    """Settle what is printed: a blank shows the notes of the form in brackets, any other contract shows none.

    A fact and a figure are one with the words that they touch: no edge between them changes how they are set.
    """
    shown: list[Inline] = []
    last: Inline | None = None
    for inline in content:
        if isinstance(inline, Note):
            last = None
            if not (blank and inline.from_model):
                continue
            following: Inline = Note(f"[{inline.text}]")
        elif isinstance(inline, _SET_OFF):
            following = type(inline)(printed(inline.content, blank))
        else:
            following = inline
        if shown and _note_touches_words(shown[-1], following):
            shown.append(Text(" "))
            last = None
        before = shown[-1] if shown else None
        if last and are_one(last, following) and isinstance(before, Text) and isinstance(following, Text):
            shown[-1] = Text(before.text + following.text)
        else:
            shown.append(following)
        last = following
    return tuple(shown)


_SET_OFF: Final = (Strong, Emphasis)
_OF_A_VALUE: Final = (Fact, Figure)
"""A union of kinds is made anew each time that it is asked for."""


def are_one(before: Inline, after: Inline) -> bool:
    """Whether two neighbours are one text, of which a fact or a figure says where it comes from."""
    return (
        isinstance(after, Text)
        and isinstance(before, Text)
        and (isinstance(before, _OF_A_VALUE) or isinstance(after, _OF_A_VALUE))
    )


def _note_touches_words(before: Inline, after: Inline) -> bool:
    """Whether a note, always bracketed, wants a space from the word that it follows or precedes."""
    if isinstance(after, Note):
        return not plain((before,))[-1:].isspace()
    if not isinstance(before, Note):
        return False
    first = plain((after,))[:1]
    return first.isalnum() or first in "([«"


def plain(content: Iterable[Inline]) -> str:
    """Join the characters of inlines that `printed` has settled, a line break being a new line."""
    return "".join([_plain_inline(inline) for inline in content])


def printable(text: str) -> str:
    """Keep the characters as they are, but for what no XML can hold (« � », never nothing) and old ends of lines."""
    if not _UNUSUAL.search(text):
        return text
    return NOT_XML.sub("�", text.replace("\r\n", "\n").replace("\r", "\n"))


def _plain_inline(inline: Inline) -> str:
    match inline:
        case LineBreak():
            return "\n"
        case Strong(content) | Emphasis(content):
            return plain(content)
        case Text(text) | Reference(text=text) | Missing(text=text) | Note(text=text):
            return printable(text)


def words_of(content: Sequence[Inline], blank: bool) -> str:
    """Join the characters that are printed of inlines."""
    if len(content) == 1 and isinstance(content[0], Text):
        return printable(content[0].text)
    return _WORDS.of(content, blank, lambda: plain(printed(content, blank)))


_WORDS: ByIdentity[str] = ByIdentity()


def grid(table: Table) -> Iterator[tuple[Cell | None, ...]]:
    """Place the cells of each row on the columns; a position that a merged cell covers holds None."""
    covered: set[tuple[int, int]] = set()
    for y, row in enumerate(table.rows):
        cells = iter(row)
        placed: list[Cell | None] = []
        for x in range(len(table.widths)):
            cell = None if (x, y) in covered else next(cells, None)
            placed.append(cell)
            if cell and (cell.colspan > 1 or cell.rowspan > 1):
                covered |= {(x + i, y + j) for i in range(cell.colspan) for j in range(cell.rowspan)}
        yield tuple(placed)

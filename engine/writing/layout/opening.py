"""The first page: the room that the names of the parties take above the title, and how close the table of contents is.

Both engines draw what is settled here, in points: neither can ask of the other how high a name or a list comes out.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine.document import Document, Heading, Letterhead
from engine.writing.layout.letters import lines_taken, shortened
from engine.writing.layout.stationery import Stationery
from engine.writing.layout.words import heading_label, opening_and_body, words_of
from models.records import dataclass

MILLIMETRE = 72 / 25.4

PAGE_HEIGHT, FOOT = 297 * MILLIMETRE, 22 * MILLIMETRE
TEXT_WIDTH = 166 * MILLIMETRE

HEAD_TOP, TITLE_TOP, BELOW_HEAD = 16 * MILLIMETRE, 58 * MILLIMETRE, 10 * MILLIMETRE
"""Where the names begin, where the title does under short ones, and the least that lies between the two."""

PARTY_SHARE = 0.48
NAME_LETTERS, SMALL_NAME_LETTERS = 12.0, 9.5
"""The letters of names, and those of names of many lines."""

NAME_LINE = 1.42
FEW_LINES, MOST_LINES = 5, 14

LOGO_HEIGHT = 26 * MILLIMETRE

RUNNING_LETTERS, RUNNING_LINES = 8.5, 2
"""The header and the footer of the other pages: they hold so many lines."""

PARTIES_SHARE = 0.8

PLAIN_ENTRY, CLOSE_ENTRY = (10.5, 1.42, 4.5), (9.5, 1.25, 2.0)
"""An entry of the table of contents, plain or close: its letters, the height of its lines in ems, what lies between."""

ENTRY_INDENT, PAGE_NUMBER = 17.0, 30.0

MARGIN_OF_ERROR = 3.0

LAST_ENTRIES = 8
"""A table of contents that runs over has as many entries at least on its last page, about a fifth of its height."""


@dataclass(frozen=True, slots=True)
class Head:
    """The names on the two sides of the first page, the size of their letters, and where they end, in points.

    A logo stands for the first name of its side.
    """

    names: tuple[tuple[str, ...], tuple[str, ...]]
    letters: float
    foot: float


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Where the title begins on the first page, in points, and whether the table of contents is set closer."""

    title_top: float
    close: bool = False


@dataclass(frozen=True, slots=True)
class _Room:
    """The first page: the highest place of its title, the usual one, where the text ends, and how wide it is."""

    highest: float
    title_top: float
    foot: float
    width: float


def head(letterhead: Letterhead) -> Head:
    """Settle the head of the first page, which grows with the names; one without an end is cut."""
    sides: tuple[tuple[str, ...], tuple[str, ...]] = (
        letterhead.authorities or (letterhead.authority_place,),
        (letterhead.manager or letterhead.manager_place,),
    )
    logos = letterhead.authority_logo, letterhead.manager_logo
    size = NAME_LETTERS
    if max(map(_lines, sides)) > FEW_LINES:
        size = SMALL_NAME_LETTERS
        sides = (_cut(sides[0]), _cut(sides[1]))
    heights = (
        (LOGO_HEIGHT if logo else 0) + _lines(side[1:] if logo else side, size) * size * NAME_LINE
        for logo, side in zip(logos, sides, strict=True)
    )
    return Head((sides[0], sides[1]), size, HEAD_TOP + max(heights))


def _lines(names: tuple[str, ...], size: float = NAME_LETTERS) -> int:
    return sum(lines_taken(name, TEXT_WIDTH * PARTY_SHARE * 0.97, size, bold=True) for name in names)


def _cut(names: tuple[str, ...]) -> tuple[str, ...]:
    most = max(MOST_LINES // len(names), 1)
    return tuple(shortened(name, TEXT_WIDTH * PARTY_SHARE * 0.9, SMALL_NAME_LETTERS, most) for name in names)


def running_title(letterhead: Letterhead) -> str:
    """The words of the header of the other pages."""
    return shortened(letterhead.title, TEXT_WIDTH * 0.97, RUNNING_LETTERS, RUNNING_LINES)


def running_parties(letterhead: Letterhead) -> str:
    """The words of the footer: the parties, or as much of them as it holds."""
    return shortened(
        " \u2014 ".join(letterhead.parties), TEXT_WIDTH * PARTIES_SHARE * 0.97, RUNNING_LETTERS, RUNNING_LINES
    )


def first_page(document: Document, listed: Sequence[Heading], stationery: Stationery | None = None) -> FirstPage:
    """Settle the first page, so that the table of contents of these headings does not run over to the next.

    One that would is set closer, and then the title higher; where it runs over even so, it is set as usual.
    """
    room = _on_paper(stationery) if stationery else _on_plain_paper(document)
    if not document.table_of_contents:
        return FirstPage(room.title_top)
    left = room.foot - _title_height(document, room.width) - MARGIN_OF_ERROR
    plain, close = (left - _contents_height(listed, room.width, *entry) for entry in (PLAIN_ENTRY, CLOSE_ENTRY))
    if plain >= room.title_top or close < room.highest:
        return FirstPage(room.title_top)
    return FirstPage(min(room.title_top, close), close=True)


def _on_plain_paper(document: Document) -> _Room:
    highest = head(document.letterhead).foot + BELOW_HEAD
    return _Room(highest, max(TITLE_TOP, highest), PAGE_HEIGHT - FOOT, TEXT_WIDTH)


def _on_paper(stationery: Stationery) -> _Room:
    top, sides = stationery.top(first=True), stationery.margins[1] + stationery.margins[3]
    return _Room(top, top, stationery.height - stationery.bottom, stationery.width - sides)


def _title_height(document: Document, width: float) -> float:
    """How high the title, the subtitles and the words « Sommaire » come out."""
    (title, *subtitles), _ = opening_and_body(document)
    words = [words_of(one.content, document.blank) for one in (title, *subtitles)]
    height = 12 + 22 + 13.5 * 1.42 + 8 + 18 * 1.3 * lines_taken(words[0], width, 18, bold=True)
    return height + sum(14 + 12 * 1.42 * lines_taken(one, width, 12) for one in words[1:])


def _contents_height(listed: Sequence[Heading], width: float, size: float, line: float, between: float) -> float:
    lines = sum(_entry_lines(heading, width, size) for heading in listed)
    return lines * size * line + len(listed) * between


def _entry_lines(heading: Heading, width: float, size: float) -> int:
    room = width - PAGE_NUMBER - (ENTRY_INDENT if heading.level > 1 else 0)
    return lines_taken(heading_label(heading) + words_of(heading.content, blank=False), room, size)

"""The first page: the room that the names of the parties take above the title, and how close the table of contents is.

Both engines draw what is settled here, in points: neither can ask of the other how high a name or a list comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.document import Document, Heading, Letterhead
from engine.writing.layout.letters import lines_taken, shortened
from engine.writing.text import heading_label, opening_and_body, words_of

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


@dataclass(frozen=True, slots=True)
class Head:
    """The first page: the names on its two sides, the size of their letters, and where the title begins, in points.

    A logo stands for the first name of its side.
    """

    names: tuple[tuple[str, ...], tuple[str, ...]]
    letters: float
    title_top: float


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
    return Head((sides[0], sides[1]), size, max(TITLE_TOP, HEAD_TOP + max(heights) + BELOW_HEAD))


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


def close_contents(document: Document, listed: Sequence[Heading]) -> bool:
    """Whether the table of contents is set closer: it then fits on the first page, and would not otherwise.

    One that would run over to the next page even so is set as usual.
    """
    (title, *subtitles), _ = opening_and_body(document)
    above = head(document.letterhead).title_top + 12 + 22 + 13.5 * 1.42 + 8
    above += 18 * 1.3 * lines_taken(words_of(title.content, document.blank), TEXT_WIDTH, 18, bold=True)
    above += sum(
        14 + 12 * 1.42 * lines_taken(words_of(one.content, document.blank), TEXT_WIDTH, 12) for one in subtitles
    )
    room = PAGE_HEIGHT - FOOT - above
    return _contents_height(listed, *PLAIN_ENTRY) > room >= _contents_height(listed, *CLOSE_ENTRY)


def _contents_height(listed: Sequence[Heading], size: float, line: float, between: float) -> float:
    lines = sum(_entry_lines(heading, size) for heading in listed)
    return lines * size * line + len(listed) * between


def _entry_lines(heading: Heading, size: float) -> int:
    width = TEXT_WIDTH - PAGE_NUMBER - (ENTRY_INDENT if heading.level > 1 else 0)
    return lines_taken(heading_label(heading) + words_of(heading.content, blank=False), width, size)

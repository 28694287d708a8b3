"""The pages of the headings of a DOCX, told without a layout: its pieces are put on pages one after the other.

Word makes these numbers right when it prints; until then they are what the table of contents says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Final, NamedTuple

from engine.by_identity import ByIdentity
from engine.document import Document, Heading
from engine.writing.docx.contents import TITLE
from engine.writing.docx.heights import heading_words, shapes, words_pieces
from engine.writing.docx.looks import (
    HEAD_FOOT,
    HEAD_LETTERS,
    HEAD_LINE,
    HEAD_ROOM,
    HEIGHT,
    LANDSCAPE_HEIGHT,
    LANDSCAPE_WIDTH,
    LOOKS,
    WIDTH,
)
from engine.writing.docx.pieces import Group, Piece, Shape, groups, runs_of
from engine.writing.layout.letters import lines_taken
from engine.writing.layout.outline import SUMMARY_LEVELS
from engine.writing.layout.placing import Pages, Passage, outline_of, pages_of, placed
from engine.writing.layout.words import opening_and_body

CONTENTS_INDENT: Final = 17.0
NUMBER: Final = 20.0
"""What the number of a page takes at the end of an entry."""


class _Part(NamedTuple):
    """What is put on pages one after the other, passage by passage; it begins a page of its `height`, 0 for none."""

    height: float
    passages: tuple[tuple[Group, ...], ...]


def pages_told(document: Document) -> Mapping[str, int]:
    """The page of each heading of the contents, by its anchor, near enough.

    Contracts whose words take as many lines have the same pages.
    """
    first, parts = max(HEIGHT - _header_excess(document), HEIGHT / 4), tuple(_parts(document))
    passages = [one for part in parts for one in part.passages]
    how = (first, tuple([(part.height, len(part.passages)) for part in parts]))
    return _TOLD.of_all(passages, how, partial(_told, first, parts))


_TOLD: ByIdentity[Mapping[str, int]] = ByIdentity(256)


def _told(first: float, parts: Iterable[_Part]) -> Mapping[str, int]:
    sheet = _Sheet(first)
    for part in parts:
        if part.height:
            sheet.turn(part.height)
        _fill(sheet, chain.from_iterable(part.passages))
    return sheet.found


def _parts(document: Document) -> Iterator[_Part]:
    (opening, _), blank = opening_and_body(document), document.blank
    yield _Part(0, (groups(tuple(shapes(placed(opening, blank), WIDTH, blank=blank))),))
    listed: list[Heading] = []
    if document.table_of_contents:
        listed = [heading for heading in outline_of(document) if heading.level <= SUMMARY_LEVELS]
        yield _Part(0, (_CONTENTS.of_all(listed, blank, lambda: groups(tuple(_contents(listed, blank)))),))
    first, *others = pages_of(document)
    yield _Part(HEIGHT if listed else 0, _groups_of(first, blank))
    for pages in others:
        yield _Part(LANDSCAPE_HEIGHT if pages.landscape else HEIGHT, _groups_of(pages, blank))


class _Sheet:
    """The page that is being filled, how much of it is taken, and the pages that were `found`, by their anchors."""

    def __init__(self, height: float) -> None:
        self.page = 1
        self.height = height
        self.later = HEIGHT
        self.taken = self.below = 0.0
        self.opens = True
        self.found: dict[str, int] = {}

    def turn(self, height: float) -> None:
        """Go on with the next page, that high."""
        self.page += 1
        self.height = self.later = height
        self.taken = self.below = 0.0
        self.opens = True

    def put(self, group: Group) -> None:
        """Put runs that stay together on this page, or else on the next."""
        if group.runs:
            taken = self.taken + self._gap(group.runs[0].above) + group.height
            if taken > self.height:
                self._put_over(group)
            else:
                self.taken, self.below = taken, group.runs[-1].below
                for _, anchor in group.anchors:
                    self.found.setdefault(anchor, self.page)
        if group.turns:
            self.turn(self.later)

    def _put_over(self, group: Group) -> None:
        """Put runs that go beyond this page."""
        if self.taken:
            self._turn_before(group.runs[0].pieces[0])
        pages = [first for first, *_ in (map(self._put_piece, run.pieces) for run in group.runs)]
        for at, anchor in group.anchors:
            self.found.setdefault(anchor, pages[at])

    def _put_piece(self, piece: Piece) -> int:
        if self.taken and self.taken + self._gap(piece.above) + piece.height > self.height:
            self._turn_before(piece)
        page = self.page
        self.taken += self._gap(piece.above) + piece.height
        while self.taken > self.height:  # a row that is higher than a page
            self.taken -= self.height
            self.page += 1
        self.below = piece.below
        return page

    def _gap(self, above: float) -> float:
        """What lies above a piece: the larger of two spaces, and none where a page is full and the next one begins."""
        return max(self.below, above) if self.taken or self.opens else 0.0

    def _turn_before(self, piece: Piece) -> None:
        self.turn(self.later)
        self.taken = piece.again
        self.opens = False


def _groups_of(pages: Pages, blank: bool) -> tuple[tuple[Group, ...], ...]:
    """The groups of a section, passage by passage, those of one that contracts share made once."""
    width = LANDSCAPE_WIDTH if pages.landscape else WIDTH
    return tuple([one.once(width, partial(_groups_once, one, width, blank)) for one in pages.passages])


def _groups_once(passage: Passage, width: float, blank: bool) -> tuple[Group, ...]:
    return groups(tuple(shapes(passage.placed, width, blank=blank)))


_CONTENTS: ByIdentity[tuple[Group, ...]] = ByIdentity(64)


def _fill(sheet: _Sheet, groups: Iterable[Group]) -> None:
    """Put groups on pages, each with those that were open before it."""
    held: Group | None = None
    for group in groups:
        together = group.after(held) if held else group
        held = together if together.open else None
        if not held:
            sheet.put(together)
    if held:
        sheet.put(held)


def _contents(listed: Sequence[Heading], blank: bool) -> Iterator[Shape]:
    """The table of contents: its title, and its entries one by one."""
    if not listed:
        return
    yield Shape(runs_of(words_pieces(TITLE, LOOKS["contents title"], WIDTH, bound=True)))
    for heading in listed:
        level = max(heading.level, 1)
        room = WIDTH - NUMBER - CONTENTS_INDENT * (level - 1)
        yield Shape(runs_of(words_pieces(heading_words(heading, blank), LOOKS[f"contents {level}"], room)))


def _header_excess(document: Document) -> float:
    """How far down the names of the parties push the text of the first page."""
    names = (document.letterhead.authority, document.letterhead.manager)
    lines = max(lines_taken(name, WIDTH / 2, HEAD_LETTERS, bold=True) for name in names)
    return max(lines * HEAD_LINE + HEAD_FOOT - HEAD_ROOM, 0.0)

"""Blocks placed for a format that is typeset by whoever opens it: what each stays with, passage by passage.

Contracts share most of their passages, which are the same objects from one to the next: what is made of one is kept
with it, and found again at once, where to look for each of its blocks would take three times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import Any, Final, NamedTuple, TypeVar

from engine.by_identity import ByIdentity
from engine.document import Block, Document, Heading, Note, Paragraph, Section
from engine.writing.layout.commented import gathered, with_notes_gathered
from engine.writing.layout.keeping import Kept, bound_at_ends, kept, kept_but_for_ends
from engine.writing.layout.outline import headings_of
from engine.writing.layout.words import opening_and_body

FEWEST: Final = 5
"""The blocks of a passage, at least: a longer one is found at once, a shorter one is more often the same."""


class Placed(NamedTuple):
    """A block in a format that knows of no sheets.

    The blocks of a sheet are `whole`, and all but its last stay with the next.
    """

    block: Block
    with_next: bool
    whole: bool
    clause: str = ""


_MOST_MADE: Final = 6
"""What is kept of a passage: its lines, and for two letterheads or three its text and its heights, 10 kB each."""
_Made = TypeVar("_Made")


class Passage:
    """Blocks that follow one another, and their headings; the last one ends a section, or stands above a heading.

    What is made of it is kept with it, and dropped with it.
    """

    __slots__ = ("_made", "headings", "placed")

    def __init__(self, placed: tuple[Placed, ...]) -> None:
        self.placed = placed
        self.headings = tuple(headings_of(one.block for one in placed))
        self._made: dict[Hashable, Any] = {}

    def once(self, what: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` gives of it, by all that this depends on, a blank apart: a passage is of one, or of none."""
        made = self._made.get(what)
        if made is None:
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            made = self._made[what] = make()
        found: _Made = made
        return found


def placed(blocks: Sequence[Block], blank: bool) -> tuple[Placed, ...]:
    """The same as `kept`, where a format knows of no sheets and prints the notes as comments on words."""
    if not blocks:  # below the first words of most items
        return ()
    if (
        len(blocks) == 1
        and isinstance(blocks[0], Paragraph)
        and not any(isinstance(one, Note) for one in blocks[0].content)
    ):
        return (Placed(blocks[0], blocks[0].keep_with_next, False),)  # most cells
    return _placed(kept(with_notes_gathered(blocks, blank), blank=blank))


class Pages(NamedTuple):
    """A section, passage by passage, each block with the clause that made it."""

    landscape: bool
    passages: tuple[Passage, ...]


def pages_of(document: Document) -> tuple[Pages, ...]:
    """The sections of a document below its title, of which there is one at least."""
    return _OF_DOCUMENTS.of(document, None, partial(_pages_of, document))


_OF_DOCUMENTS: ByIdentity[tuple[Pages, ...]] = ByIdentity(most=2)
"""The documents that were written last: their lines and their pages are told, and they are written, of the same."""


def _pages_of(document: Document) -> tuple[Pages, ...]:
    _, sections = opening_and_body(document)
    return tuple([_pages(one, document.blank) for one in sections or (Section(()),)])


def _pages(section: Section, blank: bool) -> Pages:
    return _SECTIONS.of(section, blank, lambda: Pages(section.landscape, tuple(_passages(section, blank))))


_SECTIONS: ByIdentity[Pages] = ByIdentity(512)
"""A contract of a run has some nine, of which three are its own: the others are those of the last one of its kind."""


def outline_of(document: Document) -> tuple[Heading, ...]:
    """The headings of a document, in order, those of lists and tables included."""
    return tuple(chain.from_iterable(one.headings for pages in pages_of(document) for one in pages.passages))


def _passages(section: Section, blank: bool) -> Iterator[Passage]:
    blocks, clauses = gathered(section.blocks, section.clauses, blank)
    bound = bound_at_ends(blocks, clauses, blank)
    for start, end in pairwise(cuts(blocks)):
        if start < end:
            within, of = blocks[start:end], tuple(clauses[start:end])
            how = (of, tuple([at - start for at in range(start, end) if at in bound]), end < len(blocks), blank)
            yield _PASSAGES.of_all(within, how, partial(_passage, within, *how))


_PASSAGES: ByIdentity[Passage] = ByIdentity(512)
"""The sections that are a contract's own have some nineteen, of which three or four are its own too."""


def _passage(
    blocks: list[Block], clauses: tuple[str, ...], bound: tuple[int, ...], followed: bool, blank: bool
) -> Passage:
    """Place blocks, those at `bound` positions among what stays with the next; whether they are `followed`."""
    following = (Heading(1, (), ""),) * followed
    return Passage(_placed(kept_but_for_ends((*blocks, *following), (*clauses, ""), bound, blank)[: len(blocks)]))


def cuts(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Where the passages of a section begin, and where the last one ends: each begins with a heading, below no other.

    Neither a sheet nor what announces another block goes beyond its passage, but for the heading that follows.
    """
    kinds = [*map(type, blocks)]
    found = [0]
    for at in [at for at, kind in enumerate(kinds) if kind is Heading and kinds[at - 1] is not Heading]:
        if at - found[-1] >= FEWEST:
            found.append(at)
    return (*found, len(blocks))


def _placed(found: Sequence[Kept]) -> tuple[Placed, ...]:
    sheets = [*(one.sheet for one in found), 0]
    return tuple(
        Placed(one.block, one.with_next or 0 < one.sheet == sheets[at + 1], one.sheet > 0, one.clause)
        for at, one in enumerate(found)
    )

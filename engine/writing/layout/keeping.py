"""What stays on the page of what follows it, whoever lays the page out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from engine.by_identity import ByIdentity
from engine.document import (
    Block,
    Chart,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Signatures,
    Strong,
    Table,
)
from engine.writing.layout.lines import lines_of
from engine.writing.layout.words import words_of

WORDS_WITH_SIGNATURES = 240
"""How many characters of the contract stand at least above its signatures: about two lines, and the place and date."""

FEWEST_WITH_SIGNATURES = 2
"""How many blocks do: the place and date, and the last of the last article."""

SHORT_LIST, LAST_ITEMS = 6, 2
"""A list of more items, or of more lines, is cut before the signatures: its last items alone stay with them."""


FEWEST_AT_THE_END = 5
"""How many lines of the last blocks of a section share a page."""

SHEET_COLUMNS, SHEET_ROWS = 2, 4
"""A table of labels and answers, such as that of an action: so many columns, and so many rows at least."""

WORDS_OF_SHEET = 5
"""How many blocks of words may open a sheet."""

TEXT_LETTERS, CELL_LETTERS = 92, 104
"""How many characters fit across an upright page, in the text and in a table."""

TEXT_LINE, CELL_LINE, BETWEEN, CELL_EDGES, TABLE_EDGES = 14.9, 12.6, 8.0, 7.8, 15.0
"""What a line takes in the text and in a cell, and what lies around paragraphs, cells and tables, in points."""

ROOM = 640.0
"""What a sheet may take, in points, and be kept whole: nine tenths of an upright page."""


class Kept(NamedTuple):
    """A block, whether it stays on the page where the next one begins, its sheet (0: none), the clause that made it.

    The blocks of a sheet fit on one page, and stand on one.
    """

    block: Block
    with_next: bool = False
    sheet: int = 0
    clause: str = ""


def kept(blocks: Iterable[Block], *, blank: bool, section: bool = False, clauses: Sequence[str] = ()) -> list[Kept]:
    """Keep headings, and the words that announce a list, a table, a chart or signatures, with what they announce.

    Signatures take more of what stands above them: nobody should sign a page that says nothing. The end of a `section`
    does too, lest a page holds a line or two. `clauses` are those of the blocks.
    """
    found = list(blocks)
    of = list(clauses) or [""] * len(found)
    bound = bound_at_ends(found, of, blank) if section else bound_above_signatures(found, of, blank)
    return kept_but_for_ends(found, of, bound, blank)


def bound_at_ends(blocks: list[Block], clauses: list[str], blank: bool) -> set[int]:
    """The positions of the blocks of a section that stay with the next for its signatures and its ends.

    A list above signatures may be cut in two, in `blocks` and in `clauses`.
    """
    return bound_above_signatures(blocks, clauses, blank).union(_above_ends(blocks, blank))


def bound_above_signatures(blocks: list[Block], clauses: list[str], blank: bool) -> set[int]:
    """The same without the ends."""
    bound: set[int] = set()
    if Signatures not in map(type, blocks):  # most sections
        return bound
    added = 0
    for position in [at for at, block in enumerate(blocks) if type(block) is Signatures]:
        added += _cut_above(blocks, clauses, position + added, blank)
        bound.update(_above_signatures(blocks, position + added, blank))
    return bound


def kept_but_for_ends(
    blocks: Sequence[Block], clauses: Sequence[str], bound: Container[int], blank: bool
) -> list[Kept]:
    """Keep blocks, those at `bound` positions among them."""
    sheets = _sheets(blocks, blank)
    return [
        Kept(block, number in bound or _announces(blocks, number, blank), sheets.get(number, 0), clauses[number])
        for number, block in enumerate(blocks)
    ]


def _sheets(blocks: Sequence[Block], blank: bool) -> dict[int, int]:
    """Number the sheets by the positions of their blocks: tables of labels and answers, with the words that open them.

    Tables that touch are parts of one sheet.
    """
    found: dict[int, int] = {}
    end, number = 0, 0
    for start, block in enumerate(blocks):
        if start < end or not isinstance(block, Table):
            continue
        end = start
        while end < len(blocks) and isinstance(blocks[end], Table):
            end += 1
        if len(block.widths) == SHEET_COLUMNS and (end - start > 1 or len(block.rows) >= SHEET_ROWS):
            first = _opening(blocks, start, found)
            # A sheet that is too high for a page is cut, but not before its first table.
            for last in (end, start + 1):
                if sum(_HEIGHTS.of(one, blank, partial(_height, one, blank)) for one in blocks[first:last]) <= ROOM:
                    number += 1
                    found |= dict.fromkeys(range(first, last), number)
                    break
    return found


def _opening(blocks: Sequence[Block], table: int, taken: dict[int, int]) -> int:
    """Where a sheet begins: at the headings above its words, or at its first table where they have none."""
    first = table
    while table - first < WORDS_OF_SHEET and first > 0 and isinstance(blocks[first - 1], Paragraph):
        first -= 1
    if first == 0 or not isinstance(blocks[first - 1], Heading) or first - 1 in taken:
        return table
    while first > 0 and isinstance(blocks[first - 1], Heading):
        first -= 1
    return first


_HEIGHTS: ByIdentity[float] = ByIdentity()


def _height(block: Block, blank: bool) -> float:
    """About how high a block comes out, in points."""
    if not isinstance(block, Table):
        return lines_of([block], TEXT_LETTERS, blank) * TEXT_LINE + BETWEEN
    rows = 0.0
    for row in block.rows:
        widths = block.widths if len(row) == len(block.widths) else (sum(block.widths) / max(len(row), 1),) * len(row)
        lines = (
            lines_of(cell.blocks, max(CELL_LETTERS * width - 2, 4), blank)
            for cell, width in zip(row, widths, strict=True)
        )
        rows += max((1, *lines)) * CELL_LINE + CELL_EDGES
    return rows + TABLE_EDGES


_ANNOUNCED: Final = (ListBlock, Table, Chart, Signatures)
_WORDS: Final = (Paragraph, Heading)


def _announces(blocks: Sequence[Block], position: int, blank: bool) -> bool:
    """Whether a block stays with the next: a heading, what announces another, and the single line below a heading."""
    block = blocks[position]
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    if isinstance(block, Heading):
        return True
    return isinstance(block, Paragraph) and (
        block.keep_with_next
        or isinstance(following, _ANNOUNCED)
        or (
            isinstance(following, _WORDS)
            and position > 0
            and isinstance(blocks[position - 1], Heading)
            and lines_of([block], TEXT_LETTERS, blank) <= 1
        )
    )


def _above_ends(blocks: list[Block], blank: bool) -> Iterator[int]:
    """The blocks that stay with the next so that the page where words end, before a page break, holds a few lines."""
    kinds = [*map(type, blocks)]
    breaks = [at for at, kind in enumerate(kinds) if kind is PageBreak] if PageBreak in kinds else ()
    for end in (len(kinds), *breaks):
        lines, position = 0.0, end - 1
        while position > 0 and lines < FEWEST_AT_THE_END and kinds[position] is not PageBreak:
            lines += lines_of([blocks[position]], TEXT_LETTERS, blank)
            position -= 1
            if lines < FEWEST_AT_THE_END and kinds[position] is not PageBreak:
                yield position


def _cut_above(blocks: list[Block], clauses: list[str], signatures: int, blank: bool) -> int:
    """Cut in two a long list that would stay whole with the signatures; tell how many blocks that adds."""
    above = next((n for n in range(signatures - 1, -1, -1) if not isinstance(blocks[n], Paragraph)), -1)
    listed = blocks[above] if above in _above_signatures(blocks, signatures, blank) else None
    if not isinstance(listed, ListBlock) or len(listed.items) <= LAST_ITEMS:
        return 0
    if len(listed.items) <= SHORT_LIST and _letters(listed, blank) <= SHORT_LIST * TEXT_LETTERS:
        return 0
    below = sum(_letters(block, blank) for block in blocks[above + 1 : signatures])
    cut = len(listed.items) - LAST_ITEMS
    while cut and below + _letters(ListBlock(listed.items[cut:]), blank) < WORDS_WITH_SIGNATURES:
        cut -= 1
    if not cut:
        return 0
    halves = listed.items[:cut], listed.items[cut:]
    blocks[above : above + 1] = [
        ListBlock(halves[0], listed.ordered, listed.start),
        ListBlock(halves[1], listed.ordered, listed.start + cut),
    ]
    clauses.insert(above, clauses[above])
    return 1


def _above_signatures(blocks: list[Block], signatures: int, blank: bool) -> list[int]:
    """The blocks that stay with the signatures below them."""
    taken: list[int] = []
    letters = 0
    for position in range(signatures - 1, -1, -1):
        block = blocks[position]
        enough = len(taken) >= FEWEST_WITH_SIGNATURES and letters >= WORDS_WITH_SIGNATURES
        if enough or isinstance(block, PageBreak | Signatures):
            break
        taken.append(position)
        letters += _letters(block, blank)
    return taken


def _letters(block: Block, blank: bool) -> int:
    """How many characters a block fills, a short line counting as a third of one; a heading says nothing yet."""
    match block:
        case Paragraph(content):
            return max(len(words_of(content, blank)), 40) if _prints(content, blank) else 0
        case ListBlock(items):
            return sum(_letters(inner, blank) for item in items for inner in item)
        case Table() | Chart():
            return WORDS_WITH_SIGNATURES
        case _:
            return 0


def _prints(content: tuple[Inline, ...], blank: bool) -> bool:
    return bool(words_of(content, blank).strip())


def is_card(block: Paragraph) -> bool:
    """Whether a paragraph is a name in bold and its facts line by line, such as a site's."""
    return len(block.content) > 1 and isinstance(block.content[0], Strong) and block.content[1] == LineBreak()

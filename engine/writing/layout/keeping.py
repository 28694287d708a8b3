"""What stays on the page of what follows it, whoever lays the page out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from engine.document import Block, Chart, Heading, Inline, ListBlock, PageBreak, Paragraph, Signatures, Table
from engine.writing.text import words_of

WORDS_WITH_SIGNATURES = 240
"""How many characters of the contract stand at least above its signatures: about two lines, and the place and date."""

FEWEST_WITH_SIGNATURES = 2
"""How many blocks do: the place and date, and the last of the last article."""

SHORT_LIST, LAST_ITEMS = 6, 2
"""A list that is longer is cut before the signatures, so that its last items alone stay with them."""


class Kept(NamedTuple):
    """A block, and whether it stays on the page where the next one begins."""

    block: Block
    with_next: bool = False


def kept(blocks: Iterable[Block], *, blank: bool) -> list[Kept]:
    """Keep headings, and the words that announce a list, a table, a chart or signatures, with what they announce.

    Signatures take more of what stands above them: nobody should sign a page that says nothing.
    """
    found = list(blocks)
    bound: set[int] = set()
    position = 0
    while position < len(found):
        if isinstance(found[position], Signatures):
            position += _cut_above(found, position)
            bound.update(_above_signatures(found, position, blank))
        position += 1
    return [Kept(block, number in bound or _announces(found, number)) for number, block in enumerate(found)]


def _announces(blocks: list[Block], position: int) -> bool:
    block = blocks[position]
    following = blocks[position + 1] if position + 1 < len(blocks) else None
    if isinstance(block, Heading):
        return True
    return isinstance(block, Paragraph) and (
        block.keep_with_next or isinstance(following, ListBlock | Table | Chart | Signatures)
    )


def _cut_above(blocks: list[Block], signatures: int) -> int:
    """Cut a long list that stands just above the place and date in two; tell how many blocks that adds."""
    above = next((n for n in range(signatures - 1, -1, -1) if not isinstance(blocks[n], Paragraph)), -1)
    listed = blocks[above] if above >= max(signatures - FEWEST_WITH_SIGNATURES, 0) else None
    if not isinstance(listed, ListBlock) or len(listed.items) <= SHORT_LIST:
        return 0
    cut = len(listed.items) - LAST_ITEMS
    halves = listed.items[:cut], listed.items[cut:]
    blocks[above : above + 1] = [
        ListBlock(halves[0], listed.ordered, listed.start),
        ListBlock(halves[1], listed.ordered, listed.start + cut),
    ]
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

"""A contract in pieces, each under its heading, for a page that shows it beside something else.

A piece changes only if its words do, or where they come from: whoever holds it asks by its hash. Each block is written
once for all the contracts that hold the same one, which is what makes a draft quick to show while it is filled in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain

from engine.by_identity import ByIdentity
from engine.document import Block, Document, Heading, PageBreak, Paragraph, Table
from engine.lately import Lately
from engine.writing.layout.columns import DENSE_COLUMNS
from engine.writing.layout.measures import LANDSCAPE_WIDTH, PORTRAIT_WIDTH
from engine.writing.layout.outline import ranks_of
from engine.writing.layout.page.blocks import Page, block_markup
from engine.writing.layout.page.inlines import PREFIX, escaped, facts_in
from engine.writing.layout.words import heading_label, opening_and_body, words_of
from models.records import dataclass

OPENING = f"{PREFIX}ouverture"
"""The piece that stands above the first heading: the title, the parties, the visas."""

_SHIFT = 1
"""The page has a heading of its own, « Le contrat », above those of the contract."""

_DEEPEST = 6
_CONTRACTS, _BLOCKS, _WORDS, _PIECES = 16, 2048, 4096, 512


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a contract: its `id` and its `hash` (of its HTML), its title in words, the clauses that made it.

    `facts` are those that its words come from, as paths (« sites[1].nom »); `level` is that of its heading, 0 for
    the one that opens the contract.
    """

    id: str
    hash: str
    html: str
    title: str
    level: int
    clauses: tuple[str, ...]
    facts: tuple[str, ...]


def passages_of(document: Document, traits: Mapping[str, tuple[str, ...]]) -> list[Passage]:
    """Cut a traced contract in pieces; `traits` are the facts that decide of each trait.

    The first levels of headings are those that a page has under its own second level.
    """
    title, sections = opening_and_body(document)
    pieces: list[list[_Placed]] = [[(one, "", False) for one in title]]
    headings: list[Heading] = []
    for section in sections:
        for block, clause in section.by_clause:
            if isinstance(block, Heading):
                headings.append(block)
                pieces.append([])
            pieces[-1].append((block, clause, section.landscape))
    ranks = _RANKS.of_all(headings, None, partial(_ranks, headings))
    drawn = _drawing(document.blank, ranks, tuple(sorted(traits.items())))
    return [drawn(one) for one in pieces if one]


_Placed = tuple[Block, str, bool]
"""A block with its clause, and whether its page is wide; a heading opens the piece that holds it."""
_Ranks = tuple[tuple[str, int], ...]
_RANKS: ByIdentity[_Ranks] = ByIdentity(_CONTRACTS)


def _ranks(headings: Sequence[Heading]) -> _Ranks:
    return tuple((anchor, min(rank + _SHIFT, _DEEPEST)) for anchor, rank in ranks_of(headings).items())


_Written = tuple[str, tuple[str, ...]]
_Writer = Callable[[Block, bool, str], _Written]


@lru_cache(maxsize=_CONTRACTS)
def _drawing(
    blank: bool, ranks: _Ranks, traits: tuple[tuple[str, tuple[str, ...]], ...]
) -> Callable[[Sequence[_Placed]], Passage]:
    """What draws the pieces of the contracts that have the same headings: one of the very same blocks, once."""
    page = Page(blank, dict(ranks), PORTRAIT_WIDTH, embedded=True, traits=dict(traits), shared=ByIdentity(_WORDS))
    wide = replace(page, width=LANDSCAPE_WIDTH)
    kept: Lately[tuple[Sequence[_Placed], Passage]] = Lately(_PIECES)
    blocks: ByIdentity[_Written] = ByIdentity(_BLOCKS)
    facts: ByIdentity[tuple[tuple[str, ...], tuple[str, ...]]] = ByIdentity(_WORDS)

    def written(block: Block, landscape: bool, name: str) -> _Written:
        return blocks.of(block, (landscape, name), lambda: made(block, landscape, name))

    def made(block: Block, landscape: bool, name: str) -> _Written:
        parts = block.rows if isinstance(block, Table) else (block,)
        told = [facts.of(part, "", partial(facts_in, part)) for part in parts]
        names = chain.from_iterable([*(said for said, _ in told), *(missing for _, missing in told)])
        found = dict.fromkeys(fact for name in names for fact in page.traits.get(name, (name,)))
        return _markup(block, wide if landscape else page, name), tuple(found)

    def drawn(piece: Sequence[_Placed]) -> Passage:
        key = tuple([(id(block), clause, landscape) for block, clause, landscape in piece])
        found = kept.get(key)
        if found is None:  # its blocks are kept with it: their identities are no one else's
            kept.put(key, found := (piece, _passage(piece, written, blank)))
        return found[1]

    return drawn


def _markup(block: Block, page: Page, name: str) -> str:
    if isinstance(block, PageBreak):
        return ""
    if isinstance(block, Paragraph) and block.style == "title":
        return f'<p class="titre"{page.facts(block.content)}>{page.words(block.content)}</p>'
    markup = block_markup(block, page)
    if name:  # it is wider than its place: who has no mouse goes along it with the keyboard
        return f'<div class="defile" tabindex="0" role="region" aria-label="{escaped(name)}">{markup}</div>'
    return markup


def _named(blocks: Iterable[_Placed], title: str) -> Iterator[str]:
    """What each wide table is called by who cannot see it: its heading, and its rank under it; no other block is."""
    rank = 0
    for block, _, landscape in blocks:
        wide = isinstance(block, Table) and (landscape or len(block.widths) >= DENSE_COLUMNS)
        rank += wide
        yield f"{title or 'Ouverture'}, tableau {rank}" if wide else ""


def _passage(piece: Sequence[_Placed], written: _Writer, blank: bool) -> Passage:
    first = piece[0][0]
    heading = first if isinstance(first, Heading) else None
    name = f"{PREFIX}{heading.anchor}" if heading else OPENING
    title = heading_label(heading) + words_of(heading.content, blank) if heading else ""
    named = zip(piece, _named(piece, title), strict=True)
    made = [written(block, landscape, called) for (block, _, landscape), called in named]
    html = "\n".join(filter(None, (markup for markup, _ in made)))
    return Passage(
        id=name,
        hash=hashlib.sha256(html.encode(errors="replace")).hexdigest()[:16],
        html=html,
        title=title,
        level=heading.level if heading else 0,
        clauses=tuple(dict.fromkeys(clause for _, clause, _ in piece if clause)),
        facts=tuple(dict.fromkeys(fact for _, facts in made for fact in facts)),
    )

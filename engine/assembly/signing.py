"""Where a contract is signed in its PDF: for each party, the field or the mark that the description asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from engine.document import Block, Section, Signatures
from engine.document import Signature as Party
from models.contrat import Signature

FIRST = "1"
"""What is counted in the mark of the first party, to make those of the others."""


def with_spaces(sections: Iterable[Section], asked: Signature) -> tuple[Section, ...]:
    """The sections, with a space where each party signs; the same where the description asks neither field nor mark."""
    if not asked.champs and not asked.reperes:
        return tuple(sections)
    ranks = count(1)
    return tuple(replace(one, blocks=tuple(_spaced(one.blocks, asked, ranks))) for one in sections)


def _spaced(blocks: Iterable[Block], asked: Signature, ranks: Iterator[int]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Signatures):
            yield Signatures(tuple(_spaced_party(party, asked, next(ranks)) for party in block.parties))
        else:
            yield block


def _spaced_party(party: Party, asked: Signature, rank: int) -> Party:
    mark = (asked.reperes or "").replace(FIRST, str(rank), 1)
    return replace(party, field=f"Signature_{rank}" if asked.champs else "", mark=mark)
